import type { ApprovalRequest, ApprovalStep } from './approval.ts'
import type { DecisionNote } from './approval-letters.ts'
import { endedLimit, isUndecided, newlyAsked, stepOf, toApprover, toStep, vetoedBy } from './approval-mail-asking.ts'
import { groupOf, stuckGroups } from './approval-tally.ts'
import { type Decision, type Said, saidIn } from './decisions.ts'
import { type FactsOfRfq, ownRfq, subjectIn, type Teller, type Told, toAll } from './mail-facts.ts'

/** One decision, with the step it was made on and the request as it is now. */
type Made = { facts: FactsOfRfq; approval: ApprovalRequest; step: ApprovalStep; made: Decision; said: Said }

/** The decisions to override the same veto that had been made with this one, if it is the one that made them enough. */
const overriding = ({ facts: { decisions = [] }, approval, step, made }: Made): Decision[] => {
  const group = groupOf(approval, step)
  if (made.decision !== 'override' || vetoedBy(approval, step)?.status !== 'overridden') return []
  const inGroup = decisions.filter(
    (one) => one.decision === 'override' && stepOf(approval, one.stakeholderId)?.groupId === group.groupId,
  )
  const sinceThen = inGroup.filter(({ seq }) => seq > made.seq).length
  const inFavour = approval.steps.filter(({ groupId, status }) => groupId === group.groupId && status === 'approved')
  return inFavour.length - sinceThen === group.needed ? inGroup.filter(({ seq }) => seq <= made.seq) : []
}

const successorOf = ({ approval, made }: Made) =>
  approval.steps.find(({ from, askedSeq }) => from?.stakeholderId === made.stakeholderId && askedSeq === made.seq)

/** Whose veto a decision is about, or who takes the seat with it. */
const otherIn = (one: Made): string => {
  const { approval, step, made } = one
  if (made.decision === 'delegate') return made.to.name
  return (vetoedBy(approval, step) ?? successorOf(one))?.name ?? ''
}

const approvedNotes = { publication: 'publish', award: 'contract', change: 'offer' } as const

const noteOf = (one: Made, allApproved: boolean): DecisionNote | null => {
  const { approval, step, made } = one
  if (allApproved) return approvedNotes[approval.subject]
  if (made.decision === 'recuse') {
    if (successorOf(one)) return 'succeeded'
    return stuckGroups(approval).some(({ groupId }) => groupId === step.groupId) ? 'stuck' : null
  }
  if (overriding(one).length > 0) return 'overridden'
  return made.decision === 'approve' && approval.status === 'conditional' ? 'conditional' : null
}

const toBuyer = (one: Made, allApproved: boolean): Told[] => {
  const { facts, approval, made, said } = one
  const by = { ...ownRfq(facts), ...subjectIn(facts, approval), name: made.name, role: made.role }
  return toAll(
    [approval.requester.email],
    made.decision === 'ask'
      ? { template: 'approverAsked', ...by, question: made.words }
      : { template: 'decisionMade', ...by, said, note: noteOf(one, allApproved), to: otherIn(one) },
  )
}

const receipted = ['approve', 'veto', 'lift', 'delegate', 'override', 'uphold'] as const
type Receipted = Said & { decision: (typeof receipted)[number] }
const isReceipted = (said: Said): said is Receipted => receipted.some((kind) => kind === said.decision)

/** What leaves nothing to be decided on a step by its limit. */
const endsLimit = ({ decision }: Decision) => decision !== 'lift' && receipted.some((kind) => kind === decision)

/** Whether there was a limit until now: whoever changes their mind had decided in time before. */
const hadLimit = ({ facts: { decisions = [] }, made }: Made): boolean => {
  const own = decisions.filter(({ stakeholderId, seq }) => stakeholderId === made.stakeholderId && seq < made.seq)
  const last = own.findLast((one) => one.decision === 'lift' || endsLimit(one))
  return last === undefined || last.decision === 'lift'
}

/** To who decided: what, when, of what, and how to change it. */
const receipt = (one: Made): Told[] => {
  const { facts, approval, step, made, said } = one
  if (!isReceipted(said)) return []
  const { link, ...about } = toApprover(facts, approval, step)
  const says = {
    template: 'receipt',
    ...about,
    ...(said.decision !== 'delegate' && { link }),
    said,
    role: made.role,
    at: made.decidedAt,
    timeZone: facts.rfq.terms.timeZone,
    shown: 'shown' in made ? made.shown : null,
    askedBy: approval.requester.name,
    to: otherIn(one),
    ended: endsLimit(made) && hadLimit(one) && !isUndecided(step) ? [endedLimit(facts, approval, step)] : [],
  } as const
  return [toStep(step, says)]
}

const toVetoer = (one: Made): Told[] => {
  const { facts, approval, step } = one
  const reasons = overriding(one).map((by) => ({ name: by.name, words: saidIn(by)?.words ?? '' }))
  const vetoed = vetoedBy(approval, step)
  if (!vetoed || reasons.length === 0) return []
  return [toStep(vetoed, { template: 'vetoOverridden', ...toApprover(facts, approval, vetoed), reasons })]
}

/** What a decision causes: letters to the buyer, to who made it, to whose veto it overrides, and to who is asked next. */
export const decided: Teller = (facts, { data }) => {
  const { approval, decision: made } = facts
  const said = made && saidIn(made)
  const step = approval && stepOf(approval, made?.stakeholderId)
  if (!said || !step) return []
  const one = { facts, approval, step, made, said }
  return [...toBuyer(one, data.allApproved === true), ...receipt(one), ...toVetoer(one), ...newlyAsked(facts, made.seq)]
}
