import type { ApprovalRequest, ApprovalStep } from './approval.ts'
import { isAwaited } from './approval-end.ts'
import type { AskedKind } from './approval-letters.ts'
import { groupOf } from './approval-tally.ts'
import { saidIn } from './decisions.ts'
import type { EndedLimit } from './letter-shapes.ts'
import { type FactsOfRfq, subjectIn, type Told } from './mail-facts.ts'

export const isUndecided = ({ status }: ApprovalStep): boolean => status === 'actionable' || status === 'lifted'

export const stepOf = ({ steps }: ApprovalRequest, stakeholderId: string | undefined): ApprovalStep | undefined =>
  steps.find((step) => step.stakeholderId === stakeholderId)

/** The step whose veto this step is asked to override. */
export const vetoedBy = (approval: ApprovalRequest, step: ApprovalStep): ApprovalStep | undefined =>
  stepOf(approval, groupOf(approval, step).overrides)

/** What every letter to one of those who are asked says. */
export const toApprover = (facts: FactsOfRfq, request: ApprovalRequest, step: ApprovalStep) => {
  const { buyer, rfq } = facts
  const { buyerId, rfqId } = rfq
  const { subject, number } = request
  const link = { buyerId, rfqId, subject, number, stakeholderId: step.stakeholderId }
  return { buyer: buyer.legalName, title: rfq.terms.title, ...subjectIn(facts, request), link }
}

export const toStep = ({ email, language }: ApprovalStep, says: Told['says']): Told => ({ to: email, language, says })

const kindOf = (step: ApprovalStep, approval: ApprovalRequest, previous: ApprovalRequest | undefined): AskedKind => {
  if (step.askedAt !== null && step.askedAt < approval.askedAt) return 'carried'
  if (vetoedBy(approval, step)) return 'override'
  const askedBefore = previous?.steps.some(({ email, askedAt }) => email === step.email && askedAt !== null)
  if (step.from && !(askedBefore && step.from.how === 'delegated')) return step.from.how
  return askedBefore ? 'revised' : 'first'
}

/** From whom a seat came and with which words; of those asked about a veto, whose it is and what the buyer says. */
const originOf = ({ decisions = [] }: FactsOfRfq, approval: ApprovalRequest, step: ApprovalStep) => {
  const vetoed = vetoedBy(approval, step)
  if (vetoed) {
    const [because] = groupOf(approval, step).because
    return { from: vetoed.name, words: because && 'vetoOf' in because ? because.words : '' }
  }
  const { from } = step
  const handedOver =
    from?.how === 'delegated'
      ? decisions.find((one) => one.decision === 'delegate' && one.stakeholderId === from.stakeholderId)
      : undefined
  return { from: from?.name ?? '', words: (handedOver && saidIn(handedOver)?.words) ?? '' }
}

/**
 * Rises whenever the limit of a step may have moved: with a newer proposal, with what is said on the step, and with the
 * answer to its question.
 */
const revisionOf = ({ number }: ApprovalRequest, { turns, question }: ApprovalStep): number =>
  number * 1_000_000 + turns * 2 + (question ? 0 : 1)

/** In which zone a limit is said, and which saying of it this is. */
export const limitOf = ({ rfq }: FactsOfRfq, approval: ApprovalRequest, step: ApprovalStep) => ({
  timeZone: rfq.terms.timeZone,
  revision: revisionOf(approval, step),
})

/** What leaves the calendar of who had to decide by then: the same entry, said once more than it was. */
export const endedLimit = ({ rfq }: FactsOfRfq, approval: ApprovalRequest, step: ApprovalStep): EndedLimit => ({
  buyerId: rfq.buyerId,
  rfqId: rfq.rfqId,
  subject: approval.subject,
  number: approval.number,
  stakeholderId: step.stakeholderId,
  until: step.dueAt ?? approval.until,
  revision: revisionOf(approval, step) + 1,
})

const ask = (facts: FactsOfRfq, approval: ApprovalRequest, step: ApprovalStep, kind: AskedKind): Told =>
  toStep(step, {
    template: 'approvalAsked',
    ...toApprover(facts, approval, step),
    kind,
    role: step.role,
    askedBy: approval.requester.name,
    until: isUndecided(step) ? (step.dueAt ?? approval.until) : null,
    ...limitOf(facts, approval, step),
    ...originOf(facts, approval, step),
  })

/** Whoever the fact of this number caused to be asked, unless they have decided or the request has ended meanwhile. */
export const newlyAsked = (facts: FactsOfRfq, seq: number): Told[] => {
  const { rfq, approval, previous } = facts
  if (!approval || !isAwaited(rfq, approval)) return []
  return approval.steps
    .filter((step) => step.askedSeq === seq && isUndecided(step))
    .map((step) => ask(facts, approval, step, kindOf(step, approval, previous)))
}

/** Asked in the only way there is, with the link they have: a reminder gives nobody anything new. */
export const askAgain = (facts: FactsOfRfq, step: ApprovalStep | undefined, kind: 'again' | 'reminder'): Told[] =>
  facts.approval && step ? [ask(facts, facts.approval, step, kind)] : []
