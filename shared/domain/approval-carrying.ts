import type { ApprovalGroup, ApprovalRequest, ApprovalStep, Approver, SectionHashes } from './approval.ts'
import { sameHashes } from './approval-rules.ts'
import { groupOf } from './approval-tally.ts'
import type { Section } from './subjects.ts'

export type AskedGroup = ApprovalGroup & { people: readonly Approver[] }
/** A group as it is asked, with the steps of the request before that go on in it, and whom it asks afresh. */
export type CarriedGroup = { group: ApprovalGroup; goesOn: ApprovalStep[]; afresh: readonly Approver[] }
type Change = {
  previous: ApprovalRequest
  sections: SectionHashes
  /** Who asks now or has had a hand in it since: what they said in somebody's place approves nothing any more. */
  mayNot: (email: string) => unknown
}

const sameScope = (a: readonly Section[], b: readonly Section[]) =>
  a.length === b.length && a.every((section) => b.includes(section))

/** The same people asked the same things about the same content. */
const isUnchanged = (group: AskedGroup, { previous, sections, mayNot }: Change) => {
  const before = previous.groups.find(({ groupId }) => groupId === group.groupId)
  if (!before || !sameScope(before.scope, group.scope) || !sameHashes(previous.sections, sections, group.scope))
    return false
  const steps = previous.steps.filter(({ groupId }) => groupId === group.groupId)
  const holders = steps.filter(({ from }) => from === null)
  const stillHeld = (step: ApprovalStep) =>
    group.people.some(({ stakeholderId, email }) => stakeholderId === step.seat && email === step.email)
  const isOwn = ({ status, email }: ApprovalStep) => status === 'approved' && mayNot(email) !== undefined
  return holders.length === group.people.length && holders.every(stillHeld) && !steps.some(isOwn)
}

/** The group of those of a group who vetoed: nobody else's approval outvotes theirs. */
const OWN = 'veto:'
const baseOf = (groupId: string) => (groupId.startsWith(OWN) ? groupId.slice(OWN.length) : groupId)
const holdsFor =
  ({ seat, stakeholderId, email }: ApprovalStep) =>
  (person: Approver) =>
    [seat, stakeholderId].includes(person.stakeholderId) || person.email === email

const stands = (step: ApprovalStep, { previous, sections }: Pick<Change, 'previous' | 'sections'>) =>
  step.status === 'vetoed' && sameHashes(previous.sections, sections, groupOf(previous, step).scope)

/**
 * Whether somebody said no to what is still the same, whoever would be asked now, and nobody overrode it who might
 * still do so.
 */
export const hasStandingVeto = (
  before: ApprovalRequest,
  sections: SectionHashes,
  mayNot: Change['mayNot'] = () => undefined,
): boolean => {
  const previous = withoutLostOverrides(before, mayNot)
  return previous.steps.some((step) => stands(step, { previous, sections }))
}

/**
 * A request without the overrides whose author may say nothing any more, as who asks now or has had a hand in it since:
 * the veto stands again, and others have to be asked about it.
 */
export const withoutLostOverrides = (request: ApprovalRequest, mayNot: Change['mayNot']): ApprovalRequest => {
  const isLost = (step: ApprovalStep) =>
    step.status === 'approved' && groupOf(request, step).overrides !== undefined && mayNot(step.email) !== undefined
  const lost = new Set(request.steps.filter(isLost).map(({ groupId }) => groupId))
  if (lost.size === 0) return request
  const vetoers = request.groups.filter(({ groupId }) => lost.has(groupId)).map(({ overrides }) => overrides)
  return {
    ...request,
    groups: request.groups.filter(({ groupId }) => !lost.has(groupId)),
    steps: request.steps
      .filter(({ groupId }) => !lost.has(groupId))
      .map((step) =>
        step.status === 'overridden' && vetoers.includes(step.stakeholderId) ? { ...step, status: 'vetoed' } : step,
      ),
  }
}

/**
 * Those who vetoed, apart from the others of their group. A veto on what did not change stands, whomever the policy or
 * the list of stakeholders names now. On what did change its holder is asked again, and others cannot answer for them.
 */
const vetoersOf = (base: string, asked: AskedGroup | undefined, change: Change) => {
  const { previous } = change
  // A group that goes on as a whole takes its own vetoes with it.
  const isWhole = asked !== undefined && isUnchanged(asked, change)
  const vetoers = previous.steps.filter(
    ({ status, groupId }) => baseOf(groupId) === base && (groupId !== base || (status === 'vetoed' && !isWhole)),
  )
  const goesOn = vetoers.filter((step) => stands(step, change))
  const outvotable = asked !== undefined && asked.needed < asked.people.length
  if (goesOn.length === 0 && !outvotable) return undefined
  const held = asked?.people.filter((person) => vetoers.some((step) => holdsFor(step)(person))) ?? []
  const afresh = held.filter((person) => !goesOn.some((step) => holdsFor(step)(person)))
  const [first] = goesOn
  const like = first ? groupOf(previous, first) : asked
  const needed = new Set(goesOn.map(({ seat }) => seat)).size + afresh.length
  if (!like || needed === 0) return undefined
  return { held, goesOn, own: { ...like, groupId: OWN + base, needed, mayAbstain: false, people: afresh } }
}

const withoutPeople = ({ people: _, ...group }: AskedGroup): ApprovalGroup => group

const whole = (asked: AskedGroup, change: Change): CarriedGroup => {
  const group = withoutPeople(asked)
  return isUnchanged(asked, change)
    ? { group, goesOn: change.previous.steps.filter(({ groupId }) => groupId === group.groupId), afresh: [] }
    : { group, goesOn: [], afresh: asked.people }
}

const parts = (base: string, asked: AskedGroup | undefined, change: Change): CarriedGroup[] => {
  const vetoers = vetoersOf(base, asked, change)
  if (!vetoers) return asked ? [whole(asked, change)] : []
  const { held, goesOn, own } = vetoers
  const group = withoutPeople(own)
  const apart =
    goesOn.length === 0
      ? whole(own, change)
      : { group, goesOn: goesOn.map((step) => ({ ...step, groupId: group.groupId })), afresh: own.people }
  const needed = (asked?.needed ?? 0) - held.length
  if (!asked || needed <= 0) return [apart]
  const others = { ...asked, needed, people: asked.people.filter((person) => !held.includes(person)) }
  return [whole(others, change), apart]
}

/**
 * Nobody has two voices: whoever would be asked elsewhere now, as the owner of a budget line perhaps, answers where their
 * veto stands. That keeps its scope: of sections that were not in it, another content may have been shown.
 */
const askedOnce = (carried: readonly CarriedGroup[]): CarriedGroup[] => {
  const keeps = (one: CarriedGroup, { stakeholderId }: Approver) =>
    one.goesOn.some((step) => step.stakeholderId === stakeholderId)
  const isKept = (one: CarriedGroup) => (person: Approver) =>
    carried.some((other) => other !== one && keeps(other, person))
  return carried.flatMap((one) => {
    const { group, goesOn } = one
    const afresh = one.afresh.filter((person) => !isKept(one)(person))
    const needed = group.needed - (one.afresh.length - afresh.length)
    if (needed <= 0 && goesOn.length === 0) return []
    const moved = carried.filter((other) => other !== one && other.afresh.some((person) => keeps(one, person)))
    const because = [...new Set([group, ...moved.map((other) => other.group)].flatMap((some) => some.because))]
    return [{ group: { ...group, needed, because }, goesOn, afresh }]
  })
}

/** Who is asked what after a change: who answered for what is as it was goes on, and no veto is lost. */
export const carriedOver = (asked: readonly AskedGroup[], change: Change): CarriedGroup[] => {
  const vetoed = change.previous.steps.filter((step) => stands(step, change)).map(({ groupId }) => baseOf(groupId))
  const gone = [...new Set(vetoed)].filter((base) => asked.every(({ groupId }) => groupId !== base))
  return askedOnce([
    ...asked.flatMap((group) => parts(group.groupId, group, change)),
    ...gone.flatMap((base) => parts(base, undefined, change)),
  ])
}
