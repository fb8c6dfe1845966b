import * as contract from '../../shared/contracts/awards.ts'
import { openRequest } from '../../shared/domain/approval-request.ts'
import type { AwardProposal } from '../../shared/domain/award.ts'
import { askedUntil, mayPropose, proposeAward } from '../../shared/domain/award-rules.ts'
import { hashOf } from '../../shared/domain/canonical.ts'
import { caseOfAward, committeeOf } from '../../shared/domain/committee.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { Party, type Person } from '../../shared/domain/party.ts'
import type { Rfq } from '../../shared/domain/rfq.ts'
import { SupplierFacts } from '../../shared/domain/supplier-standing.ts'
import { loadFacts } from '../../shared/store/approval-facts.ts'
import { loadApproval } from '../../shared/store/approvals.ts'
import { decidedBy, loadEvaluation } from '../../shared/store/award-facts.ts'
import { type KeptAward, keepProposal, loadAward, loadAwards } from '../../shared/store/awards.ts'
import { loadBuyingSide } from '../../shared/store/buying-side.ts'
import { loadRfq } from '../../shared/store/rfqs.ts'
import { keepSection } from '../../shared/store/sections.ts'
import type { Table } from '../../shared/store/table.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'

type Asked = AwardProposal & { after: number }

const TRIES = 12

export const proposeAwardRoute = (deps: Deps) =>
  route(contract.proposeAward, async ({ params, body, person }) => {
    for (let attempt = 1; ; attempt++) {
      const rfq = await loadRfq(deps.table, person.orgId, params.rfqId)
      if (!rfq) return refuse({ code: 'rfq_not_found' })
      if (rfq.awardCount !== body.after) return alreadyProposed(deps.table, rfq, body)
      const proposed = await propose(deps, rfq, body, person)
      // Something moved, an opinion on the proposal before perhaps: judge again with what is there now.
      if (proposed.ok || proposed.refusal.code !== 'changed_meanwhile' || attempt === TRIES) return proposed
    }
  })

const proposalHash = ({
  awardId,
  supplierId,
  reason,
  justification,
  budgetLine,
  deliveryNote,
  riskNote,
}: AwardProposal) => hashOf({ awardId, supplierId, reason, justification, budgetLine, deliveryNote, riskNote })

/** The newest award is another than the caller saw: its own, whose answer was lost, or somebody else's. */
const alreadyProposed = async (table: Table, rfq: Rfq, asked: Asked) => {
  const next = await loadAward(table, rfq, asked.after + 1)
  if (next?.awardId !== asked.awardId) return refuse({ code: 'changed_meanwhile', newest: rfq.awardCount })
  if (next.proposalSha256 !== proposalHash(asked)) return refuse({ code: 'award_id_taken' })
  return viewOf(table, rfq, next)
}

const viewOf = async (table: Table, rfq: Rfq, award: KeptAward) => {
  const approval = await loadApproval(table, rfq, { subject: 'award', number: award.number })
  if (!approval) throw new Error(`Award ${award.number} of ${rfq.rfqId} has no approval`)
  return ok({ award, approval, ...(await loadFacts(table, rfq, approval)) })
}

const propose = async ({ table, payloads, now }: Deps, rfq: Rfq, asked: Asked, person: Person) => {
  const allowed = mayPropose(rfq)
  if (!allowed.ok) return allowed
  const { after: _, ...proposal } = asked
  const at = now()
  const previous =
    rfq.awardCount > 0 ? await loadApproval(table, rfq, { subject: 'award', number: rfq.awardCount }) : undefined
  const [evaluation, earlier, buying] = await Promise.all([
    loadEvaluation(table, payloads, rfq),
    loadAwards(table, rfq),
    loadBuyingSide(table, rfq, { email: person.email, supplierId: asked.supplierId, at, previous }),
  ])
  if (earlier.some(({ awardId }) => awardId === asked.awardId)) return refuse({ code: 'award_id_taken' })
  const by = { email: person.email, name: person.name }
  const { policy } = buying
  // Who says nothing about a budget takes it from where it was planned, and its owner is asked.
  const charged = asked.budgetLine || (rfq.planning.budgetLine ?? '')
  const line = policy.budgetLines.find(({ code }) => code === charged)
  const budget = { line: charged, name: line?.name ?? '', estimatedMinor: rfq.planning.estimatedMinor }
  const proposed = proposeAward({ rfq, ...evaluation, proposal, budget, known: SupplierFacts.parse(buying), by, at })
  if (!proposed.ok) return proposed
  const facts = caseOfAward(rfq, proposed.value, evaluation.ranking)
  const committee = committeeOf({ ...buying, facts, at })
  if (!committee.ok) return committee

  const parties = { buyer: Party.parse(buying.buyer), supplier: Party.parse(buying.supplier) }
  const award: KeptAward = { ...proposed.value, ...parties, proposalSha256: proposalHash(proposal) }
  const { sections, hashes } = decidedBy(rfq, award, evaluation)
  await Promise.all(Object.values(sections).map((section) => keepSection(table, rfq, section)))
  const content = evaluation.bids.find(({ supplierId }) => supplierId === asked.supplierId)?.content
  const request = openRequest({
    subject: 'award',
    number: award.number,
    ...committee.value,
    sections: hashes,
    until: askedUntil(at, rfq.terms.closesAt ?? at, content?.validityDays ?? 0),
    requester: by,
    timeZone: buying.buyer.timeZone,
    at,
    previous,
    away: buying.away,
    mayNot: buying.mayNot,
  })
  const kept = await keepProposal(table, { rfq, award, request, previous, by: { orgId: person.orgId, ...by } })
  return kept.ok ? viewOf(table, rfq, award) : kept
}
