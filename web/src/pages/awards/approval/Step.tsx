import type { ApprovalStep } from '../../../../../shared/domain/approval.ts'
import { useNow } from '../../../api/server-clock.ts'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'
import { StatusBadge, type Tone } from '../../../ui/StatusBadge.tsx'
import styles from './approval.module.css'
import { Remind } from './Remind.tsx'
import { SaidWords } from './SaidWords.tsx'
import { carriedFrom, type Seen, standingDecision, successorOf, vetoedBefore } from './seen.ts'

interface Props {
  readonly rfqId: string
  readonly seen: Seen
  readonly timeZone: string
  readonly step: ApprovalStep
  /** Whether anything can still be done. */
  readonly acts: boolean
  /** Where the objections stand above in full. */
  readonly brief: boolean
}

const tones: Record<ApprovalStep['status'], Tone> = {
  waiting: 'quiet',
  actionable: 'due',
  lifted: 'due',
  approved: 'good',
  vetoed: 'danger',
  overridden: 'quiet',
  abstained: 'quiet',
  delegated: 'quiet',
  recused: 'quiet',
}

/** One person: how they came to be asked, what they said and where that stands, or since when they are waited for. */
export function Step({ rfqId, seen, timeZone, step, acts, brief }: Props) {
  const t = useT()
  const { approval } = seen
  const { name, email, status, from } = step
  const [mailbox, domain] = email.split('@')
  const carried = carriedFrom(approval, step)
  const said = standingDecision(seen, step)
  const before = vetoedBefore(seen, step)
  const isWaitedFor = status === 'actionable' || status === 'lifted'
  return (
    <li className={styles.step}>
      <div className={styles.head}>
        <span className={styles.name}>{name}</span>
        <StatusBadge tone={isWaitedFor && !acts ? 'quiet' : tones[status]}>
          {t('approvals.stepName', { status })}
        </StatusBadge>
      </div>
      <p className={styles.fine}>
        {mailbox}@<wbr />
        {domain}
      </p>
      {from && <p className={styles.fine}>{t('approvals.seatFrom', { how: from.how, name: from.name })}</p>}
      {(status === 'delegated' || status === 'recused') && <HandedOver seen={seen} step={step} />}
      {!said && before !== undefined && (
        <p className={styles.fine}>{t('approvals.vetoedBefore', { number: before })}</p>
      )}
      {said && <SaidWords said={said} timeZone={timeZone} brief={brief && said.decision === 'veto'} />}
      {carried !== undefined && <p className={styles.carried}>{t('approvals.carried', { number: carried })}</p>}
      {isWaitedFor && acts && <Waited rfqId={rfqId} seen={seen} timeZone={timeZone} step={step} />}
    </li>
  )
}

function HandedOver({ seen, step }: { readonly seen: Seen; readonly step: ApprovalStep }) {
  const t = useT()
  const next = successorOf(seen.approval, step)
  return (
    <p className={styles.fine}>
      {next?.from
        ? t('approvals.handedTo', { how: next.from.how, name: next.name })
        : t('approvals.nobodyAfter', { name: step.name })}
    </p>
  )
}

function Waited({ rfqId, seen, timeZone, step }: Omit<Props, 'acts' | 'brief'>) {
  const t = useT()
  const format = useFormat()
  const now = useNow(60_000)
  const { askedAt, dueAt, remindedAt, escalatedAt, question } = step
  const next = successorOf(seen.approval, step)
  const overdue = question === null && dueAt !== null && Date.parse(dueAt) <= now
  return (
    <div className={styles.waited}>
      {askedAt && <p className={styles.fine}>{t('awards.askedAgo', { ago: format.relative(askedAt, now) })}</p>}
      {question ? (
        <p className={styles.due}>{t('approvals.pausedByQuestion', { ago: format.relative(question.askedAt, now) })}</p>
      ) : (
        dueAt && (
          <p className={overdue ? styles.due : styles.fine} title={format.exactIn(dueAt, timeZone)}>
            {t('approvals.dueAt', {
              overdue: overdue ? 'yes' : 'no',
              at: format.dateIn(dueAt, timeZone),
              ago: format.relative(dueAt, now),
            })}
          </p>
        )
      )}
      {remindedAt && (
        <p className={styles.fine}>{t('approvals.reminded', { ago: format.relative(remindedAt, now) })}</p>
      )}
      {escalatedAt && (
        <p className={styles.due}>
          {next
            ? t('approvals.escalatedTo', { ago: format.relative(escalatedAt, now), name: next.name })
            : t('approvals.escalatedToYou', { ago: format.relative(escalatedAt, now) })}
        </p>
      )}
      <Remind rfqId={rfqId} approval={seen.approval} step={step} timeZone={timeZone} />
    </div>
  )
}
