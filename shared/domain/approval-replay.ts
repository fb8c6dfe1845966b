import type { ApprovalRequest } from './approval.ts'
import { answerQuestion, askOverride, meetCondition } from './approval-handling.ts'
import { decide } from './approval-rules.ts'
import { timePasses } from './approval-time.ts'
import type { Decision, Handling } from './decisions.ts'
import { DecisionAsked } from './decisions.ts'

export type ApprovalFact = { decision: Decision } | { handling: Handling }
export const seqOf = (fact: ApprovalFact): number => ('decision' in fact ? fact.decision.seq : fact.handling.seq)

const handled = (request: ApprovalRequest, handling: Handling): ApprovalRequest | undefined => {
  const by = { at: handling.at, seq: handling.seq }
  switch (handling.kind) {
    case 'answer': {
      const answered = answerQuestion(request, handling, by)
      return answered.ok ? answered.value : undefined
    }
    case 'meet': {
      const met = meetCondition(request, handling, by)
      return met.ok ? met.value : undefined
    }
    case 'askOverride': {
      const asked = askOverride(request, handling, by)
      return asked.ok ? asked.value : undefined
    }
    case 'remind':
    case 'escalate':
    case 'expire':
      return timePasses(request, handling.at, handling.seq)?.request
  }
}

const decided = (request: ApprovalRequest, decision: Decision): ApprovalRequest | undefined => {
  const { stakeholderId, turn, decidedAt, seq, proved } = decision
  const asked = DecisionAsked.parse(decision)
  // What was brought to it was there when it was said.
  const documents = asked.decision === 'veto' && asked.document ? [asked.document] : []
  // Who may not decide was kept out when it was said; who came to have a hand in it since does not unsay it.
  const made = decide(request, {
    stakeholderId,
    turn,
    asked,
    decidedAt,
    seq,
    proved,
    documents,
    keptOut: () => undefined,
  })
  return made.ok ? made.value.request : undefined
}

/**
 * A request for approval made again from how it was first asked and every fact since (P6). Facts are numbered from 2
 * without a gap; undefined where one is missing, stands twice, or does not follow from what was before it.
 */
export const replayed = (opened: ApprovalRequest, facts: readonly ApprovalFact[]): ApprovalRequest | undefined => {
  let request: ApprovalRequest | undefined = opened
  for (const [i, fact] of [...facts].sort((a, b) => seqOf(a) - seqOf(b)).entries()) {
    if (request === undefined || seqOf(fact) !== i + 2) return undefined
    request = 'decision' in fact ? decided(request, fact.decision) : handled(request, fact.handling)
  }
  return request
}
