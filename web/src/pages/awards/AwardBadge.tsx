import type { ApprovalStatus } from '../../../../shared/domain/approval.ts'
import { useT } from '../../i18n/I18nProvider.tsx'
import { StatusBadge, type Tone } from '../../ui/StatusBadge.tsx'

/** Of a request for approval, whatever it is about. */
export const statusTones: Record<ApprovalStatus, Tone> = {
  proposed: 'due',
  conditional: 'due',
  approved: 'good',
  vetoed: 'danger',
  committed: 'good',
  superseded: 'quiet',
  expired: 'danger',
  cancelled: 'quiet',
}

export function AwardBadge({ status }: { readonly status: ApprovalStatus }) {
  const t = useT()
  return <StatusBadge tone={statusTones[status]}>{t('awards.statusName', { status })}</StatusBadge>
}
