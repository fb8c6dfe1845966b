import { createHmac } from 'node:crypto'
import type { Mac } from '../../functions/aws/mac.ts'
import {
  APPROVAL_PAGE,
  type ApprovalGroup,
  type ApprovalRequest,
  type Approver,
  type SectionHashes,
} from '../../shared/domain/approval.ts'
import { openRequest } from '../../shared/domain/approval-request.ts'
import { BID_SCHEMA, type OpenedBid } from '../../shared/domain/bid.ts'
import { sha256Hex } from '../../shared/domain/canonical.ts'
import type { DecisionAsked, VetoReason } from '../../shared/domain/decisions.ts'
import { type StakeholderRole, stakeholderRoles } from '../../shared/domain/party.ts'
import { defaultScopes, type PolicyTerms } from '../../shared/domain/policy.ts'
import type { Rfq, RfqLine } from '../../shared/domain/rfq.ts'
import type { Payloads } from '../../shared/store/bids.ts'
import { keys } from '../../shared/store/keys.ts'
import { linesItems } from '../../shared/store/lines.ts'
import { keepOpenedBid } from '../../shared/store/opened-bids.ts'
import { keepPolicy } from '../../shared/store/policies.ts'
import type { Item, Table } from '../../shared/store/table.ts'
import { aLine, anAddress, anId, anRfq, aProfile, BUYER, DAY, later, NOON, someTerms } from './builders.ts'

export const HEAD = { email: 'sille@strandby.example', name: 'Sille Holm' }

/** A MAC under a key of its own: what KMS does, without KMS. */
export const testMac: Mac = async (message) => createHmac('sha256', 'a key for tests').update(message).digest()

export const noPayloads: Payloads = {
  put: async (key) => {
    throw new Error(`Nothing here is large enough for ${key}`)
  },
  get: async (key) => {
    throw new Error(`No ${key}`)
  },
}

export const hash = (word: string) => sha256Hex(word)
export const someHashes: SectionHashes = {
  what: hash('what'),
  price: hash('price'),
  budget: hash('budget'),
  delivery: hash('delivery'),
  risk: hash('risk'),
}

export const aStakeholder = (role: StakeholderRole) => ({
  stakeholderId: `stk_01JQ${'0'.repeat(21)}${stakeholderRoles.indexOf(role) + 1}`,
  name: `The ${role} one`,
  email: `${role}@strandby.example`,
  role,
  language: 'da' as const,
  active: true,
})
const anApprover = (role: StakeholderRole): Approver => {
  const { active: _, ...approver } = aStakeholder(role)
  return approver
}

/** A group of one role with its one holder. */
export const aGroup = (role: StakeholderRole, over: Partial<ApprovalGroup & { people: Approver[] }> = {}) => ({
  groupId: role,
  role,
  stage: 1,
  needed: 1,
  mayAbstain: false,
  workingDays: 10,
  scope: defaultScopes[role],
  because: [{ rule: 'Every award' }],
  escalateTo: null,
  people: [anApprover(role)],
  ...over,
})

type Opened = Parameters<typeof openRequest>[0]
export const openedRequest = (over: Partial<Opened> = {}): ApprovalRequest =>
  openRequest({
    subject: 'award',
    number: 1,
    groups: stakeholderRoles.map((role) => aGroup(role)),
    sections: someHashes,
    until: later(NOON, 60 * DAY),
    requester: HEAD,
    policyVersion: 0,
    showOpinions: true,
    overrides: [],
    calendar: { workDays: [1, 2, 3, 4, 5], holidays: [] },
    timeZone: 'Europe/Copenhagen',
    at: NOON,
    ...over,
  })

/** A request of the four roles, each of whom has said that they have no interest of their own. */
export const aRequest = (over: Partial<ApprovalRequest> = {}): ApprovalRequest => {
  const request = openedRequest()
  return { ...request, steps: request.steps.map((step) => ({ ...step, declaredAt: NOON })), ...over }
}

const page = APPROVAL_PAGE
export const anApproval = (shown: SectionHashes = someHashes, comment = '', condition = ''): DecisionAsked => ({
  decision: 'approve',
  comment,
  condition,
  shown,
  page,
})
export const aVeto = (shown: SectionHashes = someHashes, reasonCode: VetoReason = 'risk'): DecisionAsked => ({
  decision: 'veto',
  reasonCode,
  words: 'Line 4.2 is spent',
  remedy: 'Move 40,000 from 4.1',
  shown,
  page,
})
export const aLift = (shown: SectionHashes = someHashes): DecisionAsked => ({
  decision: 'lift',
  evidence: 'Moved on Tuesday',
  shown,
  page,
})
/** What the store adds to a decision that was taken. */
export const taken = (role: StakeholderRole, turn = 1, seq = 2) => {
  const { stakeholderId, name } = aStakeholder(role)
  const proved = { method: 'code', from: '192.0.2.1' } as const
  return { stakeholderId, role, name, turn, seq, decidedAt: NOON, proved, tookMs: 0 }
}

export type Bidder = { supplierId: string; name: string; email: string; unitPrice: string }
export const aBidder = (name: string, unitPrice: string): Bidder => ({
  supplierId: anId('org'),
  name,
  email: `bids@${name.toLowerCase()}.example`,
  unitPrice,
})

export const anOpenedBid = (rfqId: string, bidder: Bidder, over: Partial<OpenedBid> = {}): OpenedBid => ({
  supplierId: bidder.supplierId,
  supplierName: bidder.name,
  bidId: anId('bid'),
  version: 1,
  sha256: sha256Hex(bidder.supplierId),
  receivedAt: NOON,
  openedAt: later(NOON, 7 * DAY + 35_000),
  finding: { kind: 'valid' },
  content: {
    schema: BID_SCHEMA,
    rfqId,
    currency: 'DKK',
    lines: [{ kind: 'price', number: '1', unitPrice: bidder.unitPrice, deliveryDays: 10 }],
    validityDays: 60,
    note: 'Three years on site',
  },
  ...over,
})

/** The next version of the buyer's policy, by its head, who may write it. */
export const savePolicy = async (table: Table, read: number, terms: PolicyTerms): Promise<void> => {
  const head = { ...HEAD, orgId: BUYER, status: 'active', since: NOON, administrator: true }
  await table.commit([{ put: { ...keys.membership(HEAD.email), ...head } }])
  const kept = await keepPolicy(table, BUYER, read, terms, HEAD, NOON)
  if (!kept.ok) throw new Error(kept.refusal.code)
}

/** Everything an award needs, in the table: the buyer, its stakeholders, an RFQ being evaluated, and opened bids. */
export const anEvaluation = async (
  table: Table,
  own: { bidders?: Bidder[]; lines?: RfqLine[]; rfq?: Partial<Rfq>; bids?: (rfqId: string) => OpenedBid[] } = {},
) => {
  const bidders = own.bidders ?? [aBidder('Deltadata', '5980.00'), aBidder('Nordkontor', '6120.00')]
  const lines = own.lines ?? [aLine()]
  const rfq = anRfq({
    rfqId: anId('rfq'),
    status: 'evaluation',
    createdBy: HEAD.email,
    publishedAt: NOON,
    lineCount: lines.length,
    terms: someTerms({ invited: bidders.map(({ email }) => email) }),
    ...own.rfq,
  })
  const organisation = (orgId: string, profile: object): Item => ({
    ...keys.organisation(orgId),
    ...profile,
    orgId,
    version: 1,
    createdAt: NOON,
  })
  const items: Item[] = [
    organisation(BUYER, aProfile()),
    ...stakeholderRoles.map(aStakeholder).map((one) => ({ ...keys.stakeholder(BUYER, one.stakeholderId), ...one })),
    { ...keys.rfq(BUYER, rfq.rfqId), kind: 'Rfq', ...rfq },
    ...linesItems(rfq, lines),
    ...bidders.flatMap((bidder) => itemsOf(rfq, bidder, organisation)),
  ]
  for (let from = 0; from < items.length; from += 90) {
    await table.commit(items.slice(from, from + 90).map((put) => ({ put })))
  }
  const bids = own.bids?.(rfq.rfqId) ?? bidders.map((bidder) => anOpenedBid(rfq.rfqId, bidder))
  for (const bid of bids) await keepOpenedBid(table, noPayloads, rfq, bid)
  return { rfq, bidders, bids, place: { buyerId: BUYER, rfqId: rfq.rfqId } }
}

const itemsOf = (
  { buyerId, rfqId }: Rfq,
  { supplierId, name, email }: Bidder,
  organisation: (orgId: string, profile: object) => Item,
): Item[] => {
  const profile = aProfile({
    legalName: name,
    buys: false,
    supplies: true,
    language: 'fr',
    registrationId: 'DK29190001',
  })
  const by = { email, name }
  const place = { buyerId, rfqId, supplierId }
  return [
    organisation(supplierId, { ...profile, address: { ...anAddress, city: 'København' } }),
    { ...keys.membership(email), email, orgId: supplierId, name, status: 'active', since: NOON },
    { ...keys.invitation(buyerId, rfqId, email), email, invitedAt: NOON, buyerId, rfqId, country: 'DK' },
    {
      ...keys.participation(buyerId, rfqId, supplierId),
      ...place,
      supplierName: name,
      country: 'DK',
      since: NOON,
      by,
    },
    {
      ...keys.bidVersion(buyerId, rfqId, supplierId, 1),
      kind: 'sealed',
      version: 1,
      bidId: anId('bid'),
      sha256: sha256Hex(supplierId),
      bytes: 500,
      receivedAt: NOON,
      by: { email: `sales.${email}`, name },
    },
  ]
}
