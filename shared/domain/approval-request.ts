import type { ApprovalGroup, ApprovalOf, ApprovalRequest, ApprovalStep, Approver, SectionHashes } from './approval.ts'
import { sameHashes } from './approval-rules.ts'
import { blankStep, newSeat } from './approval-seats.ts'
import { settled } from './approval-tally.ts'
import type { Section } from './subjects.ts'

/** Somebody who is away on these days, and who decides for them meanwhile. */
export type Away = { email: string; to: Omit<Approver, 'stakeholderId' | 'role'> }

type Opened = ApprovalOf &
  Pick<
    ApprovalRequest,
    'sections' | 'until' | 'requester' | 'policyVersion' | 'showOpinions' | 'overrides' | 'calendar' | 'timeZone'
  > & {
    groups: readonly (ApprovalGroup & { people: readonly Approver[] })[]
    at: string
    /** The request this one takes the place of. */
    previous?: ApprovalRequest | undefined
    away?: readonly Away[]
  }

/**
 * Asks for approval. Where nothing in a group's scope changed since the request before, its steps go on as they were:
 * approvals and vetoes stand by the hashes they were given on, and questions and limits are not reset. All others are
 * asked afresh.
 */
export const openRequest = ({ groups: asked, at, previous, away = [], ...rest }: Opened): ApprovalRequest => {
  const groups = asked.map(({ people: _, ...group }) => group)
  const carried = previous ? asked.filter((group) => isUnchanged(group, previous, rest.sections)) : []
  const fresh = asked.filter((group) => !carried.includes(group))
  const overridings = previous ? overridingsOf(previous, carried) : { groups: [], steps: [] }
  const request: ApprovalRequest = {
    ...rest,
    status: 'proposed',
    groups: [...groups, ...overridings.groups],
    steps: [
      ...(previous
        ? previous.steps.filter(({ groupId }) => carried.some((group) => group.groupId === groupId))
        : []
      ).map((step) => carriedStep(step)),
      ...fresh.flatMap((group) => group.people.map((person) => blankStep(person, group))),
      ...overridings.steps.map(carriedStep),
    ],
    askedAt: at,
  }
  return settled(handedOver(request, away, at), at, FIRST)
}

/** The number of the asking itself in a request's history. */
export const FIRST = 1

const sameScope = (a: readonly Section[], b: readonly Section[]) =>
  a.length === b.length && a.every((section) => b.includes(section))

/** The same people asked the same things about the same content. */
const isUnchanged = (
  group: ApprovalGroup & { people: readonly Approver[] },
  previous: ApprovalRequest,
  sections: SectionHashes,
) => {
  const before = previous.groups.find(({ groupId }) => groupId === group.groupId)
  if (!before || !sameScope(before.scope, group.scope) || !sameHashes(previous.sections, sections, group.scope))
    return false
  const holders = previous.steps.filter(({ groupId, from }) => groupId === group.groupId && from === null)
  const stillHeld = (step: ApprovalStep) =>
    group.people.some(({ stakeholderId, email }) => stakeholderId === step.seat && email === step.email)
  return holders.length === group.people.length && holders.every(stillHeld)
}

/** Whoever was asked to override a veto that goes on is asked still. */
const overridingsOf = (previous: ApprovalRequest, carried: readonly ApprovalGroup[]) => {
  const goesOn = (stakeholderId: string) =>
    previous.steps.some(
      (step) => step.stakeholderId === stakeholderId && carried.some(({ groupId }) => groupId === step.groupId),
    )
  const groups = previous.groups.filter(({ overrides }) => overrides !== undefined && goesOn(overrides))
  return { groups, steps: previous.steps.filter(({ groupId }) => groups.some((group) => group.groupId === groupId)) }
}

/** Decisions of the new request are numbered anew; the one that stands keeps its place in the request it was made on. */
const carriedStep = (step: ApprovalStep): ApprovalStep => ({
  ...step,
  turns: 0,
  askedSeq: step.standing || step.askedAt === null ? 0 : FIRST,
})

/** Who is away when asked has said beforehand who decides for them. */
const handedOver = (request: ApprovalRequest, away: readonly Away[], at: string): ApprovalRequest => {
  const handed = request.steps.flatMap((step) => {
    const absence = step.status === 'waiting' && away.find(({ email }) => email === step.email)
    if (!absence || request.steps.some(({ email }) => email === absence.to.email)) return []
    const seat = newSeat(request, { ...absence.to, role: step.role }, step, 'away', at, FIRST)
    return [{ step, seat: { ...seat, status: 'waiting' as const, askedSeq: 0, askedAt: null, dueAt: null } }]
  })
  const given = new Set(handed.map(({ step }) => step))
  const steps = request.steps.map((step) => (given.has(step) ? { ...step, status: 'delegated' as const } : step))
  return { ...request, steps: [...steps, ...handed.map(({ seat }) => seat)] }
}
