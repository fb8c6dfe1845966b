import type { AwardStatus } from '../../../../shared/domain/award.ts'
import { useT } from '../../i18n/I18nProvider.tsx'
import { StatusBadge, type Tone } from '../../ui/StatusBadge.tsx'

const tones: Record<AwardStatus, Tone> = {
  proposed: 'due',
  approved: 'good',
  vetoed: 'danger',
  awarded: 'good',
  superseded: 'quiet',
  cancelled: 'quiet',
}

export function AwardBadge({ status }: { readonly status: AwardStatus }) {
  const t = useT()
  return <StatusBadge tone={tones[status]}>{t('awards.statusName', { status })}</StatusBadge>
}
