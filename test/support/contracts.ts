import type { Award } from '../../shared/domain/award.ts'
import type { Contract } from '../../shared/domain/contract.ts'
import { contractOf } from '../../shared/domain/contract-rules.ts'
import type { Party } from '../../shared/domain/party.ts'
import type { RfqLine } from '../../shared/domain/rfq.ts'
import { anApproval, anOpenedBid, aRequest, type Bidder, HEAD } from './awards.ts'
import { aLine, anAddress, anRfq, BUYER, later, NOON, RFQ, someTerms } from './builders.ts'

const aParty = (orgId: string, legalName: string): Party => ({
  orgId,
  legalName,
  registrationId: '19438414',
  vatId: 'DK19438414',
  address: anAddress,
})

export const aMadeAward = (
  { supplierId, name, unitPrice }: Bidder,
  over: Partial<Award> = {},
): Award & { buyer: Party; supplier: Party } => {
  const bid = anOpenedBid(RFQ, { supplierId, name, unitPrice, email: '' })
  return {
    awardId: 'awd_01JQ0000000000000000000001',
    supplierId,
    reason: 'The lowest total',
    justification: '',
    rfqId: RFQ,
    number: 1,
    supplierName: name,
    bidId: bid.bidId,
    bidVersion: 1,
    bidSha256: bid.sha256,
    currency: 'DKK',
    totalMinor: Math.round(Number(unitPrice) * 3500),
    isLowest: true,
    proposedAt: NOON,
    proposedBy: HEAD,
    buyer: aParty(BUYER, 'Strandby Kommune'),
    supplier: aParty(supplierId, name),
    ...over,
  }
}

type Own = { lines?: RfqLine[]; award?: Partial<Award>; terms?: Parameters<typeof someTerms>[0] }

export const aContract = (bidder: Bidder, { lines = [aLine()], award = {}, terms = {} }: Own = {}): Contract => {
  const approval = aRequest({ status: 'approved' })
  return contractOf({
    rfq: anRfq({ terms: someTerms(terms) }),
    award: aMadeAward(bidder, award),
    approval,
    decisions: approval.steps.map(({ stakeholderId, role, name }) => ({
      ...anApproval(approval.sections, 'Fine by me'),
      stakeholderId,
      role,
      name,
      turn: 1,
      decidedAt: NOON,
    })),
    lines,
    bid: anOpenedBid(RFQ, bidder),
    supplierContact: bidder.email,
    at: later(NOON, 86_400_000),
  })
}
