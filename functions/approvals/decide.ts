import { setTimeout } from 'node:timers/promises'
import * as contract from '../../shared/contracts/approvals.ts'
import { standing } from '../../shared/domain/approval-end.ts'
import { decide, saysTheSame } from '../../shared/domain/approval-rules.ts'
import { keptOut } from '../../shared/domain/duties.ts'
import { hasHand } from '../../shared/domain/hands.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { loadForDecision } from '../../shared/store/approval-facts.ts'
import { keepDecision } from '../../shared/store/approvals.ts'
import { findSession } from '../../shared/store/sessions.ts'
import { loadBrought } from '../../shared/store/veto-documents.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'

/** More than there are others who may decide at the same moment. */
const TRIES = 60

export const decideRoute = ({ table, now }: Deps) =>
  route(contract.decide, async ({ token, params, body }) => {
    const session = await findSession(table, token, now())
    if (!session) return refuse({ code: 'session_unknown' })
    const { email } = session
    const { turn, stakeholderId, ...place } = params
    const delegate = body.decision === 'delegate' ? body.to.email : undefined
    for (let attempt = 1; attempt <= TRIES; attempt++) {
      const asked = { ...params, email, delegate }
      const { rfq, approval, decision, memberships } = await loadForDecision(table, place, asked)
      const step = approval?.steps.find((one) => one.stakeholderId === stakeholderId)
      // A mailbox that is not asked learns nothing of what there is.
      if (!rfq || !approval || step?.email !== email) return refuse({ code: 'approval_not_found' })
      if (decision && saysTheSame(decision, body)) return ok(decision)
      // Items read together are not read at one instant: a tally that counts this decision is proof that it is there.
      if (!decision && turn <= step.turns) continue
      const documents =
        body.decision === 'veto' && body.document
          ? await loadBrought(table, place, { subject: place.subject, stakeholderId, email })
          : []
      const decided = decide(standing(rfq, approval), {
        stakeholderId,
        turn,
        asked: body,
        documents,
        decidedAt: now(),
        seq: approval.version + 1,
        proved: { method: session.method, from: session.openedFrom.address },
        keptOut: keptOut({
          buyerId: rfq.buyerId,
          proposer: approval.requester.email,
          tookPart: (mailbox) => hasHand(rfq, mailbox),
          memberships,
        }),
      })
      if (!decided.ok) return decided
      const kept = await keepDecision(table, place, approval, decided.value)
      if (kept.ok) return ok(decided.value.decision)
      await setTimeout(Math.random() * 10 * Math.min(attempt, 10))
    }
    throw new Error(`Request ${place.number} of ${place.rfqId} kept changing while it was decided`)
  })
