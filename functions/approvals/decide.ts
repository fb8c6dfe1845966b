import { setTimeout } from 'node:timers/promises'
import * as contract from '../../shared/contracts/approvals.ts'
import { decideAward, saysTheSame } from '../../shared/domain/approval-rules.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { keepDecision, loadForDecision } from '../../shared/store/approvals.ts'
import { findSession } from '../../shared/store/sessions.ts'
import { route } from '../http/api.ts'
import { isAsked, standing } from './approval-case.ts'
import type { Deps } from './index.ts'

/** More than there are others who may decide at the same moment. */
const TRIES = 12

export const decideRoute = ({ table, now }: Deps) =>
  route(contract.decide, async ({ token, params, body }) => {
    const session = await findSession(table, token, now())
    const about = session?.openedFor
    if (!session || !about) return refuse({ code: 'session_unknown' })
    const { stakeholderId } = about
    const proved = { stakeholderId, email: session.email }
    const { awardNumber: number, turn } = params
    for (let attempt = 1; attempt <= TRIES; attempt++) {
      const { rfq, approval, decision } = await loadForDecision(table, about, { number, stakeholderId, turn })
      if (!rfq || !approval) return refuse({ code: 'award_superseded' })
      if (!isAsked(approval, proved)) return refuse({ code: 'session_unknown' })
      if (decision && saysTheSame(decision, body)) return ok(decision)
      const decided = decideAward(standing(rfq, approval), { stakeholderId, turn, asked: body, decidedAt: now() })
      if (!decided.ok) return decided
      const kept = await keepDecision(table, about, approval, decided.value)
      if (kept.ok) return ok(decided.value.decision)
      await setTimeout(Math.random() * 10 * attempt)
    }
    throw new Error(`Award ${number} of ${about.rfqId} kept changing while it was decided`)
  })
