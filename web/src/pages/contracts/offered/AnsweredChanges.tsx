import { useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { OfferedChange } from '../../../../../shared/domain/contract-change.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { Section } from '../../../ui/Section.tsx'
import { ChangeContent, ChangeHead } from '../ChangeContent.tsx'
import styles from '../contract.module.css'
import { Folded } from '../Folded.tsx'
import { SupplierOrderChange } from '../OrderChange.tsx'
import { offerStanding } from '../standing.ts'

interface Around {
  readonly tender: { readonly buyerId: string; readonly rfqId: string }
  readonly orderNumber: string
  readonly timeZone: string
}

interface Props extends Around {
  readonly changes: readonly OfferedChange[]
}

/** What became of every change that was offered, newest first. */
export function AnsweredChanges({ changes, ...around }: Props) {
  const t = useT()
  if (changes.length === 0) return null
  return (
    <Section id="changes" title={t('changes.title')} count={changes.length}>
      <ol className={styles.list} reversed>
        {changes.map((change) => (
          <Answered key={change.number} change={change} {...around} />
        ))}
      </ol>
    </Section>
  )
}

/** One of them; the one that a mail leads to is open and in sight. */
function Answered({ change, tender, orderNumber, timeZone }: Around & { readonly change: OfferedChange }) {
  const id = `change-${change.number}`
  const isLedTo = useLocation({ select: ({ hash }) => hash === id })
  const item = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isLedTo) item.current?.scrollIntoView()
  }, [isLedTo])
  const { buyerId, rfqId } = tender
  return (
    <li id={id} ref={item}>
      <Folded summary={<ChangeHead change={change} standing={offerStanding(change)} forYou />} isOpen={isLedTo}>
        {() => (
          <ChangeContent change={change} timeZone={timeZone}>
            {change.status === 'active' && (
              <SupplierOrderChange tender={{ buyerId, rfqId }} number={change.number} orderNumber={orderNumber} />
            )}
          </ChangeContent>
        )}
      </Folded>
    </li>
  )
}
