import type { ApprovalRequest } from './approval.ts'
import { isAwaited } from './approval-end.ts'
import {
  askAgain,
  endedLimit,
  isUndecided,
  limitOf,
  newlyAsked,
  stepOf,
  toApprover,
  toStep,
} from './approval-mail-asking.ts'
import { decided } from './approval-mail-decided.ts'
import { FIRST } from './approval-request.ts'
import { type Handling, saidIn } from './decisions.ts'
import { type FactsOfRfq, ownRfq, subjectIn, type Teller, type Told, toAll } from './mail-facts.ts'

type Kind = Handling['kind']
type Handled<K extends Kind> = {
  facts: FactsOfRfq
  approval: ApprovalRequest
  handling: Extract<Handling, { kind: K }>
}

const reminded = ({ facts, approval, handling }: Handled<'remind'>): Told[] => {
  const step = stepOf(approval, handling.stakeholderId)
  return isAwaited(facts.rfq, approval) && step && isUndecided(step) ? askAgain(facts, step, 'reminder') : []
}

const escalated = ({ facts, approval, handling }: Handled<'escalate'>): Told[] => {
  const step = stepOf(approval, handling.stakeholderId)
  if (!step) return []
  const { name, role, dueAt } = step
  const due = { due: dueAt ?? handling.at, timeZone: facts.rfq.terms.timeZone }
  const says = {
    template: 'escalated',
    ...ownRfq(facts),
    ...subjectIn(facts, approval),
    name,
    role,
    to: handling.to,
  } as const
  return [...toAll([approval.requester.email], { ...says, ...due }), ...newlyAsked(facts, handling.seq)]
}

const expired = ({ facts, approval }: Handled<'expire'>): Told[] => {
  const { until, requester } = approval
  const silent = approval.steps.filter(isUndecided).map(({ name }) => name)
  const times = { until, timeZone: facts.rfq.terms.timeZone }
  return toAll([requester.email], {
    template: 'expired',
    ...ownRfq(facts),
    ...subjectIn(facts, approval),
    ...times,
    silent,
  })
}

const answered = ({ facts, approval, handling }: Handled<'answer'>): Told[] => {
  const step = stepOf(approval, handling.stakeholderId)
  const asked = facts.decisions?.find(
    ({ stakeholderId, turn }) => stakeholderId === handling.stakeholderId && turn === handling.asked.turn,
  )
  if (!step || !asked) return []
  const says = { question: saidIn(asked)?.words ?? '', answer: handling.words }
  const limit = { until: step.dueAt ?? approval.until, ...limitOf(facts, approval, step) }
  return [toStep(step, { template: 'approverAnswered', ...toApprover(facts, approval, step), ...says, ...limit })]
}

const met = ({ facts, approval, handling }: Handled<'meet'>): Told[] => {
  const step = stepOf(approval, handling.stakeholderId)
  if (!step?.condition) return []
  const { words: condition } = step.condition
  const says = { ...toApprover(facts, approval, step), condition, evidence: handling.evidence }
  return [toStep(step, { template: 'conditionMet', ...says })]
}

const handled: Teller = (facts) => {
  const { approval, handling } = facts
  if (!approval || !handling) return []
  const now = { facts, approval }
  switch (handling.kind) {
    case 'remind':
      return reminded({ ...now, handling })
    case 'escalate':
      return escalated({ ...now, handling })
    case 'expire':
      return expired({ ...now, handling })
    case 'answer':
      return answered({ ...now, handling })
    case 'meet':
      return met({ ...now, handling })
    case 'askOverride':
      return newlyAsked(facts, handling.seq)
  }
}

type End = { reason: string; endedBy: 'buyer' | 'supplier' }

/** Whoever still had to decide when it came to an end is spared it. */
export const spared = (facts: FactsOfRfq, end: End): Told[] => {
  const { buyer, rfq, approval } = facts
  if (!approval || approval.status === 'expired' || approval.status === 'committed') return []
  const about = { buyer: buyer.legalName, title: rfq.terms.title, ...subjectIn(facts, approval), ...end }
  const undecided = Map.groupBy(approval.steps.filter(isUndecided), ({ email }) => email)
  return [...undecided.values()].flatMap((steps) => {
    const ended = steps.map((step) => endedLimit(facts, approval, step))
    return steps.slice(-1).map((step) => toStep(step, { template: 'noLongerAsked', ...about, ended }))
  })
}

export const noLongerAsked: Teller = (facts, { data }) =>
  spared(facts, { reason: String(data.reason), endedBy: 'buyer' })

const proposed: Teller = (facts) => newlyAsked(facts, FIRST)

/** Which letters what happens to a request for approval causes. */
export const approvalTellers = {
  'publication.proposed': proposed,
  'award.proposed': proposed,
  'change.proposed': proposed,
  'link.asked': (facts) => askAgain(facts, facts.step, 'again'),
  'decision.made': decided,
  'approval.handled': handled,
} as const satisfies Record<string, Teller>
