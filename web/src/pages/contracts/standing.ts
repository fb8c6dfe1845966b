import type { ApprovalStatus } from '../../../../shared/domain/approval.ts'
import type { ChangeForSupplier, OfferedChange } from '../../../../shared/domain/contract-change.ts'
import type { Tone } from '../../ui/StatusBadge.tsx'

/** How a change stands, in one word: with those who approve it, with its supplier, or what became of it. */
export type ChangeStanding =
  | 'inApproval'
  | 'conditional'
  | 'vetoed'
  | 'lapsed'
  | 'offered'
  | 'held'
  | 'agreed'
  | 'declined'
  | 'withdrawn'
  | 'replaced'

export const standingTones: Record<ChangeStanding, Tone> = {
  inApproval: 'due',
  conditional: 'due',
  vetoed: 'danger',
  lapsed: 'danger',
  offered: 'due',
  held: 'quiet',
  agreed: 'good',
  declined: 'danger',
  withdrawn: 'quiet',
  replaced: 'quiet',
}

const underApproval: Partial<Record<ApprovalStatus, ChangeStanding>> = {
  vetoed: 'vetoed',
  conditional: 'conditional',
  expired: 'lapsed',
  approved: 'offered',
  committed: 'offered',
}

type Change = Pick<ChangeForSupplier, 'status' | 'answer' | 'ended'>

/** The supplier said no to it. */
export const isDeclined = ({ status, answer }: Change): boolean => status === 'cancelled' && answer?.accepted === false

/** `request` is how its approval stands; without one nobody has to approve, as far as the reader may know. */
export const changeStanding = (change: Change, request?: { status: ApprovalStatus } | null): ChangeStanding => {
  if (change.status === 'active') return 'agreed'
  if (change.status === 'pending') return request ? (underApproval[request.status] ?? 'inApproval') : 'offered'
  return change.answer ? 'declined' : (change.ended?.because ?? 'withdrawn')
}

/** The same as its supplier sees it. */
export const offerStanding = ({ offer, ...change }: OfferedChange): ChangeStanding => {
  if (offer === 'held') return 'held'
  return offer === 'over' && change.status === 'pending' ? 'lapsed' : changeStanding(change)
}

/** The changes that the pending one took the place of, newest first: a question or a veto may have been said on one of them. */
export const replacedBefore = <V extends { readonly change: Pick<Change, 'ended'> }>(
  earlier: readonly V[],
): readonly V[] => {
  const other = earlier.findIndex(({ change }) => change.ended?.because !== 'replaced')
  return other < 0 ? earlier : earlier.slice(0, other)
}
