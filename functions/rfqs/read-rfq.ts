import * as contract from '../../shared/contracts/rfqs.ts'
import { openingAsked } from '../../shared/domain/opening.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { loadInvitations } from '../../shared/store/invitations.ts'
import { loadLines } from '../../shared/store/lines.ts'
import { loadRfq } from '../../shared/store/rfqs.ts'
import { pageOfTimeline } from '../../shared/store/timeline.ts'
import { route, withEtag } from '../http/api.ts'
import type { Deps } from './index.ts'

/** Whoever looks at an RFQ whose bidding is over asks for its opening, so that none waits for the next sweep. */
export const getRfqRoute = ({ table, opening }: Pick<Deps, 'table' | 'opening'>) =>
  route(contract.getRfq, async ({ params, person, receivedAt }) => {
    const rfq = await loadRfq(table, person.orgId, params.rfqId)
    if (!rfq) return refuse({ code: 'rfq_not_found' })
    const asked = openingAsked(rfq, receivedAt)
    if (asked) await opening([asked.signal], { delaySeconds: asked.delaySeconds })
    return withEtag(ok(rfq))
  })

export const getRfqLinesRoute = ({ table }: Pick<Deps, 'table'>) =>
  route(contract.getRfqLines, async ({ params, person }) => {
    const rfq = await loadRfq(table, person.orgId, params.rfqId)
    return rfq ? ok({ lines: await loadLines(table, rfq) }) : refuse({ code: 'rfq_not_found' })
  })

export const listInvitationsRoute = ({ table }: Pick<Deps, 'table'>) =>
  route(contract.listInvitations, async ({ params, person }) => {
    const rfq = await loadRfq(table, person.orgId, params.rfqId)
    return rfq ? ok({ items: await loadInvitations(table, rfq) }) : refuse({ code: 'rfq_not_found' })
  })

export const listTimelineRoute = ({ table }: Pick<Deps, 'table'>) =>
  route(contract.listTimeline, async ({ params, query, person }) => {
    const rfq = await loadRfq(table, person.orgId, params.rfqId)
    return rfq ? pageOfTimeline(table, rfq, query) : refuse({ code: 'rfq_not_found' })
  })
