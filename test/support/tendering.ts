import { routes as awardRoutes } from '../../functions/awards/index.ts'
import type { SealingKey } from '../../functions/aws/kms.ts'
import { routes as bidRoutes } from '../../functions/bids/index.ts'
import { routes as exportRoutes } from '../../functions/exports/index.ts'
import { openRfq } from '../../functions/open-bids/open-rfq.ts'
import type { BidContent } from '../../shared/domain/bid.ts'
import { opensAt } from '../../shared/domain/opening.ts'
import type { Planning } from '../../shared/domain/planning.ts'
import type { Rfq, RfqLine, RfqTerms } from '../../shared/domain/rfq.ts'
import { loadRfq } from '../../shared/store/rfqs.ts'
import { type ApiRequest, type Caller, callRoute } from './api.ts'
import { aContent, seal } from './bids.ts'
import { DAY, later, NOON } from './builders.ts'
import { aMarket } from './market.ts'
import { recordKey } from './record-key.ts'

export const CLOSES = later(NOON, 7 * DAY)
export const OPENS = opensAt(CLOSES)
type Supplier = Caller & { org: string }
type Place = { buyerId: string; rfqId: string }

/** Bidding, opening and evaluating over one market: the real routes, DynamoDB Local, and our S3 and KMS. */
export const aTendering = () => {
  const market = aMarket()
  const keyUses: string[] = []
  const countedKey = (): SealingKey => {
    const key = market.sealingKey()
    return {
      makePair: key.makePair,
      unwrap: (wrapped, context) => {
        keyUses.push(context.rfq)
        return key.unwrap(wrapped, context)
      },
    }
  }
  const deps = (at = NOON) => ({
    table: market.table(),
    payloads: market.documents(),
    sealingKey: countedKey(),
    publicKeyOf: recordKey.publicKeyOf,
    now: () => at,
  })
  const call = (method: string, path: string, request: ApiRequest) => {
    const all = [...bidRoutes(deps()), ...awardRoutes(deps()), ...exportRoutes(deps(request.at))]
    const found = all.find((one) => one.method === method && one.path === `/api/v1${path}`)
    if (!found) throw new Error(`No route ${method} ${path}`)
    return callRoute(found, request)
  }
  const rfq = async ({ buyerId, rfqId }: Place): Promise<Rfq> => {
    const found = await loadRfq(market.table(), buyerId, rfqId)
    if (!found) throw new Error(`No ${rfqId}`)
    return found
  }

  /** A published RFQ with this many suppliers taking part. */
  const aTender = async (
    bidders: number,
    own: { terms?: Partial<RfqTerms>; lines?: RfqLine[]; planning?: Planning } = {},
  ) => {
    const buyer = await market.anOrganisation()
    const suppliers = await Promise.all(
      Array.from({ length: bidders }, () => market.anOrganisation({ supplies: true })),
    )
    const invited = suppliers.map(({ email }) => email)
    const terms = { closesAt: CLOSES, ...(bidders > 0 && { invited }), ...own.terms }
    const place = { buyerId: buyer.org, rfqId: await market.aPublished(buyer, terms, own.lines, own.planning) }
    for (const as of suppliers) {
      const taken = await market.call('PUT', '/tenders/{buyerId}/{rfqId}/participation', { params: place, as })
      if (taken.status !== 200) throw new Error(taken.text)
    }
    return { buyer, suppliers, place, publicKey: (await rfq(place)).sealing?.publicKey ?? '' }
  }
  type Tender = Awaited<ReturnType<typeof aTender>>

  const sealed = async ({ place, publicKey }: Tender, as: Supplier, version: number, over: Partial<BidContent> = {}) =>
    seal(
      publicKey,
      { tenant: place.buyerId, rfq: place.rfqId, supplier: as.org, version },
      { content: aContent({ rfqId: place.rfqId, ...over }), lineCount: (await rfq(place)).lineCount },
    )
  const put = ({ place }: Tender, as: Supplier, version: number, body: object, at = NOON) =>
    call('PUT', '/tenders/{buyerId}/{rfqId}/bids/{version}', {
      params: { ...place, version: String(version) },
      as,
      body,
      at,
    })
  /** Seals and submits as one version. */
  const submit = async (
    tender: Tender,
    as: Supplier,
    own: { version?: number; content?: Partial<BidContent>; at?: string } = {},
  ) => put(tender, as, own.version ?? 1, await sealed(tender, as, own.version ?? 1, own.content), own.at)
  const withdraw = ({ place }: Tender, as: Supplier, version: number, at = NOON) =>
    call('PUT', '/tenders/{buyerId}/{rfqId}/withdrawals/{version}', {
      params: { ...place, version: String(version) },
      as,
      at,
    })
  const open = ({ place }: Tender, at = OPENS) => openRfq(deps(at), place)
  const ofRfq = (method: 'GET' | 'POST', path: string, { place, buyer }: Tender, request: ApiRequest = {}) =>
    call(method, `/rfqs/{rfqId}/${path}`, { params: { rfqId: place.rfqId }, as: buyer, at: OPENS, ...request })

  return {
    ...market,
    market: market.call,
    call,
    deps,
    rfq,
    aTender,
    sealed,
    put,
    submit,
    withdraw,
    open,
    ofRfq,
    keyUses,
  }
}
