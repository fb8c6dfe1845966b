import type { AwardView } from '../../../../shared/contracts/awards.ts'
import type { ApprovalStep } from '../../../../shared/domain/approval.ts'
import { groupOf } from '../../../../shared/domain/approval-tally.ts'
import type { AwardProposal } from '../../../../shared/domain/award.ts'
import { Section } from '../../../../shared/domain/subjects.ts'

export type Proposed = Omit<AwardProposal, 'awardId'>

/** The sections a revision changes, as far as what is typed decides: what was bid and asked for does not move any more. */
export const changedBy = ({ award, approval }: Pick<AwardView, 'award' | 'approval'>, next: Proposed): Section[] => {
  if (next.supplierId !== award.supplierId) return [...Section.options]
  // A proposal is set aside when a bid left the ranking, which is in both.
  const isSetAside = approval.status === 'superseded'
  const differs = (...members: (keyof Proposed)[]) => members.some((one) => next[one].trim() !== award[one].trim())
  const changes: Record<Section, boolean> = {
    what: false,
    price: isSetAside,
    budget: differs('budgetLine'),
    delivery: differs('deliveryNote'),
    risk: isSetAside || differs('reason', 'justification', 'riskNote'),
  }
  return Section.options.filter((section) => changes[section])
}

const decided: readonly ApprovalStep['status'][] = ['approved', 'vetoed', 'overridden', 'abstained']

/** Who would be asked again, and whose decision would stand, were these sections changed. */
export const reaskedBy = ({ approval }: Pick<AwardView, 'approval'>, changed: readonly Section[]) => {
  const opinions = approval.steps.filter((step) => groupOf(approval, step).overrides === undefined)
  const isAsked = (step: ApprovalStep) => groupOf(approval, step).scope.some((section) => changed.includes(section))
  return {
    // Who handed it over is not asked again: those they chose are.
    again: opinions.filter((step) => isAsked(step) && step.status !== 'delegated'),
    stands: opinions.filter((step) => !isAsked(step) && decided.includes(step.status)),
  }
}
