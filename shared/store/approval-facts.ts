import * as z from 'zod'
import { ApprovalOf, type ApprovalRequest } from '../domain/approval.ts'
import { Decision, type Handling } from '../domain/decisions.ts'
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

/** Decisions on a request, with those on earlier ones that stand for it still. */
export const loadStandingDecisions = async (table: Table, place: RfqPlace, request: ApprovalRequest) => {
  const byNumber = await loadDecisionsByNumber(table, place, request)
  return standingAmong(({ number }) => ({ decisions: byNumber.get(number) ?? [], handlings: [] }), request)
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

/** Decisions on a request, with those on earlier ones that stand for it still, of facts that were loaded. */
export const standingAmong = (
  factsOf: (about: About) => ApprovalFacts,
  { subject, number, steps }: ApprovalRequest,
) => {
  const earlier = steps.flatMap(({ standing, stakeholderId }) =>
    standing && standing.number !== number
      ? factsOf({ subject, number: standing.number }).decisions.filter(
          (one) => one.stakeholderId === stakeholderId && one.turn === standing.turn,
        )
      : [],
  )
  return [...earlier, ...factsOf({ subject, number }).decisions]
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
    keys.membership(email),
    ...(delegate === undefined ? [] : [keys.membership(delegate)]),
  ])
  return {
    rfq: rfq && Rfq.parse(rfq),
    approval: approval && approvalOf(approval),
    decision: decisionOf(decision),
    memberships: memberships.flatMap((item) => (item ? [Membership.parse(item)] : [])),
  }
}
