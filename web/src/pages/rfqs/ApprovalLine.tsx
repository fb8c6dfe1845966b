import type { ApprovalInBrief } from '../../../../shared/domain/approval-in-brief.ts'
import { stakeholderRoles } from '../../../../shared/domain/party.ts'
import { useI18n } from '../../i18n/I18nProvider.tsx'
import styles from './rfqs.module.css'

type Hangs = ApprovalInBrief['hangs'][number]
const isLost = ({ status }: ApprovalInBrief, hangs: Hangs | undefined) =>
  status === 'vetoed' || status === 'expired' || hangs?.kind === 'stuck'
const waitsForBuyer = (hangs: Hangs | undefined) =>
  hangs?.kind === 'asked' || hangs?.kind === 'unmet' || hangs?.kind === 'overdue'

/** How far an approval is, with whom it hangs first, and since when. */
export function ApprovalLine({ approval, now }: { readonly approval: ApprovalInBrief; readonly now: number }) {
  const { t, format } = useI18n()
  const { subject, status, approved, needed, hangs } = approval
  const [first] = hangs
  const roles =
    first?.roles.length === stakeholderRoles.length
      ? t('rfqs.allRoles')
      : format.list((first?.roles ?? []).map((role) => t('approvals.roleIn', { role })))
  const tone = isLost(approval, first) ? 'danger' : waitsForBuyer(first) ? 'due' : undefined
  return (
    <span className={styles.approval} data-tone={tone}>
      {t('rfqs.approvalInBrief', {
        subject,
        status,
        approved: format.integer(approved),
        needed: format.integer(needed),
        kind: first?.kind ?? 'none',
        roles,
        ago: first?.since ? format.relative(first.since, now) : '',
      })}
    </span>
  )
}
