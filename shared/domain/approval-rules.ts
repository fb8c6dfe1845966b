import type { ApprovalRequest, ApprovalStep, SectionHashes } from './approval.ts'
import { approvalCan, isUnderWay } from './approval.ts'
import { tooLarge } from './approval-room.ts'
import { newSeat, seatTaken } from './approval-seats.ts'
import { askedNow, groupOf, hasOpenCondition, isAboutVeto, isReachable, settled } from './approval-tally.ts'
import { canonical } from './canonical.ts'
import { type Decision, DecisionAsked, DecisionKind, type ProvedBy, vetoReasons } from './decisions.ts'
import type { MayNot } from './duties.ts'
import { ok, refuse } from './outcome.ts'
import { Section } from './subjects.ts'
import { isAmong, type VetoDocument } from './veto-documents.ts'

/** P5: what was approved is what was shown, for the sections that are asked about. */
export const sameHashes = (a: SectionHashes, b: SectionHashes, scope: readonly Section[] = Section.options): boolean =>
  scope.every((section) => a[section] === b[section])

/** The same opinion on the same page, said again: the answer is the first one. */
export const saysTheSame = (kept: Decision, asked: DecisionAsked): boolean =>
  canonical(DecisionAsked.parse(kept)) === canonical(asked)

type Rule = (step: ApprovalStep, request: ApprovalRequest) => boolean
const undecided: Rule = ({ status }) => status === 'actionable' || status === 'lifted'
const asksForOpinion: Rule = (step, request) => groupOf(request, step).overrides === undefined
/** What was lifted leaves nothing to override: nobody is given a veto to come in advance. */
const asksForOverride: Rule = (step, request) => request.steps.some((one) => isAboutVeto(groupOf(request, step), one))

const withoutThisSeat: Rule = (step, request) => {
  const steps = request.steps.map((one) => (one === step ? { ...one, status: 'abstained' as const } : one))
  return isReachable({ ...request, steps }, groupOf(request, step))
}

/** When each thing may be said, besides that the request is under way. */
const rules: Record<DecisionKind, Rule> = {
  declare: (step) => step.declaredAt === null && step.status !== 'delegated' && step.status !== 'recused',
  recuse: undecided,
  approve: (step, request) =>
    (undecided(step, request) || step.status === 'abstained') && asksForOpinion(step, request),
  veto: (step, request) =>
    (undecided(step, request) || step.status === 'approved' || step.status === 'abstained') &&
    asksForOpinion(step, request),
  lift: ({ status }) => status === 'vetoed',
  abstain: (step, request) =>
    undecided(step, request) && groupOf(request, step).mayAbstain && withoutThisSeat(step, request),
  // Whoever may override is named by the policy, and by nobody else.
  delegate: (step, request) => undecided(step, request) && asksForOpinion(step, request),
  ask: (step, request) => undecided(step, request) && step.question === null,
  confirm: hasOpenCondition,
  override: (step, request) => step.status === 'actionable' && asksForOverride(step, request),
  uphold: (step, request) => step.status === 'actionable' && asksForOverride(step, request),
}

/** What may be said on a step now. Before the declaration only that, and that somebody else should decide. */
export const actsOf = (request: ApprovalRequest, step: ApprovalStep): DecisionKind[] =>
  isUnderWay(request)
    ? DecisionKind.options.filter((kind) => mayDeclareFirst(kind, step) && rules[kind](step, request))
    : []

const beforeTheLook: readonly DecisionKind[] = ['declare', 'recuse', 'delegate']
const mayDeclareFirst = (kind: DecisionKind, { declaredAt }: ApprovalStep) =>
  declaredAt !== null || beforeTheLook.includes(kind)

type Asked = {
  stakeholderId: string
  turn: number
  asked: DecisionAsked
  decidedAt: string
  /** The number this fact takes in the request's history. */
  seq: number
  proved: ProvedBy
  keptOut: MayNot
  /** What was brought to this step for a veto to name. */
  documents?: readonly VetoDocument[]
}

const refusalOf = (request: ApprovalRequest, step: ApprovalStep, { asked, turn, keptOut, documents = [] }: Asked) => {
  if (turn !== step.turns + 1) return { code: 'turn_taken', turn: step.turns + 1 } as const
  if ('shown' in asked && !sameHashes(asked.shown, request.sections)) return { code: 'content_changed' } as const
  const out = keptOut(step.email)
  if (out) return { code: 'kept_out', because: out.code } as const
  if (!mayDeclareFirst(asked.decision, step)) return { code: 'declaration_required' } as const
  if (asked.decision === 'approve' && step.status === 'vetoed') return { code: 'own_veto_stands' } as const
  if (!rules[asked.decision](step, request))
    return { code: 'decision_stands', decision: step.status, asked: asked.decision } as const
  if (asked.decision === 'veto' && !(vetoReasons[step.role] as readonly string[]).includes(asked.reasonCode)) {
    return { code: 'reason_not_of_role', pointer: '/reasonCode', role: step.role } as const
  }
  if (asked.decision === 'veto' && asked.document && !isAmong(documents, asked.document)) {
    return { code: 'document_unknown', pointer: '/document', name: asked.document.name } as const
  }
  if (asked.decision === 'delegate') {
    const { email } = asked.to
    const because = seatTaken(request, email) ? ('delegate_asked_already' as const) : keptOut(email)?.code
    if (because) return { code: 'delegate_not_possible', pointer: '/to/email', because } as const
  }
  return undefined
}

/** Who lifts a veto has as long to decide again as at first. */
const timeAgain = (request: ApprovalRequest, step: ApprovalStep, at: string) => {
  const { dueAt } = askedNow(request, groupOf(request, step), at, step.askedSeq)
  return { dueAt, remindedAt: null, escalatedAt: null }
}

/** The step as this decision leaves it; the clock of an unanswered question goes on with any other decision. */
const decidedStep = (step: ApprovalStep, request: ApprovalRequest, said: Asked): ApprovalStep => {
  const { asked, turn, decidedAt: at } = said
  const next = { ...step, turns: turn }
  const here = { number: request.number, turn }
  const standing = { ...here, decidedAt: at }
  const over = { ...next, question: null }
  switch (asked.decision) {
    case 'declare':
      return { ...next, declaredAt: at }
    case 'ask':
      return { ...next, question: { ...here, askedAt: at } }
    case 'confirm':
      return { ...next, condition: step.condition && { ...step.condition, confirmedAt: at } }
    case 'approve': {
      const condition = asked.condition ? { words: asked.condition, at: here, evidence: null, confirmedAt: null } : null
      return { ...over, status: 'approved', standing, condition }
    }
    case 'override':
      return { ...over, status: 'approved', standing }
    case 'veto':
      return { ...over, status: 'vetoed', standing, condition: null }
    case 'lift':
      return { ...over, status: 'lifted', standing: null, ...timeAgain(request, step, at) }
    case 'abstain':
    case 'uphold':
      return { ...over, status: 'abstained', standing }
    case 'delegate':
      return { ...over, status: 'delegated' }
    case 'recuse':
      return { ...over, status: 'recused' }
  }
}

/** Who takes the seat because of this decision. */
const successors = (request: ApprovalRequest, step: ApprovalStep, { asked, decidedAt, seq }: Asked): ApprovalStep[] => {
  const group = groupOf(request, step)
  if (asked.decision === 'delegate')
    return [newSeat(request, { ...asked.to, role: step.role }, step, 'delegated', decidedAt, seq)]
  if (asked.decision !== 'recuse' || !group.escalateTo || seatTaken(request, group.escalateTo.email)) return []
  return [newSeat(request, group.escalateTo, step, 'recused', decidedAt, seq)]
}

/** What could as well be said in fewer words, or by fewer people. */
const growing = (asked: DecisionAsked): boolean =>
  asked.decision === 'delegate' || (asked.decision === 'approve' && asked.condition !== '')

/** Why nothing more is said on a request. */
const overAt = (request: ApprovalRequest, at: string) => {
  if (request.status === 'committed') return { code: 'contract_committed' } as const
  if (!isUnderWay(request)) return { code: 'award_superseded', status: request.status } as const
  // It has lapsed, whether the clock has said so on it yet or not.
  return approvalCan('expire', request) && at >= request.until
    ? ({ code: 'award_superseded', status: 'expired' } as const)
    : undefined
}

/** A document is taken only of somebody who could veto with it now. */
export const mayBringDocument = (request: ApprovalRequest, step: ApprovalStep, at: string) => {
  const over = overAt(request, at)
  if (over) return refuse(over)
  if (step.declaredAt === null) return refuse({ code: 'declaration_required' } as const)
  if (actsOf(request, step).includes('veto')) return ok(undefined)
  return refuse({ code: 'decision_stands', decision: step.status, asked: 'veto' } as const)
}

/** From being asked to deciding; nothing for a step that was never asked. */
const tookMs = ({ askedAt }: ApprovalStep, decidedAt: string) =>
  askedAt === null ? 0 : Math.max(0, Date.parse(decidedAt) - Date.parse(askedAt))

/** Whether this made it so: who says something besides once all have approved brings about nothing a second time. */
export const hasApproved = (before: Pick<ApprovalRequest, 'status'>, after: Pick<ApprovalRequest, 'status'>): boolean =>
  after.status === 'approved' && before.status !== 'approved'

/**
 * What a person says on their step, and the tally it makes. Refused when the request is over, when something else was
 * shown than is asked now, when this person may not decide here, and when what stands leaves no room for it.
 */
export const decide = (request: ApprovalRequest, said: Asked) => {
  const { stakeholderId, asked, turn, decidedAt, seq, proved } = said
  const step = request.steps.find((one) => one.stakeholderId === stakeholderId)
  const over = overAt(request, decidedAt)
  if (over) return refuse(over)
  if (!step) return refuse({ code: 'award_superseded', status: request.status })
  const refusal = refusalOf(request, step, said)
  if (refusal) return refuse(refusal)

  const after = decidedStep(step, request, said)
  const steps = [...request.steps.map((one) => (one === step ? after : one)), ...successors(request, step, said)]
  const next = settled({ ...request, steps }, decidedAt, seq)
  const full = growing(asked) && tooLarge(next)
  if (full) return full
  const { role, name } = step
  const decision: Decision = {
    ...asked,
    stakeholderId,
    role,
    name,
    turn,
    seq,
    decidedAt,
    proved,
    tookMs: tookMs(step, decidedAt),
  }
  return ok({ decision, request: next, allApproved: hasApproved(request, next) })
}
