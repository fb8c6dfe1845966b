import { describe, expect, it } from 'vitest'
import {
  agreementSha256,
  contractForSupplier,
  contractLinesOf,
  contractOf,
} from '../../shared/domain/contract-rules.ts'
import type { Decision } from '../../shared/domain/decisions.ts'
import { stakeholderRoles } from '../../shared/domain/party.ts'
import { aBidder, anApproval, anOpenedBid, aRequest, taken } from '../support/awards.ts'
import { aLine, anRfq, NOON, RFQ } from '../support/builders.ts'
import { aContract, aMadeAward } from '../support/contracts.ts'

const bidder = aBidder('Deltadata', '10.00')
const bid = anOpenedBid(RFQ, bidder)
const request = aRequest()
const approval = {
  ...request,
  status: 'approved' as const,
  steps: request.steps.map((step) => ({
    ...step,
    status: 'approved' as const,
    standing: { number: 1, turn: 1, decidedAt: NOON },
  })),
}
const decisions = stakeholderRoles.map((role) => ({ ...anApproval(approval.sections), ...taken(role) }))
const kept = (some: Decision[]) => new Map([[1, some]])
const make = (over: Partial<Parameters<typeof contractOf>[0]> = {}) =>
  contractOf({
    rfq: anRfq(),
    award: aMadeAward(bidder),
    approval,
    decisions: kept(decisions),
    lines: [aLine()],
    bid,
    supplierContact: bidder.email,
    at: NOON,
    ...over,
  })

describe('a contract', () => {
  it('has the lines the bid priced, in the order they were asked for', () => {
    const lines = [aLine({ number: '2' }), aLine({ number: '1' }), aLine({ number: '3', required: false })]
    const content = bid.content
    if (!content) throw new Error('No content')
    const priced = {
      ...content,
      lines: [
        { kind: 'price' as const, number: '1', unitPrice: '3', priceBase: '100' },
        { kind: 'noBid' as const, number: '3' },
        { kind: 'price' as const, number: '2', unitPrice: '1.005' },
      ],
    }
    expect(contractLinesOf(lines, priced).map(({ number, totalMinor }) => [number, totalMinor])).toEqual([
      ['2', 3518],
      ['1', 105],
    ])
  })
  it('carries the number of its RFQ and names nobody else who was invited', () => {
    expect(make()).toMatchObject({
      contractNumber: '2026-0000RFQ1',
      orderNumber: '2026-0000RFQ1-PO1',
      terms: { invited: [] },
    })
  })
  it('is not made where a veto stands, an approval is missing, or was about something else', () => {
    const vetoed = approval.steps.map((step) =>
      step.role === 'financial' ? { ...step, status: 'vetoed' as const } : step,
    )
    expect(() => make({ approval: { ...approval, steps: vetoed } })).toThrow('is not approved')
    const other = decisions.map((one) =>
      one.role === 'commercial' ? { ...one, ...anApproval({ ...approval.sections, price: 'f'.repeat(64) }) } : one,
    )
    expect(() => make({ decisions: kept(other) })).toThrow('commercial did not decide')
    expect(() => make({ decisions: kept(decisions.slice(1)) })).toThrow('technical did not decide')
  })
  it('stands where only sections changed that are in nobody’s scope who approved before', () => {
    const technical = decisions.map((one) =>
      one.role === 'technical' ? { ...one, ...anApproval({ ...approval.sections, budget: 'f'.repeat(64) }) } : one,
    )
    expect(make({ decisions: kept(technical) }).approvals).toHaveLength(4)
  })
  it('is not made of another bid, or of another sum', () => {
    expect(() => make({ bid: { ...bid, sha256: 'f'.repeat(64) } })).toThrow('another bid')
    expect(() => make({ lines: [aLine({ quantity: '36' })] })).toThrow('add up')
  })
  it('gives its supplier what was agreed, by the same hash, and not what the buyer’s people said', () => {
    const contract = aContract(bidder)
    const copy = contractForSupplier(contract)
    expect(agreementSha256(copy)).toBe(agreementSha256(contract))
    expect(JSON.stringify(copy)).not.toMatch(/Fine by me|The lowest total/)
  })
})
