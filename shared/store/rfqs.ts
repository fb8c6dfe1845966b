import { setTimeout } from 'node:timers/promises'
import { hashOf } from '../domain/canonical.ts'
import { withHand } from '../domain/hands.ts'
import type { Person } from '../domain/party.ts'
import type { Planning } from '../domain/planning.ts'
import { Rfq, type RfqLine, type RfqStatus, type RfqTerms } from '../domain/rfq.ts'
import { cursorAfter } from './cursors.ts'
import { indexes, keys, ranges } from './keys.ts'
import { linesItems, linesSha256 } from './lines.ts'
import { type Changed, changedMeanwhile, eventItem, type Happening, joining, nextEvent } from './rfq-events.ts'
import type { Item, PageAsked, Table } from './table.ts'

export const loadRfq = async (table: Table, buyerId: string, rfqId: string): Promise<Rfq | undefined> => {
  const item = await table.get(keys.rfq(buyerId, rfqId))
  return item && Rfq.parse(item)
}

const itemOf = (rfq: Rfq): Item => ({
  ...keys.rfq(rfq.buyerId, rfq.rfqId),
  ...indexes.rfqs(rfq.buyerId, rfq.updatedAt),
  kind: 'Rfq',
  ...rfq,
})

const NO_DOCUMENTS = 'none'

/** A new draft with its first event; `createdSha256` tells a retried creation from another one under the same id. */
export const keepNewRfq = async (
  table: Table,
  draft: Omit<Rfq, 'eventCount' | 'lastEventSha256' | 'hands'>,
  lines: readonly RfqLine[],
  createdSha256: string,
  happening: Happening<'rfq.drafted'>,
) => {
  const event = nextEvent({ eventCount: 0, lastEventSha256: '' }, happening)
  const hands = withHand({ buyerId: draft.buyerId, hands: [] }, happening.by)
  const rfq: Rfq = { ...draft, hands, eventCount: event.number, lastEventSha256: event.sha256 }
  const otherwise = { code: 'rfq_id_taken' } as const
  const kept = await table.commit([
    {
      put: { ...itemOf(rfq), linesSha256: linesSha256(lines), createdSha256, documentsMark: NO_DOCUMENTS },
      when: 'absent',
      otherwise,
    },
    { put: eventItem(rfq, event), when: 'absent', otherwise },
    ...linesItems(rfq, lines).map((put) => ({ put })),
  ])
  return { kept, rfq }
}

/** A draft with what is compared before it changes: the hashes of its creation and its lines, the mark of its documents. */
export const loadDraft = async (table: Table, buyerId: string, rfqId: string) => {
  const item = await table.get(keys.rfq(buyerId, rfqId))
  if (!item) return undefined
  const { linesSha256, createdSha256, documentsMark } = item
  return { rfq: Rfq.parse(item), linesSha256, createdSha256, documentsMark: String(documentsMark) }
}

type Save = {
  terms: RfqTerms
  /** Left as they are when absent, as planning is. */
  lines?: readonly RfqLine[] | undefined
  planning?: Planning | undefined
}

/** Saves a draft over the version that was read. Lines are written only where they changed. */
export const keepDraft = async (table: Table, before: Rfq, save: Save, happened: { at: string; by: Person }) => {
  const { buyerId, rfqId, version } = before
  const { terms, lines, planning = before.planning } = save
  const { at } = happened
  const joined = joining(before, happened)
  const change = {
    terms,
    planning,
    lineCount: lines?.length ?? before.lineCount,
    version: version + 1,
    updatedAt: at,
    ...joined.set,
  }
  const header = {
    update: keys.rfq(buyerId, rfqId),
    set: { ...change, ...indexes.rfqs(buyerId, at), ...(lines && { linesSha256: linesSha256(lines) }) },
    when: { version, status: 'draft', ...joined.when },
    otherwise: changedMeanwhile,
  }
  const others = [...joined.writes, ...(lines ? linesItems(before, lines).map((put) => ({ put })) : [])]
  const kept =
    others.length > 0 ? await table.commit<Changed>([header, ...others]) : await table.update<Changed>(header)
  return { kept, rfq: { ...before, ...change } satisfies Rfq }
}

/** True where a save has happened already: its answer was lost on the way, and it was sent again. */
export const isSameSave = (
  { rfq, linesSha256: kept }: { rfq: Rfq; linesSha256: unknown },
  { terms, lines, planning = rfq.planning }: Save,
): boolean =>
  hashOf([rfq.terms, rfq.planning]) === hashOf([terms, planning]) &&
  (lines === undefined || linesSha256(lines) === kept)

const READ_AT_ONCE = 100
const MOST_READ = 1_000

/** Newest change first. With a status, reads on until the page is full or it has read a thousand. */
export const pageOfRfqs = async (
  table: Table,
  buyerId: string,
  { limit, cursor, status }: PageAsked & { status?: RfqStatus | undefined },
) => {
  const found: Rfq[] = []
  let from = cursor
  for (let read = 0; read < MOST_READ; read += READ_AT_ONCE) {
    const size = status ? READ_AT_ONCE : limit
    const page = await table.page(ranges.rfqs(buyerId), { limit: size, cursor: from, newestFirst: true })
    if (!page.ok) return page
    for (const [index, item] of page.value.items.entries()) {
      const rfq = Rfq.parse(item)
      if (status === undefined || rfq.status === status) found.push(rfq)
      const isLast = index === page.value.items.length - 1
      if (found.length === limit && !(isLast && page.value.next === undefined)) {
        return { ok: true, value: { items: found, next: cursorAfter(item, 'gsi1') } } as const
      }
    }
    from = page.value.next
    if (from === undefined) return { ok: true, value: { items: found } } as const
  }
  return { ok: true, value: { items: found, ...(from !== undefined && { next: from }) } } as const
}

const CHANGE_TRIES = 10
type Attempted = { ok: true } | { ok: false; refusal: { code: string } }

/**
 * Loads, decides and saves again as long as somebody else changed the RFQ in between: for changes that mean the same
 * whatever came before them. What is still refused as `changed_meanwhile` then is passed on.
 */
export const untilUnchanged = async <O extends Attempted>(attempt: () => Promise<O>): Promise<O> => {
  for (let tries = 1; ; tries++) {
    const outcome = await attempt()
    if (outcome.ok || outcome.refusal.code !== 'changed_meanwhile' || tries === CHANGE_TRIES) return outcome
    await setTimeout(Math.random() * 10 * 2 ** tries)
  }
}
