import * as contract from '../../shared/contracts/approval-handling.ts'
import type { ApprovalRequest } from '../../shared/domain/approval.ts'
import { standing } from '../../shared/domain/approval-end.ts'
import { answerQuestion, askOverride, isOverrideAsked, meetCondition } from '../../shared/domain/approval-handling.ts'
import type { Handling, HandlingSaid } from '../../shared/domain/decisions.ts'
import { type Outcome, ok, refuse } from '../../shared/domain/outcome.ts'
import type { Person } from '../../shared/domain/party.ts'
import type { ApprovalSubject } from '../../shared/domain/subjects.ts'
import { loadHandlings } from '../../shared/store/approval-facts.ts'
import { keepHandling, loadApproval } from '../../shared/store/approvals.ts'
import { loadRfq, untilUnchanged } from '../../shared/store/rfqs.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'

type Place = { rfqId: string; subject: ApprovalSubject; number: number; stakeholderId: string }
type Acting = { params: Place; person: Person }
type By = { at: string; seq: number; by: { email: string; name: string } }
type Act<C extends string> = {
  said: (request: ApprovalRequest) => HandlingSaid
  /** Whether this is still to be done; what was done before is not done again. */
  isOpen: (request: ApprovalRequest) => boolean
  /** Whether a fact says what is said now: then it is the answer again. */
  isSame: (kept: Handling) => boolean
  rule: (request: ApprovalRequest, by: By) => Outcome<ApprovalRequest, { code: C }>
}

/** What a buyer does on a request, kept once with the tally it leaves. */
const handle = <C extends string>({ table, now }: Deps, { params, person }: Acting, act: Act<C>) =>
  untilUnchanged(async () => {
    const rfq = await loadRfq(table, person.orgId, params.rfqId)
    if (!rfq) return refuse({ code: 'rfq_not_found' })
    const kept = await loadApproval(table, rfq, params)
    if (!kept) return refuse({ code: 'award_not_found' })
    const request = standing(rfq, kept)
    if (!act.isOpen(request)) {
      const again = (await loadHandlings(table, rfq, params)).findLast(act.isSame)
      if (again) return ok(again)
    }
    const fact = { at: now(), seq: kept.version + 1, by: { email: person.email, name: person.name } }
    const after = act.rule(request, fact)
    if (!after.ok) return after
    const handling: Handling = { ...act.said(request), ...fact }
    const written = await keepHandling(table, rfq, kept, { handling, request: after.value })
    return written.ok ? ok(handling) : written
  })

const stepOf = (request: ApprovalRequest, { stakeholderId }: Place) =>
  request.steps.find((step) => step.stakeholderId === stakeholderId)

export const answerStakeholderRoute = (deps: Deps) =>
  route(contract.answerStakeholder, async ({ params, person, body: { words } }) => {
    const { stakeholderId, turn } = params
    // Asked here, or on an earlier request and going on in this one.
    const asked = (request: ApprovalRequest) => {
      const { number } = stepOf(request, params)?.question ?? request
      return { number, turn }
    }
    const isAnswer = (kept: Handling) =>
      kept.kind === 'answer' && kept.stakeholderId === stakeholderId && kept.asked.turn === turn
    const answered = await handle(
      deps,
      { params, person },
      {
        said: (request) => ({ kind: 'answer', stakeholderId, asked: asked(request), words }),
        isOpen: (request) => stepOf(request, params)?.question?.turn === turn,
        isSame: isAnswer,
        rule: (request, by) => answerQuestion(request, { stakeholderId, asked: asked(request) }, by),
      },
    )
    const said = answered.ok && answered.value.kind === 'answer' && answered.value.words
    return said !== false && said !== words ? refuse({ code: 'already_answered' }) : answered
  })

export const meetConditionRoute = (deps: Deps) =>
  route(contract.meetCondition, ({ params, person, body: { evidence } }) => {
    const { stakeholderId } = params
    return handle(
      deps,
      { params, person },
      {
        said: () => ({ kind: 'meet', stakeholderId, evidence }),
        isOpen: (request) => stepOf(request, params)?.condition?.evidence !== evidence,
        isSame: (kept) => kept.kind === 'meet' && kept.stakeholderId === stakeholderId && kept.evidence === evidence,
        rule: (request, by) => meetCondition(request, { stakeholderId, evidence }, by),
      },
    )
  })

export const askOverrideRoute = (deps: Deps) =>
  route(contract.askOverride, ({ params, person, body: { words } }) => {
    const { stakeholderId } = params
    return handle(
      deps,
      { params, person },
      {
        said: () => ({ kind: 'askOverride', stakeholderId, words }),
        isOpen: (request) => !isOverrideAsked(request, stakeholderId),
        isSame: (kept) => kept.kind === 'askOverride' && kept.stakeholderId === stakeholderId && kept.words === words,
        rule: (request, by) => askOverride(request, { stakeholderId, words, by: by.by }, by),
      },
    )
  })
