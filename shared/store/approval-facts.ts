import * as z from 'zod'
import { ApprovalOf, type ApprovalRequest } from '../domain/approval.ts'
import { Decision, type Handling } from '../domain/decisions.ts'
import { withMailboxes } from '../domain/mailbox.ts'
import { Membership } from '../domain/party.ts'
import { Rfq, type RfqPlace } from '../domain/rfq.ts'
import { approvalOf, decisionOf, handlingOf } from './approvals.ts'
import { keys, ranges } from './keys.ts'
import type { Item, Table } from './table.ts'

const bySeq = <F extends { seq: number }>(facts: F[]): F[] => facts.sort((a, b) => a.seq - b.seq)
const decisionsIn = (items: Item[]): Decision[] => bySeq(z.array(Decision).parse(items))
const handlingsIn = (items: Item[]): Handling[] => bySeq(items.map(handlingOf))

/** What people decided on one request, in the order of its history. */
export const loadDecisions = async (
  table: Table,
  { buyerId, rfqId }: RfqPlace,
  { subject, number }: ApprovalOf,
): Promise<Decision[]> => decisionsIn(await table.all(ranges.decisionsOn(buyerId, rfqId, subject, number)))

/** What the buyer's people and the clock did on one request, in the order of its history. */
export const loadHandlings = async (
  table: Table,
  { buyerId, rfqId }: RfqPlace,
  { subject, number }: ApprovalOf,
): Promise<Handling[]> => handlingsIn(await table.all(ranges.handlingsOn(buyerId, rfqId, subject, number)))

/** Decisions on earlier requests that a request still rests on, or that are spoken of in it: by their places. */
const earlierPlaces = ({ number, steps }: ApprovalRequest, handlings: readonly Handling[]) => [
  ...steps.flatMap(({ stakeholderId, standing, question }) =>
    [standing, question].flatMap((place) => (place && place.number !== number ? [{ stakeholderId, ...place }] : [])),
  ),
  ...handlings.flatMap((one) =>
    one.kind === 'answer' && one.asked.number !== number ? [{ stakeholderId: one.stakeholderId, ...one.asked }] : [],
  ),
]

const at = (decisions: readonly Decision[], { stakeholderId, turn }: { stakeholderId: string; turn: number }) =>
  decisions.filter((one) => one.stakeholderId === stakeholderId && one.turn === turn)

/** Every fact of a request, with the decisions on earlier ones that it rests on or speaks of. */
export const loadFacts = async (table: Table, place: RfqPlace, request: ApprovalRequest): Promise<ApprovalFacts> => {
  const { subject } = request
  const [own, handlings] = await Promise.all([
    loadDecisions(table, place, request),
    loadHandlings(table, place, request),
  ])
  const places = earlierPlaces(request, handlings)
  const numbers = [...new Set(places.map(({ number }) => number))]
  const loaded = await Promise.all(numbers.map((number) => loadDecisions(table, place, { subject, number })))
  const byNumber = new Map(numbers.map((number, i) => [number, loaded[i] ?? []]))
  const earlier = places.flatMap((one) => at(byNumber.get(one.number) ?? [], one))
  return { decisions: [...earlier, ...own], handlings }
}

export const loadDecisionsByNumber = async (
  table: Table,
  place: RfqPlace,
  { subject, number, steps }: ApprovalRequest,
): Promise<Map<number, Decision[]>> => {
  const numbers = new Set([number, ...steps.flatMap(({ standing }) => (standing ? [standing.number] : []))])
  const some = [...numbers].sort((a, b) => a - b)
  const decisions = await Promise.all(some.map((one) => loadDecisions(table, place, { subject, number: one })))
  return new Map(some.map((one, i) => [one, decisions[i] ?? []]))
}

type About = Pick<ApprovalRequest, 'subject' | 'number'>
export type ApprovalFacts = { decisions: Decision[]; handlings: Handling[] }

const aboutOf = (item: Item): About => ApprovalOf.parse(item)
const placeOf = ({ subject, number }: About) => `${subject} ${number}`

/** Every fact of every request of an RFQ. */
export const loadFactsByRequest = async (table: Table, { buyerId, rfqId }: RfqPlace) => {
  const [decisions, handlings] = await Promise.all([
    table.all(ranges.decisions(buyerId, rfqId)),
    table.all(ranges.handlings(buyerId, rfqId)),
  ])
  const of = (item: Item) => placeOf(aboutOf(item))
  const [decided, handled] = [Map.groupBy(decisions, of), Map.groupBy(handlings, of)]
  const all = new Map([...decisions, ...handlings].map((item) => [of(item), aboutOf(item)]))
  return [...all].map(([place, about]) => ({
    of: about,
    decisions: decisionsIn(decided.get(place) ?? []),
    handlings: handlingsIn(handled.get(place) ?? []),
  }))
}

/** Every fact of every request of an RFQ; ask with what the request is about. */
export const loadAllFacts = async (table: Table, place: RfqPlace) => {
  const facts = await loadFactsByRequest(table, place)
  return ({ subject, number }: About): ApprovalFacts =>
    facts.find(({ of }) => of.subject === subject && of.number === number) ?? { decisions: [], handlings: [] }
}

/** The same as `loadFacts`, of facts that were loaded. */
export const factsAmong = (factsOf: (about: About) => ApprovalFacts, request: ApprovalRequest): ApprovalFacts => {
  const { decisions, handlings } = factsOf(request)
  const { subject } = request
  const earlier = earlierPlaces(request, handlings).flatMap((one) =>
    at(factsOf({ subject, number: one.number }).decisions, one),
  )
  return { decisions: [...earlier, ...decisions], handlings }
}

/** What one attempt to decide has to know, read in one call. */
export const loadForDecision = async (
  table: Table,
  { buyerId, rfqId }: RfqPlace,
  asked: ApprovalOf & { stakeholderId: string; turn: number; email: string; delegate: string | undefined },
) => {
  const { subject, number, stakeholderId, turn, email, delegate } = asked
  const [rfq, approval, decision, ...memberships] = await table.getAll([
    keys.rfq(buyerId, rfqId),
    keys.approval(buyerId, rfqId, subject, number),
    keys.decision(buyerId, rfqId, subject, number, stakeholderId, turn),
    ...withMailboxes(delegate === undefined ? [email] : [email, delegate]).map((one) => keys.membership(one)),
  ])
  return {
    rfq: rfq && Rfq.parse(rfq),
    approval: approval && approvalOf(approval),
    decision: decisionOf(decision),
    memberships: memberships.flatMap((item) => (item ? [Membership.parse(item)] : [])),
  }
}
