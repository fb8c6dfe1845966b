import { type AwardView, remindStakeholder } from '../../../../shared/contracts/awards.ts'
import type { ApprovalStep, Decision } from '../../../../shared/domain/approval.ts'
import type { Rfq } from '../../../../shared/domain/rfq.ts'
import { useNow } from '../../api/server-clock.ts'
import { useCall } from '../../api/use-api.ts'
import { useFormat, useT } from '../../i18n/I18nProvider.tsx'
import { ActButton } from '../../ui/ActButton.tsx'
import { RefusalNotice } from '../../ui/RefusalNotice.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { toast } from '../../ui/toast.tsx'
import styles from './awards.module.css'

interface Props {
  readonly rfq: Rfq
  readonly view: AwardView
  /** An earlier proposal is only to be read. */
  readonly readOnly?: boolean
}

/** The roles side by side, each with its own opinion: nobody's is overwritten. */
export function Panel({ rfq, view, readOnly }: Props) {
  return (
    <ul className={styles.panel}>
      {view.approval.steps.map((step) => (
        <Step
          key={step.stakeholderId}
          rfq={rfq}
          view={view}
          step={step}
          decisions={view.decisions.filter((one) => one.stakeholderId === step.stakeholderId)}
          readOnly={readOnly ?? false}
        />
      ))}
    </ul>
  )
}

interface StepProps extends Props {
  readonly step: ApprovalStep
  readonly decisions: readonly Decision[]
}

const tones = { actionable: 'due', approved: 'good', vetoed: 'danger' } as const

function Step({ rfq, view, step, decisions, readOnly }: StepProps) {
  const t = useT()
  const { approval } = view
  const open = approval.status === 'proposed' || approval.status === 'vetoed'
  return (
    <li className={styles.step} data-status={step.status}>
      <div className={styles.head}>
        <span className={styles.role}>{t('rfqs.roleName', { role: step.role })}</span>
        <StatusBadge tone={readOnly && step.status === 'actionable' ? 'quiet' : tones[step.status]}>
          {t('awards.stepName', { status: step.status })}
        </StatusBadge>
      </div>
      <p className={styles.fine}>
        {step.name} · {step.email}
      </p>
      {decisions.map((decision) => (
        <Opinion key={decision.turn} decision={decision} zone={rfq.terms.timeZone} />
      ))}
      {step.status === 'actionable' && !readOnly && (
        <Waiting rfq={rfq} step={step} askedAt={approval.askedAt} open={open} />
      )}
    </li>
  )
}

function Opinion({ decision, zone }: { readonly decision: Decision; readonly zone: string }) {
  const t = useT()
  const format = useFormat()
  const at = format.dateTimeIn(decision.decidedAt, zone)
  if (decision.decision === 'approve') {
    return (
      <div>
        <p className={styles.label}>{t('awards.approvedAt', { at })}</p>
        {decision.comment && <p className={styles.prose}>{decision.comment}</p>}
      </div>
    )
  }
  return (
    <div>
      <p className={styles.label}>{t('awards.vetoedAt', { at, reason: decision.reasonCode })}</p>
      <p className={styles.prose}>{decision.words}</p>
      <div className={styles.remedy}>
        <p className={styles.label}>{t('awards.remedy')}</p>
        <p className={styles.prose}>{decision.remedy}</p>
      </div>
    </div>
  )
}

interface WaitingProps {
  readonly rfq: Rfq
  readonly step: ApprovalStep
  readonly askedAt: string
  readonly open: boolean
}

function Waiting({ rfq, step, askedAt, open }: WaitingProps) {
  const t = useT()
  const format = useFormat()
  const now = useNow(60_000)
  const remind = useCall(remindStakeholder, {
    answered: (answer) => answer.ok && toast(t('awards.remindedToast', { name: step.name })),
  })
  const params = { rfqId: rfq.rfqId, stakeholderId: step.stakeholderId }
  return (
    <div className={styles.standing}>
      <p className={styles.fine}>{t('awards.askedAgo', { ago: format.relative(askedAt, now) })}</p>
      <RefusalNotice refusal={remind.refusal} error={remind.error} />
      {open && (
        <ActButton className="no-print" size="xs" loading={remind.isPending} onClick={() => remind.mutate({ params })}>
          {t('awards.remind')}
        </ActButton>
      )}
    </div>
  )
}
