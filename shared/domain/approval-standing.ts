import type { ApprovalRequest, ApprovalStep, DecisionPlace } from './approval.ts'
import { sameHashes } from './approval-rules.ts'
import { groupOf, tallyOf } from './approval-tally.ts'
import type { Decision } from './decisions.ts'

type Decided = ReadonlyMap<number, readonly Decision[]>

const decisionAt = (decisions: Decided, { stakeholderId }: ApprovalStep, { number, turn }: DecisionPlace) =>
  decisions.get(number)?.find((one) => one.stakeholderId === stakeholderId && one.turn === turn)

/** Whether this is what the step says, and it was said of the very sections in its scope. */
const carries = (request: ApprovalRequest, step: ApprovalStep, decision: Decision | undefined): boolean => {
  if (!decision || !('shown' in decision)) return false
  const { scope } = groupOf(request, step)
  if (!sameHashes(decision.shown, request.sections, scope)) return false
  switch (step.status) {
    case 'approved':
      return decision.decision === 'approve' || decision.decision === 'override'
    case 'overridden':
      return decision.decision === 'veto'
    default:
      return decision.decision === 'abstain' || decision.decision === 'uphold'
  }
}

/**
 * The decisions an approved request rests on: approvals, vetoes that were overridden, and what overrode them. It throws
 * where they do not carry it (P4, P5): whatever reaches this point, there is no contract without them.
 */
export const standingDecisions = (request: ApprovalRequest, decisions: Decided): Decision[] => {
  if (tallyOf(request) !== 'approved') throw new Error(`Request ${request.number} is not approved`)
  return request.steps
    .filter(({ standing }) => standing !== null)
    .map((step) => {
      const decision = step.standing && decisionAt(decisions, step, step.standing)
      if (!decision || !carries(request, step, decision)) {
        throw new Error(`${step.role} did not decide request ${request.number} as it is`)
      }
      return decision
    })
}
