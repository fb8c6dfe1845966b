import type { ApprovalRequest, ApprovalStep } from '../../shared/domain/approval.ts'
import { decide } from '../../shared/domain/approval-rules.ts'
import type { DecisionAsked } from '../../shared/domain/decisions.ts'
import type { MayNot } from '../../shared/domain/duties.ts'
import type { StakeholderRole } from '../../shared/domain/party.ts'
import type { VetoDocument } from '../../shared/domain/veto-documents.ts'
import { aStakeholder } from './awards.ts'
import { NOON } from './builders.ts'

export const idOf = (role: StakeholderRole): string => aStakeholder(role).stakeholderId

export const stepOf = (request: ApprovalRequest, stakeholderId: string): ApprovalStep => {
  const step = request.steps.find((one) => one.stakeholderId === stakeholderId)
  if (!step) throw new Error(`Nobody asks ${stakeholderId}`)
  return step
}

type More = { turn?: number; seq?: number; at?: string; keptOut?: MayNot; documents?: readonly VetoDocument[] }
/** Says something on a step, by default as its next decision. */
export const say = (request: ApprovalRequest, stakeholderId: string, asked: DecisionAsked, more: More = {}) => {
  const next = (request.steps.find((step) => step.stakeholderId === stakeholderId)?.turns ?? 0) + 1
  const { turn = next, seq = 2, at = NOON, keptOut = () => undefined, documents = [] } = more
  const proved = { method: 'code', from: '192.0.2.1' } as const
  return decide(request, { stakeholderId, turn, asked, decidedAt: at, seq, proved, keptOut, documents })
}

/** A request after these have been said, all of which it takes. */
export const following = (request: ApprovalRequest, ...said: [string, DecisionAsked][]): ApprovalRequest =>
  said.reduce((now, [who, asked]) => {
    const decided = say(now, who, asked)
    if (!decided.ok) throw new Error(`${asked.decision}: ${decided.refusal.code}`)
    return decided.value.request
  }, request)
