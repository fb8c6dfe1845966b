import * as z from 'zod'
import { BidVersion, BidVersionNumber, SealedBid } from '../domain/bid.ts'
import { Instant, Sha256 } from '../domain/ids.ts'
import { Listing } from '../domain/tender.ts'
import { endpoint } from './endpoint.ts'
import { noBody, nothing, pageOf, pageQuery, tenderParams } from './shapes.ts'

const versionParams = z.strictObject({ ...tenderParams.shape, version: BidVersionNumber })

/** The answer that makes a bid accepted: it is stored, under this hash, received at this instant. */
export const BidReceipt = z.object({
  version: z.int(),
  sha256: Sha256,
  bytes: z.int(),
  receivedAt: Instant,
  closesAt: Instant,
})
export type BidReceipt = z.infer<typeof BidReceipt>

/** Versions as their own organisation sees them; the opener's fence is not one. */
export const OwnVersion = z.discriminatedUnion('kind', [BidVersion.options[0], BidVersion.options[1]])
export type OwnVersion = z.infer<typeof OwnVersion>

export const submitBid = endpoint({
  method: 'PUT',
  path: '/tenders/{buyerId}/{rfqId}/bids/{version}',
  access: 'supplier',
  summary: 'Submit a sealed bid as the next version of your organisation’s bid',
  params: versionParams,
  query: nothing,
  body: z.strictObject(SealedBid.shape),
  answers: { status: 201, body: BidReceipt },
  refusals: [
    'tender_not_found',
    'not_taking_part',
    'rfq_not_open',
    'rfq_closed',
    'bid_version_taken',
    'bid_version_gap',
    'envelope_mismatch',
    'envelope_malformed',
  ],
})

export const withdrawBid = endpoint({
  method: 'PUT',
  path: '/tenders/{buyerId}/{rfqId}/withdrawals/{version}',
  access: 'supplier',
  summary: 'Withdraw your bid; the withdrawal is its next version',
  params: versionParams,
  query: nothing,
  body: noBody,
  answers: { status: 201, body: OwnVersion },
  refusals: [
    'tender_not_found',
    'not_taking_part',
    'rfq_not_open',
    'rfq_closed',
    'bid_version_taken',
    'bid_version_gap',
    'nothing_to_withdraw',
  ],
})

export const listOwnVersions = endpoint({
  method: 'GET',
  path: '/tenders/{buyerId}/{rfqId}/bids',
  access: 'supplier',
  summary: 'Every version your organisation submitted',
  params: tenderParams,
  query: nothing,
  body: noBody,
  answers: { status: 200, body: z.object({ items: z.array(OwnVersion) }) },
  refusals: ['tender_not_found'],
})

export const listMyBids = endpoint({
  method: 'GET',
  path: '/bids',
  access: 'supplier',
  summary: 'RFQs your organisation takes part in',
  params: nothing,
  query: pageQuery,
  body: noBody,
  answers: {
    status: 200,
    body: pageOf(z.object({ ...Listing.shape, status: z.string(), latest: OwnVersion.nullable() })),
  },
  refusals: ['invalid_request'],
})
