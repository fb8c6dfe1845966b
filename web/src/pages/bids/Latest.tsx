import { useT } from '../../i18n/I18nProvider.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import type { MyBid } from './my-bid.ts'

interface Props {
  readonly bid: Pick<MyBid, 'latest'>
  readonly over: boolean
}

/** Where one's own bid stands: its newest version, withdrawn, or not submitted. */
export function Latest({ bid: { latest }, over }: Props) {
  const t = useT()
  if (latest === null) return <StatusBadge tone={over ? 'quiet' : 'due'}>{t('bids.notSubmitted')}</StatusBadge>
  if (latest.kind === 'withdrawn') return <StatusBadge tone="quiet">{t('bids.withdrawn')}</StatusBadge>
  return <StatusBadge tone="good">{t('bids.sealedVersion', { version: latest.version })}</StatusBadge>
}
