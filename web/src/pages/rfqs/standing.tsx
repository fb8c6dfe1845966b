import type { RfqSummary } from '../../../../shared/contracts/rfqs.ts'
import { isClosed, type RfqMove, type RfqStatus, rfqCan, rfqMoves } from '../../../../shared/domain/rfq.ts'
import { useFormat, useT } from '../../i18n/I18nProvider.tsx'
import { StatusBadge, type Tone } from '../../ui/StatusBadge.tsx'
import { ApprovalLine } from './ApprovalLine.tsx'

/** `closed` is told by the clock: bids are in, and not yet opened. */
export type Shown = RfqStatus | 'closed'

const tones: Record<Shown, Tone> = {
  draft: 'quiet',
  open: 'plain',
  closed: 'due',
  evaluation: 'due',
  awarded: 'good',
  complete: 'good',
  unsuccessful: 'quiet',
  cancelled: 'quiet',
}

export function RfqBadge({ status }: { readonly status: Shown }) {
  const t = useT()
  return <StatusBadge tone={tones[status]}>{t('rfqs.statusName', { status })}</StatusBadge>
}

export const shownStatus = ({ status, closesAt }: RfqSummary, now: number): Shown =>
  status === 'open' && closesAt && isClosed(closesAt, new Date(now).toISOString()) ? 'closed' : status

/** The status of an RFQ in a list, and how the approval stands that it waits for. */
export function RfqStanding({ rfq, now }: { readonly rfq: RfqSummary; readonly now: number }) {
  return (
    <>
      <RfqBadge status={shownStatus(rfq, now)} />
      {rfq.approval && <ApprovalLine approval={rfq.approval} now={now} />}
    </>
  )
}

/** Why a move cannot be made now, from the table of moves; nothing where it can. */
export const useWhyNot = (rfq: { readonly status: RfqStatus }) => {
  const t = useT()
  const format = useFormat()
  return (move: RfqMove): string | undefined => {
    if (rfqCan(move, rfq)) return undefined
    const allowed = rfqMoves[move].from.map((status) => t('rfqs.statusName', { status }))
    return t('rfqs.onlyWhile', { allowed: format.list(allowed), now: t('rfqs.statusName', { status: rfq.status }) })
  }
}
