import type { BidContent } from '../../shared/domain/bid.ts'
import type { Contract } from '../../shared/domain/contract.ts'
import { contractLinesOf } from '../../shared/domain/contract-rules.ts'
import { type Currency, minorDigits, sumMinor } from '../../shared/domain/money.ts'
import type { RfqLine, RfqTerms } from '../../shared/domain/rfq.ts'
import { aLine, anAddress, BUYER, later, NOON, RFQ, someTerms } from '../support/builders.ts'

const SUPPLIER = 'org_01JQ00000000000000000SPPYR'
const AWARD = 'awd_01JQ00000000000000000AWRD1'
const HASH = 'a'.repeat(64)

const party = (orgId: string, legalName: string) => ({
  orgId,
  legalName,
  registrationId: '19438414',
  vatId: 'DK19438414',
  address: anAddress,
})

/** The contract of a bid that prices every line, for the exports to be made from. */
export const aContract = (terms: RfqTerms, lines: readonly RfqLine[], over: Partial<Contract> = {}): Contract => {
  const currency = terms.currency ?? 'DKK'
  const content: BidContent = {
    schema: 'sealbid/bid/1',
    rfqId: RFQ,
    currency,
    lines: lines.map(({ number }, i) => ({
      kind: 'price',
      number,
      unitPrice: `${100 + i}.123456`,
      ...(i % 2 === 1 && { priceBase: '3', deliveryDays: 10, note: 'In boxes' }),
    })),
    validityDays: 60,
    note: '',
  }
  const agreed = contractLinesOf(lines, content)
  return {
    contractNumber: '2026-00000001',
    orderNumber: '2026-00000001-PO',
    rfqId: RFQ,
    awardId: AWARD,
    status: 'active',
    committedAt: later(NOON, 1),
    buyer: party(BUYER, 'Strandby Kommune'),
    supplier: party(SUPPLIER, 'Deltadata A/S'),
    supplierContact: 'bids@deltadata.example',
    terms: { ...terms, currency },
    currency,
    lines: agreed,
    totalMinor: sumMinor(agreed.map(({ totalMinor }) => totalMinor)),
    bid: { version: 2, sha256: HASH, receivedAt: NOON, note: 'Gladly', validityDays: 60 },
    award: {
      number: 1,
      reason: 'Lowest total',
      justification: '',
      isLowest: true,
      proposedAt: NOON,
      proposedBy: { email: 'sille@strandby.example', name: 'Sille Holm' },
    },
    approvals: [],
    changes: [],
    ...over,
  }
}

const HOSTILE = `<b>&amp; "quotes" 'apostrophes' ]]> æøå 日本語 العربية 😀`

/** What every export must survive, whatever is in the folder. */
export const madeUpContracts = (): [string, Contract][] => [
  ['one line', aContract(someTerms(), [aLine()])],
  ['every optional member', aContract(fullTerms, [aLine({ itemReference: 'X-1', deliverBy: '2026-05-01' }), full])],
  ['as little as can be', aContract(leastTerms, [aLine({ description: '' })])],
  [
    'texts made to break out',
    aContract(hostileTerms, [aLine({ name: HOSTILE, description: `${HOSTILE}\n${HOSTILE}` })]),
  ],
  [
    '5,000 lines',
    aContract(
      someTerms(),
      Array.from({ length: 5_000 }, (_, i) => aLine({ number: String(i + 1) })),
    ),
  ],
  ...(Object.keys(minorDigits) as Currency[]).map((currency): [string, Contract] => [
    `amounts in ${currency}`,
    aContract(someTerms({ currency }), [aLine(), aLine({ number: '2', quantity: '0.000001' })]),
  ]),
]

const full = aLine({ number: '2.1-b', unit: 'KGM', quantity: '123456789.123456', required: false })
const fullTerms = someTerms({
  description: 'As described',
  buyerReference: 'REF-1',
  incoterm: 'DAP',
  vat: 'included',
  paymentTerms: 'Net',
  specialTerms: 'One\nTwo',
  deliveryPlace: { ...anAddress, extra: '1. sal, IT-afdelingen' },
})
const leastTerms = someTerms({ deliveryPlace: null, paymentDays: null, closesAt: null, bidValidityDays: null })
const hostileTerms = someTerms({ title: HOSTILE, specialTerms: HOSTILE, buyerReference: HOSTILE.slice(0, 60) })
