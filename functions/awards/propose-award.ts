import * as contract from '../../shared/contracts/awards.ts'
import type { ApprovalRequest } from '../../shared/domain/approval.ts'
import type { AwardProposal } from '../../shared/domain/award.ts'
import { approversOf, askedUntil, mayPropose, proposeAward } from '../../shared/domain/award-rules.ts'
import { hashOf } from '../../shared/domain/canonical.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { Party, type Person, type Stakeholder } from '../../shared/domain/party.ts'
import type { Rfq } from '../../shared/domain/rfq.ts'
import { loadApproval, loadDecisions } from '../../shared/store/approvals.ts'
import { decidedBy, loadEvaluation } from '../../shared/store/award-facts.ts'
import { type KeptAward, keepProposal, loadAward, loadAwards } from '../../shared/store/awards.ts'
import { loadOrganisation, loadStakeholders } from '../../shared/store/organisations.ts'
import { loadRfq } from '../../shared/store/rfqs.ts'
import type { Table } from '../../shared/store/table.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'

type Asked = AwardProposal & { after: number }

const TRIES = 5

export const proposeAwardRoute = (deps: Deps) =>
  route(contract.proposeAward, async ({ params, body, person }) => {
    for (let attempt = 1; ; attempt++) {
      const rfq = await loadRfq(deps.table, person.orgId, params.rfqId)
      if (!rfq) return refuse({ code: 'rfq_not_found' })
      if (rfq.awardCount !== body.after) return alreadyProposed(deps.table, rfq, body)
      const proposed = await propose(deps, rfq, body, person)
      // Something about the RFQ moved, perhaps nothing that matters here: judge again with what is there now.
      if (proposed.ok || proposed.refusal.code !== 'changed_meanwhile' || attempt === TRIES) return proposed
    }
  })

const proposalHash = ({ awardId, supplierId, reason, justification }: AwardProposal) =>
  hashOf({ awardId, supplierId, reason, justification })

/** The newest award is another than the caller saw: its own, whose answer was lost, or somebody else's. */
const alreadyProposed = async (table: Table, rfq: Rfq, asked: Asked) => {
  const next = await loadAward(table, rfq, asked.after + 1)
  if (next?.awardId !== asked.awardId) return refuse({ code: 'changed_meanwhile', newest: rfq.awardCount })
  if (next.proposalSha256 !== proposalHash(asked)) return refuse({ code: 'award_id_taken' })
  return viewOf(table, rfq, next)
}

const viewOf = async (table: Table, rfq: Rfq, award: KeptAward) => {
  const [approval, decisions] = await Promise.all([
    loadApproval(table, rfq, award.number),
    loadDecisions(table, rfq, award.number),
  ])
  if (!approval) throw new Error(`Award ${award.number} of ${rfq.rfqId} has no approval`)
  return ok({ award, approval, decisions })
}

const propose = async ({ table, payloads, now }: Deps, rfq: Rfq, asked: Asked, person: Person) => {
  const allowed = mayPropose(rfq)
  if (!allowed.ok) return allowed
  const { after: _, ...proposal } = asked
  const [evaluation, stakeholders, earlier] = await Promise.all([
    loadEvaluation(table, payloads, rfq),
    loadStakeholders(table, rfq.buyerId),
    loadAwards(table, rfq),
  ])
  if (earlier.some(({ awardId }) => awardId === asked.awardId)) return refuse({ code: 'award_id_taken' })
  const at = now()
  const by = { email: person.email, name: person.name }
  const proposed = proposeAward({ rfq, ...evaluation, proposal, by, at })
  if (!proposed.ok) return proposed
  const approvers = approversOf(stakeholders, person.email)
  if (!approvers.ok) return approvers

  const [buyer, supplier] = await Promise.all([
    loadOrganisation(table, rfq.buyerId),
    loadOrganisation(table, asked.supplierId),
  ])
  const parties = { buyer: Party.parse(buyer), supplier: Party.parse(supplier) }
  const award: KeptAward = { ...proposed.value, ...parties, proposalSha256: proposalHash(proposal) }
  const { hashes } = decidedBy(rfq, award, evaluation)
  const content = evaluation.bids.find(({ supplierId }) => supplierId === asked.supplierId)?.content
  const until = askedUntil(at, rfq.terms.closesAt ?? at, content?.validityDays ?? 0)
  const request: ApprovalRequest = {
    number: award.number,
    status: 'proposed',
    steps: approvers.value.map(stepOf),
    sections: hashes,
    askedAt: at,
    until,
  }
  const kept = await keepProposal(table, { rfq, award, request, by: { orgId: person.orgId, ...by } })
  return kept.ok ? ok({ award, approval: request, decisions: [] }) : kept
}

const stepOf = ({ stakeholderId, name, email, role, language }: Stakeholder) => ({
  stakeholderId,
  name,
  email,
  role,
  language,
  status: 'actionable' as const,
  turns: 0,
})
