import * as contract from '../../shared/contracts/approvals.ts'
import { openToStep, sameHashes } from '../../shared/domain/approval-rules.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { loadDecisions } from '../../shared/store/approvals.ts'
import { decidedBy, loadEvaluation } from '../../shared/store/award-facts.ts'
import { findSession } from '../../shared/store/sessions.ts'
import { route } from '../http/api.ts'
import { caseOf, findCase, isAsked, standing } from './approval-case.ts'
import type { Deps } from './index.ts'

export const getApprovalContentRoute = ({ table, payloads, now }: Deps) =>
  route(contract.getApprovalContent, async ({ token }) => {
    const session = await findSession(table, token, now())
    const about = session?.openedFor
    const found = about && (await findCase(table, about))
    if (!found || !isAsked(found.approval, { ...about, email: session.email })) {
      return refuse({ code: 'session_unknown' })
    }
    const { rfq, award, approval, step } = found
    const [evaluation, decisions] = await Promise.all([
      loadEvaluation(table, payloads, rfq),
      loadDecisions(table, rfq, approval.number),
    ])
    const { sections, hashes } = decidedBy(rfq, award, evaluation)
    // What is shown is what was asked, or it is not shown for decision.
    if (!sameHashes(hashes, approval.sections)) return refuse({ code: 'content_changed' })
    return ok({
      case: caseOf(found, about),
      awardNumber: approval.number,
      sections,
      hashes,
      steps: approval.steps,
      decisions,
      own: {
        stakeholderId: step.stakeholderId,
        turn: step.turns + 1,
        ...openToStep(standing(rfq, approval), step),
        committed: approval.status === 'awarded',
      },
    })
  })
