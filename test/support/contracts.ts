import type { Award } from '../../shared/domain/award.ts'
import type { Contract } from '../../shared/domain/contract.ts'
import { contractOf } from '../../shared/domain/contract-rules.ts'
import { type Party, stakeholderRoles } from '../../shared/domain/party.ts'
import type { RfqLine } from '../../shared/domain/rfq.ts'
import { anApproval, anOpenedBid, aRequest, type Bidder, HEAD, taken } from './awards.ts'
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
    budgetLine: '',
    deliveryNote: '',
    riskNote: '',
    budget: { line: '', name: '', estimatedMinor: null },
    supplierStanding: [],
    proposedAt: NOON,
    proposedBy: HEAD,
    buyer: aParty(BUYER, 'Strandby Kommune'),
    supplier: aParty(supplierId, name),
    ...over,
  }
}

type Own = { lines?: RfqLine[]; award?: Partial<Award>; terms?: Parameters<typeof someTerms>[0] }

export const aContract = (bidder: Bidder, { lines = [aLine()], award = {}, terms = {} }: Own = {}): Contract => {
  const request = aRequest()
  const steps = request.steps.map(
    (step) => ({ ...step, status: 'approved', standing: { number: 1, turn: 1, decidedAt: NOON } }) as const,
  )
  const approval = { ...request, steps, status: 'approved' as const }
  const said = anApproval(approval.sections, 'Fine by me')
  return contractOf({
    rfq: anRfq({ terms: someTerms(terms) }),
    award: aMadeAward(bidder, award),
    approval,
    decisions: new Map([[1, stakeholderRoles.map((role) => ({ ...said, ...taken(role) }))]]),
    lines,
    bid: anOpenedBid(RFQ, bidder),
    supplierContact: bidder.email,
    at: later(NOON, 86_400_000),
  })
}
