import * as z from 'zod'
import type { ApprovalOf } from '../domain/approval.ts'
import { hashOf } from '../domain/canonical.ts'
import { type Decision, type Handling, saidIn } from '../domain/decisions.ts'
import { RfqEvent } from '../domain/events.ts'
import { ok, refuse } from '../domain/outcome.ts'
import type { Rfq } from '../domain/rfq.ts'
import { inOrder } from '../domain/time.ts'
import { loadFactsByRequest } from './approval-facts.ts'
import { ranges } from './keys.ts'
import type { Table } from './table.ts'

/** Both only ever grow at their newest end, so that counting from the oldest finds the same place again. */
const Cursor = z.strictObject({ events: z.int().min(0).max(999_999), facts: z.int().min(0).max(999_999) })

const cursorOf = (place: z.infer<typeof Cursor>) => Buffer.from(JSON.stringify(place)).toString('base64url')
const placeOf = (cursor: string) => {
  try {
    return Cursor.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString())).data
  } catch {
    return undefined
  }
}

const decided = (decision: Decision, { subject, number }: ApprovalOf) => ({
  number: null,
  name: 'decision.made' as const,
  at: decision.decidedAt,
  by: {
    kind: 'stakeholder' as const,
    stakeholderId: decision.stakeholderId,
    role: decision.role,
    name: decision.name,
  },
  data: { subject, number, turn: decision.turn, ...saidIn(decision), decision: decision.decision },
  sha256: hashOf(decision),
})

const handled = (orgId: string, handling: Handling, { subject, number }: ApprovalOf) => {
  const { kind, seq: _, at, by, ...said } = handling
  const actor = by === 'clock' ? { kind: 'system' as const, name: 'clock' } : { kind: 'person' as const, orgId, ...by }
  const data = { subject, number, kind, ...said }
  return { number: null, name: 'approval.handled' as const, at, by: actor, data, sha256: hashOf(handling) }
}

const factsByTime = async (table: Table, rfq: Rfq) => {
  const facts = await loadFactsByRequest(table, rfq)
  return facts
    .flatMap(({ of, decisions, handlings }) => [
      ...decisions.map((decision) => decided(decision, of)),
      ...handlings.map((handling) => handled(rfq.buyerId, handling, of)),
    ])
    .sort((a, b) => inOrder(a.at, b.at))
}

/** Merges two lists without reordering either: the chain's order stands even where two clocks disagree. */
const newestOf = <A extends { at: string }, B extends { at: string }>(events: A[], facts: B[], limit: number) => {
  const merged: (A | B)[] = []
  for (let e = 0, f = 0; merged.length < limit; ) {
    const [event, fact] = [events[e], facts[f]]
    const next = event && fact ? (event.at >= fact.at ? event : fact) : (event ?? fact)
    if (!next) break
    merged.push(next)
    if (next === event) e++
    else f++
  }
  return merged
}

/** Events of an RFQ and the facts of its approvals by time, newest first. */
export const pageOfTimeline = async (table: Table, rfq: Rfq, asked: { limit: number; cursor?: string | undefined }) => {
  const facts = await factsByTime(table, rfq)
  const start = { events: rfq.eventCount, facts: facts.length }
  const place = asked.cursor === undefined ? start : placeOf(asked.cursor)
  if (!place) return refuse({ code: 'invalid_request', pointer: '/cursor' })

  const range = ranges.eventsUpTo(rfq.buyerId, rfq.rfqId, place.events)
  const page = await table.page(range, { limit: asked.limit, newestFirst: true })
  if (!page.ok) return page
  const events = z.array(RfqEvent).parse(page.value.items)
  const entries = newestOf(events, facts.slice(0, place.facts).reverse(), asked.limit)
  const shownEvents = entries.filter(({ number }) => number !== null).length
  const rest = {
    events: Math.max(0, place.events - shownEvents),
    facts: Math.max(0, place.facts - (entries.length - shownEvents)),
  }
  const more = rest.events > 0 || rest.facts > 0
  return ok({ items: entries, ...(more && { next: cursorOf(rest) }) })
}
