import type { OfferedChange } from '../../../../../shared/domain/contract-change.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { Section } from '../../../ui/Section.tsx'
import { ChangeContent, ChangeHead } from '../ChangeContent.tsx'
import styles from '../contract.module.css'
import { FoldedChange } from '../FoldedChange.tsx'
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

function Answered({ change, tender, orderNumber, timeZone }: Around & { readonly change: OfferedChange }) {
  const { buyerId, rfqId } = tender
  return (
    <FoldedChange
      number={change.number}
      summary={<ChangeHead change={change} standing={offerStanding(change)} forYou />}
    >
      {() => (
        <ChangeContent change={change} timeZone={timeZone}>
          {change.status === 'active' && (
            <SupplierOrderChange tender={{ buyerId, rfqId }} number={change.number} orderNumber={orderNumber} />
          )}
        </ChangeContent>
      )}
    </FoldedChange>
  )
}
