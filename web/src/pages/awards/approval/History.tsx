import { type ReactNode, useState } from 'react'
import { type Decision, saidIn } from '../../../../../shared/domain/decisions.ts'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'
import { ActButton } from '../../../ui/ActButton.tsx'
import type { Tone } from '../../../ui/StatusBadge.tsx'
import styles from './approval.module.css'
import { describeDecision, describeHandling } from './describe-act.ts'
import { Words } from './SaidWords.tsx'
import { ShownDialog } from './ShownDialog.tsx'
import { actsIn, type Seen } from './seen.ts'
import { VetoDocument } from './VetoDocument.tsx'

interface Props {
  readonly rfqId: string
  readonly seen: Seen
  readonly timeZone: string
}
type Looked = Extract<Decision, { shown: unknown }>

/** Every act on a request in the order it was done. Nothing is ever taken out of it. */
export function History({ rfqId, seen, timeZone }: Props) {
  const t = useT()
  const [shown, setShown] = useState<Looked>()
  const { approval } = seen
  const acts = actsIn(seen)
  return (
    <>
      <ol className={styles.history}>
        <Entry
          at={approval.askedAt}
          timeZone={timeZone}
          tone="plain"
          title={t('approvals.opened', { name: approval.requester.name, number: approval.number })}
        />
        {acts.map((act) => {
          if ('handling' in act) {
            const { title, tone, words } = describeHandling(act.handling, approval, t)
            const { seq, at } = act.handling
            return (
              <Entry key={seq} at={at} timeZone={timeZone} tone={tone} title={title}>
                {words && <p className={styles.prose}>{words}</p>}
              </Entry>
            )
          }
          const { decision } = act
          const said = saidIn(decision)
          return (
            <Entry key={decision.seq} at={decision.decidedAt} timeZone={timeZone} {...describeDecision(decision, t)}>
              {said && <Words said={said} />}
              {decision.decision === 'veto' && <VetoDocument rfqId={rfqId} seen={seen} veto={decision} />}
              <p className={styles.fine}>
                {t('approvals.proved', { method: decision.proved.method, from: decision.proved.from })}
              </p>
              {'shown' in decision && (
                <ActButton className="no-print" size="compact-xs" onClick={() => setShown(decision)}>
                  {t('approvals.whatTheySaw')}
                  <span className="visually-hidden"> {decision.name}</span>
                </ActButton>
              )}
            </Entry>
          )
        })}
      </ol>
      {shown && (
        <ShownDialog rfqId={rfqId} seen={seen} said={shown} timeZone={timeZone} onClose={() => setShown(undefined)} />
      )}
    </>
  )
}

interface EntryProps {
  readonly at: string
  readonly timeZone: string
  readonly title: string
  readonly tone: Tone
  readonly children?: ReactNode
}

function Entry({ at, timeZone, title, tone, children }: EntryProps) {
  const format = useFormat()
  return (
    <li className={styles.entry} data-tone={tone}>
      <p className={styles.entryHead}>
        <span className={styles.name}>{title}</span>
        <time dateTime={at} className={styles.fine} title={format.exactIn(at, timeZone)}>
          {format.dateTimeIn(at, timeZone)}
        </time>
      </p>
      {children}
    </li>
  )
}
