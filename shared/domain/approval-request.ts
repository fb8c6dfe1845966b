import type { ApprovalGroup, ApprovalOf, ApprovalRequest, ApprovalStep, Approver } from './approval.ts'
import { type CarriedGroup, carriedOver, withoutLostOverrides } from './approval-carrying.ts'
import { blankStep, newSeat, seatTaken } from './approval-seats.ts'
import { settled } from './approval-tally.ts'
import { sameMailbox } from './mailbox.ts'

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
    /** Who is kept out by now: what they approved in somebody's place, or overrode, does not go on. */
    mayNot?: (email: string) => unknown
  }

/**
 * Asks for approval. Where nothing in a group's scope changed since the request before, its steps go on as they were:
 * approvals and vetoes stand by the hashes they were given on, and questions and limits are not reset. All others are
 * asked afresh.
 */
export const openRequest = ({
  groups: asked,
  at,
  previous: before,
  away = [],
  mayNot = () => undefined,
  ...rest
}: Opened): ApprovalRequest => {
  const isOut = (email: string) => (sameMailbox(email, rest.requester.email) ? 'requester' : mayNot(email))
  const previous = before && withoutLostOverrides(before, isOut)
  const carried: CarriedGroup[] = previous
    ? carriedOver(asked, { previous, sections: rest.sections, mayNot: isOut })
    : asked.map(({ people: afresh, ...group }) => ({ group, goesOn: [], afresh }))
  const goesOn = carried.flatMap((one) => one.goesOn)
  const fresh = carried.filter(({ afresh }) => afresh.length > 0)
  const overridings = previous ? overridingsOf(previous, goesOn) : { groups: [], steps: [] }
  const request: ApprovalRequest = {
    ...rest,
    status: 'proposed',
    groups: [...carried.map(({ group }) => group), ...overridings.groups],
    steps: [
      ...goesOn.map(carriedStep),
      ...fresh.flatMap(({ group, afresh }) => afresh.map((person) => blankStep(person, group))),
      ...overridings.steps.map(carriedStep),
    ],
    askedAt: at,
  }
  const onBehalf = [
    ...(previous ? handOversIn(previous, isOut) : []),
    ...away.map(({ email, to }) => ({ isOf: (step: ApprovalStep) => step.email === email, to, how: 'away' as const })),
  ]
  return settled(handedOver(request, onBehalf, at), at, FIRST)
}

/** The number of the asking itself in a request's history. */
export const FIRST = 1

/** Whoever was asked to override a veto that goes on is asked still. */
const overridingsOf = (previous: ApprovalRequest, goesOn: readonly ApprovalStep[]) => {
  const isAsked = (vetoer: string) => goesOn.some(({ stakeholderId }) => stakeholderId === vetoer)
  const groups = previous.groups.filter(({ overrides }) => overrides !== undefined && isAsked(overrides))
  return { groups, steps: previous.steps.filter(({ groupId }) => groups.some((group) => group.groupId === groupId)) }
}

/** Decisions of the new request are numbered anew; the one that stands keeps its place in the request it was made on. */
const carriedStep = (step: ApprovalStep): ApprovalStep => ({
  ...step,
  turns: 0,
  askedSeq: step.standing || step.askedAt === null ? 0 : FIRST,
})

/** Of whom is away every seat; of who handed one over only that. */
type OnBehalf = Pick<Away, 'to'> & { isOf: (step: ApprovalStep) => boolean } & (
    | { how: 'away' }
    // Who was asked before is who they were: their link leads here.
    | { how: 'delegated'; stakeholderId: string }
  )

/** Who handed a decision over did so for what takes its place too, as long as whom they chose may still decide. */
const handOversIn = ({ steps }: ApprovalRequest, isOut: (email: string) => unknown): OnBehalf[] => {
  const given = (step: ApprovalStep) =>
    steps.find(({ from }) => from?.how === 'delegated' && from.stakeholderId === step.stakeholderId)
  const lastOf = (step: ApprovalStep): ApprovalStep => {
    const next = given(step)
    return next ? lastOf(next) : step
  }
  return steps.flatMap((step): OnBehalf[] => {
    const { stakeholderId, email, name, language, status } = lastOf(step)
    const goesOn = step.from === null && step.email !== email && status !== 'recused' && !isOut(email)
    const isOf = (asked: ApprovalStep) => asked.stakeholderId === step.stakeholderId && asked.email === step.email
    return goesOn ? [{ isOf, to: { email, name, language }, how: 'delegated', stakeholderId }] : []
  })
}

/** Others decide for who is away when asked, or has handed it over; nobody is asked twice by it. */
const handedOver = (request: ApprovalRequest, onBehalf: readonly OnBehalf[], at: string): ApprovalRequest => {
  let now = request
  for (const step of request.steps) {
    const other = step.status === 'waiting' && onBehalf.find(({ isOf }) => isOf(step))
    if (!other || seatTaken(now, other.to.email)) continue
    const seat = newSeat(now, { ...other.to, role: step.role }, step, other.how, at, FIRST)
    const known = other.how === 'delegated' ? { stakeholderId: other.stakeholderId } : {}
    const waiting = { ...seat, ...known, status: 'waiting' as const, askedSeq: 0, askedAt: null, dueAt: null }
    const given = now.steps.map((one) => (one === step ? { ...step, status: 'delegated' as const } : one))
    now = { ...now, steps: [...given, waiting] }
  }
  return now
}
