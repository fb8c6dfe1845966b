import { ApprovalContent } from '../../shared/contracts/approvals.ts'
import type { Table } from '../../shared/store/table.ts'
import { anOffice } from './approvals.ts'
import { anEvaluation, aStakeholder } from './awards.ts'

/** An award proposed to the lowest bidder, and the link to it that its financial stakeholder was sent. */
export const aProposal = async (table: Table, office = anOffice(table)) => {
  const { place, bidders } = await anEvaluation(table)
  const supplierId = bidders[0]?.supplierId ?? ''
  await office.propose(place.rfqId, supplierId)
  await office.deliver(place)
  const token = await office.tokenOf(place, aStakeholder('financial').stakeholderId)
  return { office, place, token, supplierId, bidders }
}

export const shownIn = (content: { json: unknown }) => ApprovalContent.parse(content.json)

/** A proposal whose financial stakeholder has it before them, without an interest of their own. */
export const anOpenedProposal = async (table: Table, office = anOffice(table)) => {
  const proposal = await aProposal(table, office)
  const session = await proposal.office.enter(proposal.token)
  const { hashes } = shownIn(await proposal.office.content(session))
  return { ...proposal, session, hashes }
}

/** What makes the next proposal of it the one after the first. */
export const revised = { awardId: 'awd_01JQ0000000000000000000002', after: 1 }
