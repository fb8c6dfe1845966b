import {
  type ApprovalRequest,
  type ApprovalStep,
  type Decision,
  DecisionAsked,
  Section,
  type SectionHashes,
} from './approval.ts'
import { type AwardStatus, awardCan } from './award.ts'
import { canonical } from './canonical.ts'
import { ok, refuse } from './outcome.ts'

/** P5: what was approved is what was shown, section by section. */
export const sameHashes = (a: SectionHashes, b: SectionHashes): boolean =>
  Section.options.every((section) => a[section] === b[section])

const isOpen = (status: AwardStatus) => awardCan('veto', { status })

/** What a step may still decide: an approval may become a veto until the contract is committed, a veto stands. */
export const openToStep = (request: Pick<ApprovalRequest, 'status'>, step: Pick<ApprovalStep, 'status'>) => ({
  canApprove: isOpen(request.status) && step.status === 'actionable',
  canVeto: isOpen(request.status) && step.status !== 'vetoed',
})

/** One veto makes it vetoed while the others may still speak; approved only when every step approved. */
export const tallyOf = (steps: readonly Pick<ApprovalStep, 'status'>[]): 'proposed' | 'approved' | 'vetoed' => {
  if (steps.some(({ status }) => status === 'vetoed')) return 'vetoed'
  return steps.every(({ status }) => status === 'approved') ? 'approved' : 'proposed'
}

/** The same opinion on the same page, said again: the answer is the first one. */
export const saysTheSame = (kept: Decision, asked: DecisionAsked): boolean =>
  canonical(DecisionAsked.parse(kept)) === canonical(asked)

type Asked = { stakeholderId: string; turn: number; asked: DecisionAsked; decidedAt: string }

/**
 * A role's decision and the tally it makes. Refused when the award is over, when something else was shown than is
 * asked now, or when this role's own veto stands.
 */
export const decideAward = (request: ApprovalRequest, { stakeholderId, turn, asked, decidedAt }: Asked) => {
  const step = request.steps.find((one) => one.stakeholderId === stakeholderId)
  if (request.status === 'awarded') return refuse({ code: 'contract_committed' })
  if (!step || !isOpen(request.status)) return refuse({ code: 'award_superseded', status: request.status })
  if (!sameHashes(asked.shown, request.sections)) return refuse({ code: 'content_changed' })
  if (turn !== step.turns + 1) return refuse({ code: 'turn_taken', turn: step.turns + 1 })
  const open = openToStep(request, step)
  if (!(asked.decision === 'approve' ? open.canApprove : open.canVeto)) {
    return refuse({ code: 'decision_stands', decision: step.status })
  }

  const status = asked.decision === 'approve' ? ('approved' as const) : ('vetoed' as const)
  const steps = request.steps.map((one) => (one === step ? { ...one, status, turns: turn } : one))
  const decision: Decision = { ...asked, stakeholderId, role: step.role, name: step.name, turn, decidedAt }
  const tally = tallyOf(steps)
  return ok({ decision, request: { ...request, steps, status: tally }, allApproved: tally === 'approved' })
}
