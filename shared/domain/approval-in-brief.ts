import * as z from 'zod'
import { ApprovalOf, type ApprovalRequest, ApprovalStatus } from './approval.ts'
import { isAwaited } from './approval-end.ts'
import { type Hanging, HangingKind, whereItHangs } from './approval-hanging.ts'
import { seatsFilled } from './approval-tally.ts'
import { Instant } from './ids.ts'
import { StakeholderRole } from './party.ts'
import type { Rfq } from './rfq.ts'
import { inOrder } from './time.ts'

const StatusInBrief = ApprovalStatus.extract(['proposed', 'conditional', 'vetoed', 'approved', 'expired'])

/** How the approval an RFQ waits for stands, in as much as a line of a list can say. */
export const ApprovalInBrief = ApprovalOf.extend({
  status: StatusInBrief,
  /** Seats that approved, of those that must. */
  approved: z.int().min(0),
  needed: z.int().min(0),
  /** With which roles it hangs, what only the buyer can move first, and since when. */
  hangs: z.array(z.object({ kind: HangingKind, roles: z.array(StakeholderRole), since: Instant.nullable() })),
  /** The nearest limit of those who are asked now, or else when what is decided lapses. */
  limit: Instant.nullable(),
})
export type ApprovalInBrief = z.infer<typeof ApprovalInBrief>

const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0)

const seatsOf = ({ groups, steps }: ApprovalRequest) => {
  const deciding = groups.filter(({ overrides }) => overrides === undefined)
  const approved = deciding.map((group) => {
    const filled = seatsFilled(steps.filter(({ groupId }) => groupId === group.groupId))
    return Math.min(group.needed, filled.size)
  })
  return { approved: sum(approved), needed: sum(deciding.map(({ needed }) => needed)) }
}

const asking: readonly HangingKind[] = ['overdue', 'awaited', 'overriding']
const limitOf = ({ until }: ApprovalRequest, hanging: readonly Hanging[]): string => {
  const asked = hanging.filter(({ kind }) => asking.includes(kind)).flatMap(({ steps }) => steps)
  return asked.flatMap(({ dueAt }) => dueAt ?? []).sort(inOrder)[0] ?? until
}

/** A draft that was changed after it was approved has to be asked about again. */
const isOutdated = (rfq: Pick<Rfq, 'updatedAt'>, { subject, status, askedAt }: ApprovalRequest) =>
  subject === 'publication' && status === 'approved' && rfq.updatedAt > askedAt

/** How the newest request about an RFQ stands; nothing once it is over and nobody has to do anything about it. */
export const approvalInBrief = (
  rfq: Pick<Rfq, 'status' | 'updatedAt'>,
  approval: ApprovalRequest,
  now: string,
): ApprovalInBrief | null => {
  const { data: status } = StatusInBrief.safeParse(approval.status)
  if (status === undefined || isOutdated(rfq, approval)) return null
  if (status !== 'expired' && !isAwaited(rfq, approval)) return null
  const { subject, number } = approval
  const hanging = whereItHangs(approval, Date.parse(now))
  const hangs = hanging.map(({ kind, steps, since = null }) => {
    return { kind, roles: [...new Set(steps.map(({ role }) => role))], since }
  })
  const limit = status === 'approved' || status === 'expired' ? null : limitOf(approval, hanging)
  return { subject, number, status, ...seatsOf(approval), hangs, limit }
}
