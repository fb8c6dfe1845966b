import { ulid } from 'ulid'
import type { OrganisationProfile } from '../../shared/domain/party.ts'
import { notPlanned } from '../../shared/domain/planning.ts'
import type { Rfq, RfqLine, RfqTerms } from '../../shared/domain/rfq.ts'

export const NOON = '2026-03-02T12:00:00.000Z'
export const MINUTE = 60_000
export const DAY = 86_400_000
export const later = (instant: string, milliseconds: number): string =>
  new Date(Date.parse(instant) + milliseconds).toISOString()

export const anId = <P extends string>(prefix: P): string => `${prefix}_${ulid()}`

export const anAddress = { street: 'Bernstorffsvej 161', postalCode: '2920', city: 'Strandby', country: 'DK' }

export const aProfile = (over: Partial<OrganisationProfile> = {}): OrganisationProfile => ({
  legalName: 'Strandby Kommune',
  registrationId: '19438414',
  vatId: 'DK19438414',
  address: anAddress,
  currency: 'DKK',
  timeZone: 'Europe/Copenhagen',
  language: 'da',
  buys: true,
  supplies: false,
  ...over,
})

export const aLine = (over: Partial<RfqLine> = {}): RfqLine => ({
  number: '1',
  name: 'Stationær computer',
  description: '',
  quantity: '35',
  unit: 'NIU',
  required: true,
  deliverBy: null,
  ...over,
})

/** Terms with nothing left to fill in before publishing. */
export const someTerms = (over: Partial<RfqTerms> = {}): RfqTerms => ({
  title: 'Computers',
  description: '',
  buyerReference: '',
  currency: 'DKK',
  vat: 'excluded',
  method: 'selective',
  invited: ['bids@deltadata.example'],
  deliveryPlace: anAddress,
  incoterm: null,
  paymentDays: 30,
  paymentTerms: '',
  specialTerms: '',
  bidValidityDays: 60,
  closesAt: later(NOON, 7 * DAY),
  timeZone: 'Europe/Copenhagen',
  toldToLosers: 'winningTotal',
  ...over,
})

export const BUYER = 'org_01JQ000000000000000000BYER'
export const RFQ = 'rfq_01JQ000000000000000000RFQ1'

export const anRfq = (over: Partial<Rfq> = {}): Rfq => ({
  rfqId: RFQ,
  buyerId: BUYER,
  buyerName: 'Strandby Kommune',
  status: 'open',
  terms: someTerms(),
  lineCount: 1,
  version: 1,
  eventCount: 0,
  lastEventSha256: '',
  createdAt: NOON,
  createdBy: 'Sille Holm',
  hands: ['Sille Holm'],
  planning: notPlanned,
  updatedAt: NOON,
  publicationCount: 0,
  awardCount: 0,
  changeCount: 0,
  ...over,
})
