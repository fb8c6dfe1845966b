import { ulid } from 'ulid'
import * as approvals from '../../../shared/contracts/approvals.ts'
import * as bids from '../../../shared/contracts/bids.ts'
import type { Endpoint } from '../../../shared/contracts/endpoint.ts'
import * as joining from '../../../shared/contracts/joining.ts'
import * as organisations from '../../../shared/contracts/organisations.ts'
import * as publishing from '../../../shared/contracts/publishing.ts'
import * as rfqs from '../../../shared/contracts/rfqs.ts'
import * as tenders from '../../../shared/contracts/tenders.ts'
import { APPROVAL_PAGE } from '../../../shared/domain/approval.ts'
import { BID_SCHEMA, type BidContent } from '../../../shared/domain/bid.ts'
import { DecisionAsked } from '../../../shared/domain/decisions.ts'
import type { OrganisationProfile } from '../../../shared/domain/party.ts'
import type { Rfq, RfqLine, RfqTerms } from '../../../shared/domain/rfq.ts'
import { lengthClassOf } from '../../../shared/domain/sealing/padding.ts'
import { sealBid } from '../../../shared/domain/sealing/seal.ts'
import { callApi, type Input, must, until } from './client.ts'
import { mailsTo, type Running } from './running.ts'

/** What a person is called who gave no name: anna@nordkontor.example is Anna. */
const nameOf = (email: string) => {
  const [mailbox = ''] = email.split('@')
  return `${mailbox.slice(0, 1).toUpperCase()}${mailbox.slice(1)}`
}

/** Somebody signed in, doing through the public API what they would do in the browser. */
export const personOf = (running: Running, email: string) => {
  let token: Promise<string> | undefined
  const authorization = async () => {
    token ??= running.tokenFor(email, nameOf(email))
    return `Bearer ${await token}`
  }
  return {
    email,
    /** After what changes the claims (a new organisation) or moves the clock past the token's life. */
    signInAgain: () => {
      token = undefined
    },
    call: async <E extends Endpoint>(endpoint: E, input: Input<E> = {}) =>
      callApi(running.url, endpoint, { ...input, authorization: await authorization() }),
    must: async <E extends Endpoint>(endpoint: E, input: Input<E> = {}) =>
      must(running.url, endpoint, { ...input, authorization: await authorization() }),
  }
}
export type DemoPerson = ReturnType<typeof personOf>

export const newId = <P extends string>(prefix: P) => `${prefix}_${ulid()}` as const

/** The organisation of a person, created at first need. */
export const organisationOf = async (person: DemoPerson, profile: OrganisationProfile): Promise<string> => {
  const { value } = await person.must(organisations.getMe)
  if (value.organisation) return value.organisation.orgId
  const created = await person.must(organisations.createOrganisation, { body: { ...profile, orgId: newId('org') } })
  person.signInAgain()
  return created.value.orgId
}

/** A colleague is invited, and joins. */
export const bringIn = async (administrator: DemoPerson, colleague: DemoPerson, name: string): Promise<void> => {
  const params = { email: colleague.email }
  const { value } = await administrator.must(organisations.inviteMember, { params, body: { name } })
  await colleague.must(joining.joinOrganisation, { params: { orgId: value.orgId } })
  colleague.signInAgain()
}

export const draftRfq = async (buyer: DemoPerson, terms: RfqTerms, lines: RfqLine[]): Promise<Rfq> =>
  (await buyer.must(rfqs.createRfq, { body: { rfqId: newId('rfq'), terms, lines } })).value

export const publishRfq = async (buyer: DemoPerson, { rfqId, version }: Rfq): Promise<Rfq> =>
  (await buyer.must(publishing.publishRfq, { params: { rfqId }, ifMatch: version })).value

export type Offer = Pick<BidContent, 'lines'> & Partial<Pick<BidContent, 'note' | 'validityDays'>>

/** Seals as the browser does; nothing but the envelope leaves this function. */
export const sealOffer = async (tender: tenders.Tender, supplierId: string, version: number, offer: Offer) => {
  const { currency, bidValidityDays } = tender.terms
  if (currency === null || bidValidityDays === null) throw new Error('A published RFQ has a currency and a validity')
  const content: BidContent = {
    schema: BID_SCHEMA,
    rfqId: tender.rfqId,
    currency,
    validityDays: bidValidityDays,
    note: '',
    ...offer,
  }
  const context = {
    tenant: tender.buyerId,
    rfq: tender.rfqId,
    supplier: supplierId,
    version,
    schema: BID_SCHEMA,
    lengthClass: lengthClassOf(tender.lineCount),
  } as const
  return { bidId: newId('bid'), ...(await sealBid(content, context, tender.sealing.publicKey)) }
}

export const bidOn = async (
  supplier: DemoPerson,
  ids: { buyerId: string; rfqId: string },
  offer: Offer,
  version = 1,
) => {
  const me = await supplier.must(organisations.getMe)
  const supplierId = me.value.organisation?.orgId ?? ''
  await supplier.must(tenders.takePart, { params: ids })
  const tender = (await supplier.must(tenders.getTender, { params: ids })).value
  const body = await sealOffer(tender, supplierId, version, offer)
  return (await supplier.must(bids.submitBid, { params: { ...ids, version }, body })).value
}

const newest = async (running: Running, address: string, pattern: RegExp, after: number) => {
  const mails = (await mailsTo(running, address)).filter(({ at }) => Date.parse(at) >= after)
  return mails.map(({ text }) => pattern.exec(text)?.[1]).find((found) => found !== undefined)
}

type Unshown<D> = D extends D ? Omit<D, 'shown' | 'page'> : never
/** What somebody says, without what they are shown: that they are shown when they say it. */
export type Opinion =
  | { approve: string; condition?: string }
  | { veto: Omit<Extract<DecisionAsked, { decision: 'veto' }>, 'decision' | 'shown' | 'page'> }
  | Unshown<DecisionAsked>

const saidBy = (opinion: Opinion): Unshown<DecisionAsked> => {
  if ('approve' in opinion) return { decision: 'approve', comment: opinion.approve, condition: opinion.condition ?? '' }
  return 'veto' in opinion ? { decision: 'veto', ...opinion.veto } : opinion
}

/** An approver with nothing but a mailbox: link, code, session. `since` skips links of earlier proposals (ms, UTC). */
export const approverOf = async (running: Running, address: string, since = 0) => {
  const link = await until(`${address} has a link`, () =>
    newest(running, address, /\/approve\/#([A-Za-z0-9_-]{20,})/, since),
  )
  const browser = ulid() + ulid()
  const byLink = { authorization: `Link ${link}` }
  const asked = await must(running.url, approvals.askCode, { ...byLink, body: { browser } })
  const sentAfter = Date.parse(asked.value.expiresAt) - 10 * 60_000
  const code = await until(`${address} has a code`, () => newest(running, address, /(?<!\d)(\d{6})(?!\d)/, sentAfter))
  const opened = await must(running.url, approvals.openSession, { ...byLink, body: { browser, code } })
  const bySession = { authorization: `Session ${opened.value.session}` }
  const { place } = (await must(running.url, approvals.getApprovalCase, byLink)).value
  const look = async () =>
    (await must(running.url, approvals.getApprovalContent, { ...bySession, params: place })).value
  /** What was shown may be a newer request than the one the link was sent for: it is said of that. */
  const say = (asked: typeof place, turn: number, said: unknown) => {
    const body = DecisionAsked.parse(said)
    return callApi(running.url, approvals.decide, { ...bySession, params: { ...asked, turn }, body })
  }
  /** The content, declared first that there is no interest of one’s own. */
  const content = async () => {
    const seen = await look()
    if (seen.kind === 'content') return seen
    const declared = await say(seen.case.place, seen.own.turn, { decision: 'declare' })
    const shown = declared.ok ? await look() : undefined
    if (shown?.kind !== 'content') throw new Error(`${address} could not declare`)
    return shown
  }
  return {
    link,
    session: opened.value.session,
    place,
    content,
    decide: async (opinion: Opinion) => {
      const { hashes, own, case: asked } = await content()
      return say(asked.place, own.turn, { ...saidBy(opinion), shown: hashes, page: APPROVAL_PAGE })
    },
  }
}
