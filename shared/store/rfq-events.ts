import { hashOf } from '../domain/canonical.ts'
import { type RfqEvent, type RfqEventData, type RfqEventName, type Signal, signalId } from '../domain/events.ts'
import { withHand } from '../domain/hands.ts'
import type { Actor, Person } from '../domain/party.ts'
import type { Rfq, RfqPlace } from '../domain/rfq.ts'
import { indexes, keys } from './keys.ts'
import type { Item, Write } from './table.ts'

export type Happening<N extends RfqEventName = RfqEventName> = { name: N; at: string; by: Actor; data: RfqEventData<N> }

/** The next link of an RFQ's audit chain. */
export const nextEvent = <N extends RfqEventName>(
  rfq: Pick<Rfq, 'eventCount' | 'lastEventSha256'>,
  happening: Happening<N>,
): RfqEvent => {
  const event = {
    number: rfq.eventCount + 1,
    name: happening.name,
    at: happening.at,
    by: happening.by,
    data: happening.data as Record<string, unknown>,
    previousSha256: rfq.lastEventSha256,
  }
  return { ...event, sha256: hashOf(event) }
}

/** Messages pass through mails: an opening may name hundreds of bids, and what the buyer plans is no supplier's business. */
const signalDataOf = ({ name, data }: RfqEvent): RfqEvent['data'] => {
  if (name === 'bids.opened' || name === 'planning.changed') return {}
  const { planning: _, ...told } = data
  return told
}

export const eventItem = (rfq: RfqPlace, event: RfqEvent): Item => {
  const signal: Signal = {
    id: signalId(rfq, event.number),
    name: event.name,
    buyerId: rfq.buyerId,
    rfqId: rfq.rfqId,
    at: event.at,
    data: signalDataOf(event),
  }
  return { ...keys.event(rfq.buyerId, rfq.rfqId, event.number), kind: 'Event', ...event, signal }
}

/** Somebody was there between reading and writing: nothing was written. */
export const changedMeanwhile = { code: 'changed_meanwhile' } as const
export type Changed = typeof changedMeanwhile

/**
 * What a draft's write says besides when somebody writes it for the first time. A draft's saves are no events, so who
 * had a hand in it would otherwise not be in its history. The version is left: nothing changed that an editor holds.
 */
export const joining = (draft: Rfq, { at, by }: { at: string; by: Person }) => {
  const actor = { kind: 'person', ...by } as const
  const hands = withHand(draft, actor)
  if (hands === draft.hands) return { set: {}, when: {}, writes: [] }
  const event = nextEvent(draft, { name: 'draft.joined', at, by: actor, data: {} })
  const put = { put: eventItem(draft, event), when: 'absent', otherwise: changedMeanwhile } as const
  return {
    set: { hands, eventCount: event.number, lastEventSha256: event.sha256 },
    when: { eventCount: draft.eventCount },
    writes: [put],
  }
}

/**
 * The writes that change an RFQ: its item, conditional on the version that was read, and its event, in one transaction.
 * `workAt` puts it on the work index, `null` takes it off. `when` is what else must still be true of the item.
 */
export const changeRfq = <N extends RfqEventName>(
  before: Rfq,
  change: Partial<Omit<Rfq, 'version' | 'eventCount' | 'lastEventSha256' | 'updatedAt' | 'hands'>>,
  happening: Happening<N>,
  { workAt, when }: { workAt?: string | null; when?: Record<string, string> } = {},
): { after: Rfq; writes: Write<Changed>[] } => {
  const event = nextEvent(before, happening)
  const bookkeeping = {
    version: before.version + 1,
    eventCount: event.number,
    lastEventSha256: event.sha256,
    updatedAt: happening.at,
    hands: withHand(before, happening.by),
  }
  const after: Rfq = { ...before, ...change, ...bookkeeping }
  return {
    after,
    writes: [
      {
        update: keys.rfq(before.buyerId, before.rfqId),
        set: {
          ...change,
          ...bookkeeping,
          ...indexes.rfqs(before.buyerId, happening.at),
          ...(workAt ? indexes.work(before.rfqId, workAt) : {}),
        },
        ...(workAt === null && { remove: ['gsi2pk', 'gsi2sk'] }),
        when: { version: before.version, ...when },
        otherwise: changedMeanwhile,
      },
      { put: eventItem(before, event), when: 'absent', otherwise: changedMeanwhile },
    ],
  }
}
