import type { ApprovalGroup, ApprovalRequest, ApprovalStep, Approver } from './approval.ts'
import { askedNow, groupOf } from './approval-tally.ts'
import { sha256Hex } from './canonical.ts'
import { sameMailbox } from './mailbox.ts'

type Person = Omit<Approver, 'stakeholderId'>

/** Crockford's base 32, as in a ULID. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** An id made of what it stands for, so that the same seat given to the same mailbox again is the same step. */
export const derivedId = (...of: (string | number)[]): string => {
  const hash = sha256Hex(of.join('|'))
  const digits = Array.from({ length: 26 }, (_, i) => Number.parseInt(hash.slice(i * 2, i * 2 + 2), 16) % 32)
  return `stk_${digits.map((digit, i) => DIGITS[i === 0 ? digit % 8 : digit]).join('')}`
}

export const blankStep = (person: Approver, group: Pick<ApprovalGroup, 'groupId'>): ApprovalStep => ({
  ...person,
  groupId: group.groupId,
  seat: person.stakeholderId,
  status: 'waiting',
  turns: 0,
  askedSeq: 0,
  askedAt: null,
  dueAt: null,
  declaredAt: null,
  standing: null,
  question: null,
  condition: null,
  remindedAt: null,
  escalatedAt: null,
  from: null,
})

/** Whether a mailbox is asked here already: nobody counts twice, and a seat does not come back to who gave it away. */
export const seatTaken = ({ steps }: Pick<ApprovalRequest, 'steps'>, email: string): boolean =>
  steps.some((step) => sameMailbox(step.email, email))

/** Another holder of a step's seat, asked at once. */
export const newSeat = (
  request: ApprovalRequest,
  person: Person,
  { seat, stakeholderId, name, groupId }: ApprovalStep,
  how: NonNullable<ApprovalStep['from']>['how'],
  at: string,
  seq: number,
): ApprovalStep => {
  const id = derivedId(request.subject, request.number, groupId, seat, person.email)
  const { email, name: ownName, role, language } = person
  return {
    ...blankStep({ stakeholderId: id, name: ownName, email, role, language }, { groupId }),
    seat,
    status: 'actionable',
    from: { how, stakeholderId, name },
    ...askedNow(request, groupOf(request, { groupId }), at, seq),
  }
}
