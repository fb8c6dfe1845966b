import * as contract from '../../shared/contracts/publishing.ts'
import { isUnderWay } from '../../shared/domain/approval.ts'
import { standing } from '../../shared/domain/approval-end.ts'
import { openRequest } from '../../shared/domain/approval-request.ts'
import { sameHashes } from '../../shared/domain/approval-rules.ts'
import { hashesOf } from '../../shared/domain/approval-sections.ts'
import { plannedCase } from '../../shared/domain/approvers.ts'
import { committeeOf } from '../../shared/domain/committee.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { publicationSections } from '../../shared/domain/publication-sections.ts'
import type { Rfq } from '../../shared/domain/rfq.ts'
import { publishRfq } from '../../shared/domain/rfq-rules.ts'
import { factsAmong, loadAllFacts } from '../../shared/store/approval-facts.ts'
import { type KeptApproval, loadApprovals } from '../../shared/store/approvals.ts'
import { listedAttachments } from '../../shared/store/attachments.ts'
import { loadBuyingPeople } from '../../shared/store/buying-side.ts'
import { loadLines } from '../../shared/store/lines.ts'
import { loadOrganisation } from '../../shared/store/organisations.ts'
import { loadPolicy } from '../../shared/store/policies.ts'
import { keepPublicationRequest } from '../../shared/store/publications.ts'
import { loadRfq } from '../../shared/store/rfqs.ts'
import { keepSection } from '../../shared/store/sections.ts'
import type { Table } from '../../shared/store/table.ts'
import { route } from '../http/api.ts'
import { hashesOfDraft, loadNewest } from './approval-to-publish.ts'
import type { Deps } from './index.ts'

const viewsOf = async (table: Table, rfq: Rfq, approvals: readonly KeptApproval[]) => {
  const factsOf = await loadAllFacts(table, rfq)
  return approvals.map((kept) => ({ approval: standing(rfq, kept), ...factsAmong(factsOf, kept) }))
}

const answerOf = async (table: Table, rfq: Rfq) => {
  const newest = await loadNewest(table, rfq)
  const [request] = newest ? await viewsOf(table, rfq, [newest]) : []
  if (!request) throw new Error(`Request ${rfq.publicationCount} to publish ${rfq.rfqId} is not there`)
  return ok({ rfq, request })
}

const writtenOf = async (table: Table, rfq: Rfq) => {
  const [lines, documents] = await Promise.all([loadLines(table, rfq), listedAttachments(table, rfq)])
  return { rfq, lines, documents }
}

export const askPublicationRoute = ({ table }: Pick<Deps, 'table'>) =>
  route(contract.askPublication, async ({ params, person, ifMatch, receivedAt: at }) => {
    const rfq = await loadRfq(table, person.orgId, params.rfqId)
    if (!rfq) return refuse({ code: 'rfq_not_found' })
    const [written, newest] = await Promise.all([writtenOf(table, rfq), loadNewest(table, rfq)])
    const complete = publishRfq(rfq, written.lines, at)
    if (!complete.ok) return complete
    const { policy, ...people } = await loadBuyingPeople(table, rfq, { email: person.email, at, previous: newest })
    const sections = publicationSections({ ...written, budgetLines: policy.budgetLines })
    const hashes = hashesOf(sections)
    // Asked again about the same thing, or after the answer was lost: those who are asked are asked once.
    const isSame =
      newest && isUnderWay(newest) && newest.policyVersion === policy.version && sameHashes(newest.sections, hashes)
    if (isSame && [ifMatch, ifMatch + 1].includes(rfq.version)) return answerOf(table, rfq)
    const lost = {
      code: 'changed_meanwhile',
      yours: ifMatch,
      current: { version: rfq.version, at: rfq.updatedAt },
    } as const
    if (rfq.version !== ifMatch) return refuse(lost)

    const facts = plannedCase('publication', rfq)
    const committee = committeeOf({ policy, ...people, facts, at })
    if (!committee.ok) return committee
    await Promise.all(Object.values(sections).map((section) => keepSection(table, rfq, section)))
    const by = { email: person.email, name: person.name }
    const request = openRequest({
      subject: 'publication',
      number: rfq.publicationCount + 1,
      ...committee.value,
      sections: hashes,
      // After the closing time there is nothing left to publish.
      until: complete.value.closesAt,
      requester: by,
      timeZone: people.buyer.timeZone,
      at,
      previous: newest,
      away: people.away,
      mayNot: people.mayNot,
    })
    const kept = await keepPublicationRequest(table, {
      draft: rfq,
      request,
      previous: newest,
      by: { ...by, orgId: person.orgId },
    })
    return kept.ok ? answerOf(table, kept.value) : refuse({ ...lost, current: undefined })
  })

export const listPublicationRequestsRoute = ({ table }: Pick<Deps, 'table'>) =>
  route(contract.listPublicationRequests, async ({ params, person }) => {
    const rfq = await loadRfq(table, person.orgId, params.rfqId)
    if (!rfq) return refuse({ code: 'rfq_not_found' })
    const [approvals, buyer] = await Promise.all([
      loadApprovals(table, rfq, 'publication'),
      loadOrganisation(table, person.orgId),
    ])
    if (!buyer) throw new Error(`No organisation ${person.orgId}, though it has an RFQ`)
    const newest = approvals.at(-1)
    const isCurrent =
      newest !== undefined &&
      sameHashes(
        newest.sections,
        hashesOfDraft(await writtenOf(table, rfq), (await loadPolicy(table, buyer)).budgetLines),
      )
    return ok({ items: await viewsOf(table, rfq, approvals.toReversed()), isCurrent })
  })
