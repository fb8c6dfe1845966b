import * as contract from '../../shared/contracts/rfqs.ts'
import { approversOf, plannedCase } from '../../shared/domain/approvers.ts'
import { keptOut } from '../../shared/domain/duties.ts'
import { hasHand } from '../../shared/domain/hands.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { type Person, type Stakeholder, stakeholderRoles } from '../../shared/domain/party.ts'
import { type Rfq, rfqCan } from '../../shared/domain/rfq.ts'
import { loadDecisionTimes } from '../../shared/store/decision-times.ts'
import { loadMembershipsOf, loadOrganisation, loadStakeholders } from '../../shared/store/organisations.ts'
import { loadPolicy } from '../../shared/store/policies.ts'
import { loadRfq } from '../../shared/store/rfqs.ts'
import type { Table } from '../../shared/store/table.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'

/** Who could not approve if this person asked for it now. */
const kept = async (table: Table, rfq: Rfq, person: Person, stakeholders: readonly Stakeholder[]) =>
  keptOut({
    buyerId: rfq.buyerId,
    proposer: person.email,
    tookPart: (email) => hasHand(rfq, email),
    memberships: await loadMembershipsOf(
      table,
      stakeholders.map(({ email }) => email),
    ),
  })

const loadHistory = async (table: Table, buyerId: string) => {
  const ofRole = await Promise.all(stakeholderRoles.map((role) => loadDecisionTimes(table, buyerId, role)))
  return new Map(stakeholderRoles.map((role, i) => [role, ofRole[i] ?? []]))
}

export const getApproversRoute = ({ table }: Pick<Deps, 'table'>) =>
  route(contract.getApprovers, async ({ params, person }) => {
    const rfq = await loadRfq(table, person.orgId, params.rfqId)
    if (!rfq) return refuse({ code: 'rfq_not_found' })
    const buyer = await loadOrganisation(table, person.orgId)
    if (!buyer) throw new Error(`No organisation ${person.orgId}, though it has an RFQ`)
    const stakeholders = await loadStakeholders(table, person.orgId)
    const [policy, mayNot, history] = await Promise.all([
      loadPolicy(table, buyer),
      kept(table, rfq, person, stakeholders),
      loadHistory(table, person.orgId),
    ])
    const known = { policy, stakeholders, mayNot, history, timeZone: buyer.timeZone }
    const isAhead = rfqCan('publish', rfq) || rfqCan('openBids', rfq) || rfqCan('proposeAward', rfq)
    return ok({
      policyVersion: policy.version,
      publication: rfqCan('publish', rfq) ? approversOf(plannedCase('publication', rfq), known) : null,
      award: isAhead ? approversOf(plannedCase('award', rfq), known) : null,
    })
  })
