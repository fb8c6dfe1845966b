import {
  bidOn,
  type DemoPerson,
  draftRfq,
  newId,
  organisationOf,
  personOf,
  publishRfq,
} from '../../infra/local/demo/actors.ts'
import { until } from '../../infra/local/demo/client.ts'
import { noted, prices, termsOf } from '../../infra/local/demo/content.ts'
import { attach, meetingRooms } from '../../infra/local/demo/documents.ts'
import { buyer as demoBuyer, suppliers as demoSuppliers } from '../../infra/local/demo/people.ts'
import { advance, type Running, timeOf } from '../../infra/local/demo/running.ts'
import * as awards from '../../shared/contracts/awards.ts'
import * as organisations from '../../shared/contracts/organisations.ts'
import * as rfqs from '../../shared/contracts/rfqs.ts'
import { stakeholderRoles } from '../../shared/domain/party.ts'
import type { Rfq, RfqLine, RfqTerms } from '../../shared/domain/rfq.ts'

const MINUTE = 60_000
let counted = 0

/** A name nobody used before in this run: every story has organisations of its own. */
export const fresh = (word: string) =>
  `${word}${(++counted).toString(36)}x${Math.floor(performance.now() * 1000).toString(36)}`

const profileFor = (word: string, buys: boolean) => {
  const profile = buys ? demoBuyer.profile : demoSuppliers[0]?.profile
  if (profile === undefined) throw new Error('The demo has nobody to imitate')
  return { ...profile, legalName: word, registrationId: word, vatId: word, language: 'en' as const }
}

export const aBuyer = async (running: Running) => {
  const word = fresh('buyer')
  const person = personOf(running, `head@${word}.example`)
  const buyerId = await organisationOf(person, profileFor(word, true))
  const approvers = stakeholderRoles.map((role) => ({
    role,
    email: `${role}@${word}.example`,
    stakeholderId: newId('stk'),
  }))
  for (const { role, email, stakeholderId } of approvers) {
    const body = { name: `The ${role} one`, email, role, language: 'en' as const, active: true }
    await person.must(organisations.saveStakeholder, { params: { stakeholderId }, body })
  }
  return { person, buyerId, approvers }
}

export const aSupplier = async (running: Running) => {
  const word = fresh('supplier')
  const person = personOf(running, `sales@${word}.example`)
  return { person, supplierId: await organisationOf(person, profileFor(word, false)) }
}

/** Several, a few at a time: signing in is a cold start for each of them. */
export const someSuppliers = async (running: Running, count: number) => {
  const suppliers: Awaited<ReturnType<typeof aSupplier>>[] = []
  while (suppliers.length < count) {
    const batch = Math.min(5, count - suppliers.length)
    suppliers.push(...(await Promise.all(Array.from({ length: batch }, () => aSupplier(running)))))
  }
  return suppliers
}

export const someLines = (count = 3): RfqLine[] =>
  Array.from({ length: count }, (_, i) => ({
    number: String(i + 1),
    name: `Thing ${i + 1}`,
    description: 'As described',
    quantity: String(10 + i),
    unit: 'H87',
    required: true,
    deliverBy: null,
  }))

type Published = {
  terms?: Partial<RfqTerms>
  lines?: RfqLine[]
  closesInMs?: number
  document?: typeof meetingRooms
}

export const aPublishedRfq = async (
  running: Running,
  buyer: DemoPerson,
  invited: DemoPerson[],
  own: Published = {},
): Promise<Rfq> => {
  const closesAt = new Date((await timeOf(running)) + (own.closesInMs ?? 5 * MINUTE)).toISOString()
  const terms = termsOf({
    title: fresh('Thing '),
    description: 'A test of the trade',
    invited: invited.map(({ email }) => email),
    closesAt,
    ...own.terms,
  })
  const draft = await draftRfq(buyer, terms, own.lines ?? someLines())
  if (own.document) await attach(buyer, draft, own.document)
  return publishRfq(buyer, draft)
}

/** Past the closing time and the 35 seconds of grace; people sign in again, since the clock outlived their tokens. */
export const closeAndOpen = async (
  running: Running,
  buyer: DemoPerson,
  { rfqId, terms }: Rfq,
  others: DemoPerson[] = [],
) => {
  const left = Date.parse(terms.closesAt ?? '') + 40_000 - (await timeOf(running))
  if (left > 0) await advance(running, left)
  for (const person of [buyer, ...others]) person.signInAgain()
  await until(
    'the bids are opened',
    async () => (await buyer.must(rfqs.getRfq, { params: { rfqId } })).value.status === 'evaluation',
    60,
  )
}

export const proposeLowest = async (buyer: DemoPerson, rfqId: string, after = 0) => {
  const { bids } = (await buyer.must(awards.getComparison, { params: { rfqId } })).value
  const best = bids.find(({ ranking }) => ranking?.rank === 1)
  if (best === undefined) throw new Error('No bid is ranked first')
  const body = {
    awardId: newId('awd'),
    supplierId: best.supplierId,
    reason: 'The lowest total',
    justification: '',
    after,
  }
  return (await buyer.must(awards.proposeAward, { params: { rfqId }, body })).value
}

/** What bidders of a story write on their first line. */
export const OTHER_MODEL = 'The model after it, which replaces it'

/** A buyer, two suppliers with bids on an RFQ with a document, opened, the lowest proposed for award. */
export const aProposedAward = async (running: Running, from: ReturnType<typeof aBuyer> = aBuyer(running)) => {
  const { person: buyer, buyerId, approvers } = await from
  const bidders = [await aSupplier(running), await aSupplier(running)]
  const suppliers = bidders.map(({ person }) => person)
  const rfq = await aPublishedRfq(running, buyer, suppliers, { document: meetingRooms })
  const ids = { buyerId, rfqId: rfq.rfqId }
  for (const [i, person] of suppliers.entries())
    await bidOn(person, ids, { lines: noted(prices(`${100 + i}.00`, '20.50', '3.333333'), '1', OTHER_MODEL) })
  await closeAndOpen(running, buyer, rfq, suppliers)
  const award = await proposeLowest(buyer, rfq.rfqId)
  return {
    buyer,
    suppliers,
    ids,
    rfq,
    award,
    supplierIds: bidders.map(({ supplierId }) => supplierId),
    approvers: approvers.map(({ email }) => email),
    stakeholderIds: approvers.map(({ stakeholderId }) => stakeholderId),
  }
}
