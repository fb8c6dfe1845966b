import { describe, expect, it } from 'vitest'
import { hashesOf, sectionsOf } from '../../shared/domain/approval-sections.ts'
import { sha256Hex } from '../../shared/domain/canonical.ts'
import { notPlanned } from '../../shared/domain/planning.ts'
import { publicationSections } from '../../shared/domain/publication-sections.ts'
import { rankBids } from '../../shared/domain/ranking.ts'
import { aBidder, anOpenedBid } from '../support/awards.ts'
import { aLine, anAddress, anRfq, aProfile, RFQ, someTerms } from '../support/builders.ts'

const rfq = anRfq({ terms: someTerms() })
const lines = [aLine(), aLine({ number: '2', name: 'Screen', required: false })]
const lease = { name: 'Lease.pdf', sha256: sha256Hex('Lease'), bytes: 5 }
const bidder = aBidder('Deltadata', '5980.00')

const sectionsWith = (own: { note?: string; onLine?: string; documents?: (typeof lease)[] } = {}) => {
  const { note = '', onLine, documents = [lease] } = own
  const bid = anOpenedBid(RFQ, bidder)
  const priced = { kind: 'price', number: '1', unitPrice: '5980.00', ...(onLine && { note: onLine }) } as const
  const bids = [{ ...bid, content: bid.content && { ...bid.content, note, lines: [priced] } }]
  const { legalName, registrationId, vatId } = aProfile()
  return sectionsOf({
    rfq,
    lines,
    documents,
    bids,
    ranking: rankBids(bids, lines),
    supplier: { orgId: bidder.supplierId, legalName, registrationId, vatId, address: anAddress },
    award: {
      ...{ currency: 'DKK', totalMinor: 100, reason: 'The lowest', justification: '', isLowest: true },
      ...{ supplierId: bidder.supplierId, deliveryNote: '', riskNote: '', supplierStanding: [] },
      budget: { line: '', name: '', estimatedMinor: null },
    },
  })
}

describe('what an award is decided on', () => {
  const differ = (own: Parameters<typeof sectionsWith>[0]) => {
    const [before, after] = [hashesOf(sectionsWith()), hashesOf(sectionsWith(own))]
    return Object.entries(before).flatMap(([section, sha256]) =>
      Object.entries(after).some(([other, hash]) => other === section && hash === sha256) ? [] : [section],
    )
  }

  it('names every line that was asked for, with the words of the bidder where it has some', () => {
    expect(sectionsWith({ onLine: 'Model 14b', note: 'All in one order' }).what).toMatchObject({
      documents: [lease],
      bidNote: 'All in one order',
      lines: [{ number: '1', note: 'Model 14b' }, { number: '2' }],
    })
  })

  it('says no words on a line where its bidder has none', () => {
    expect(sectionsWith().what.lines.filter((line) => 'note' in line)).toEqual([])
  })

  it('is another where the bidder’s words or a document are, in the part that says what is bought', () => {
    expect(differ({})).toEqual([])
    expect(differ({ note: 'Only in one order' })).toEqual(['what'])
    expect(differ({ onLine: 'Model 14b' })).toEqual(['what'])
    expect(differ({ documents: [{ ...lease, sha256: sha256Hex('Another lease') }] })).toEqual(['what'])
    expect(differ({ documents: [] })).toEqual(['what'])
  })

  it('is of a document its name, its bytes and their number, and nothing of where it is kept', () => {
    const kept = { ...lease, attachmentId: 'att_1', status: 'listed' }
    const published = (document: typeof lease) =>
      publicationSections({
        rfq: { ...rfq, planning: notPlanned },
        lines,
        documents: [document],
        budgetLines: [],
      }).what.documents
    expect(published(kept)).toEqual([lease])
    expect(sectionsWith({ documents: [kept] }).what.documents).toEqual([lease])
  })
})
