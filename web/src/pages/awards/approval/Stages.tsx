import { isUnderWay } from '../../../../../shared/domain/approval.ts'
import { isReachable } from '../../../../../shared/domain/approval-tally.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { StatusBadge } from '../../../ui/StatusBadge.tsx'
import { useBecause } from '../../rfqs/approvers/use-because.ts'
import styles from './approval.module.css'
import { Step } from './Step.tsx'
import { type Seen, type SeenGroup, stagesOf } from './seen.ts'

interface Props {
  readonly rfqId: string
  readonly seen: Seen
  readonly timeZone: string
  /** An earlier request is only to be read. */
  readonly readOnly?: boolean
}

/** Who is asked, stage by stage and role by role, each person with their own opinion: nobody's is overwritten. */
export function Stages({ rfqId, seen, timeZone, readOnly = false }: Props) {
  const t = useT()
  const stages = stagesOf(seen.approval)
  const isStaged = stages.length > 1
  const acts = !readOnly && isUnderWay(seen.approval)
  return stages.map(({ stage, groups }) => (
    <div key={stage} className={styles.stage}>
      {isStaged && <h3 className={styles.stageTitle}>{t('policy.stageTitle', { stage })}</h3>}
      <ul className={styles.cards}>
        {groups.map((one) => (
          <Group
            key={one.group.groupId}
            rfqId={rfqId}
            seen={seen}
            timeZone={timeZone}
            one={one}
            acts={acts}
            isStaged={isStaged}
            readOnly={readOnly}
          />
        ))}
      </ul>
    </div>
  ))
}

interface GroupProps extends Props {
  readonly one: SeenGroup
  readonly acts: boolean
  readonly isStaged: boolean
}

const standingOf = (seen: Seen, { group, filled, steps }: SeenGroup) => {
  if (steps.some(({ status }) => status === 'vetoed')) return 'vetoed'
  if (filled >= group.needed) return 'approved'
  if (!isReachable(seen.approval, group)) return 'stuck'
  return steps.every(({ status }) => status === 'waiting') ? 'waiting' : 'actionable'
}
const tones = { vetoed: 'danger', approved: 'good', stuck: 'danger', waiting: 'quiet', actionable: 'due' } as const

function Group({ rfqId, seen, timeZone, one, acts, isStaged, readOnly = false }: GroupProps) {
  const t = useT()
  const sayBecause = useBecause()
  const { group, steps, filled, seats } = one
  const Role = isStaged ? 'h4' : 'h3'
  const standing = standingOf(seen, one)
  const tone = acts || standing === 'approved' || standing === 'vetoed' ? tones[standing] : 'quiet'
  return (
    <li className={styles.card} data-status={standing}>
      <div className={styles.head}>
        <Role className={styles.role}>{t('rfqs.roleName', { role: group.role })}</Role>
        <StatusBadge tone={tone}>{t('approvals.groupStands', { standing, filled, needed: group.needed })}</StatusBadge>
      </div>
      <p className={styles.fine}>{sayBecause(group.because)}</p>
      {seats > group.needed && <p className={styles.fine}>{t('approvals.enough', { needed: group.needed, seats })}</p>}
      <ul className={styles.steps}>
        {steps.map((step) => (
          <Step
            key={step.stakeholderId}
            rfqId={rfqId}
            seen={seen}
            timeZone={timeZone}
            step={step}
            acts={acts}
            brief={!readOnly}
          />
        ))}
      </ul>
    </li>
  )
}
