import * as z from 'zod'
import { type BundleRecord, SEALED_SECRET } from './bundle.ts'
import { hashOf } from './canonical.ts'
import { RfqEvent, rfqEvents } from './events.ts'
import { withHand } from './hands.ts'
import { Planning } from './planning.ts'
import { factFaults } from './rebuild-facts.ts'
import { Opening, Rfq, RfqStatus } from './rfq.ts'

/** What the events say an RFQ is, without looking at its item. */
export const RebuiltRfq = z.object({
  status: RfqStatus,
  closesAt: z.string().nullable(),
  publishedAt: z.string().optional(),
  opening: Opening.optional(),
  publicationCount: z.int(),
  awardCount: z.int(),
  changeCount: z.int(),
  cancelled: z.object({ at: z.string(), reason: z.string() }).optional(),
  unsuccessful: z.object({ at: z.string(), reason: z.string() }).optional(),
  unanswered: z.int(),
  hands: z.array(z.string()),
  /** As it was published or changed since; a draft's is in no event. */
  planning: Planning.optional(),
  eventCount: z.int(),
  lastEventSha256: z.string(),
})
export type RebuiltRfq = z.infer<typeof RebuiltRfq>
export type Fault = { code: string; key: string }

const nothing: RebuiltRfq = {
  status: 'draft',
  closesAt: null,
  publicationCount: 0,
  awardCount: 0,
  changeCount: 0,
  unanswered: 0,
  hands: [],
  eventCount: 0,
  lastEventSha256: '',
}

/** What one event does to the state it finds. */
const effectOf = (state: RebuiltRfq, { name, at, data }: RfqEvent): Partial<RebuiltRfq> => {
  switch (name) {
    case 'rfq.published': {
      const { closesAt, planning } = rfqEvents[name].parse(data)
      return { status: 'open', closesAt, publishedAt: at, ...(planning && { planning }) }
    }
    case 'publication.proposed':
      return { publicationCount: rfqEvents[name].parse(data).number }
    case 'rfq.extended':
      return { closesAt: rfqEvents[name].parse(data).to }
    case 'rfq.cancelled':
      return { status: 'cancelled', cancelled: { at, reason: rfqEvents[name].parse(data).reason } }
    case 'rfq.unsuccessful':
      return { status: 'unsuccessful', unsuccessful: { at, reason: rfqEvents[name].parse(data).reason } }
    case 'planning.changed':
      return { planning: rfqEvents[name].parse(data).to }
    case 'question.asked':
      return { unanswered: state.unanswered + 1 }
    case 'question.answered':
      return { unanswered: state.unanswered - 1 }
    case 'bids.opened': {
      const { bids } = rfqEvents[name].parse(data)
      const bidsSha256 = hashOf(bids.map(({ supplierId, version, sha256 }) => ({ supplierId, version, sha256 })))
      return { status: 'evaluation', opening: { openedAt: at, bids: bids.length, bidsSha256 } }
    }
    case 'award.proposed':
      return { awardCount: rfqEvents[name].parse(data).number }
    case 'contract.committed':
      return { status: 'awarded' }
    case 'change.proposed':
      return { changeCount: rfqEvents[name].parse(data).number }
    case 'rfq.drafted':
    case 'draft.joined':
    case 'document.added':
    case 'invitation.declined':
    case 'bid.disqualified':
    case 'change.withdrawn':
    case 'change.answered':
      return {}
  }
}

export const replay = (events: readonly RfqEvent[]): RebuiltRfq => {
  // An RFQ begins with its buyer: who acts for the same organisation later has a hand in it.
  const drafter = events[0]?.by
  const buyerId = drafter?.kind === 'person' ? drafter.orgId : ''
  let state = nothing
  for (const event of events) {
    const hands = withHand({ buyerId, hands: state.hands }, event.by)
    state = { ...state, ...effectOf(state, event), hands, eventCount: event.number, lastEventSha256: event.sha256 }
  }
  return state
}

/** A changed event does not hash to what it says; a dropped, added or moved one breaks the chain. */
const chainFaults = (events: readonly { key: string; event: RfqEvent }[]): Fault[] =>
  events.flatMap(({ key, event }, i) => {
    const { sha256, ...rest } = event
    const previous = events[i - 1]?.event
    return [
      ...(hashOf(rest) === sha256 ? [] : [{ code: 'event_changed', key }]),
      ...(event.number === i + 1 && event.previousSha256 === (previous?.sha256 ?? '')
        ? []
        : [{ code: 'chain_broken', key }]),
    ]
  })

const stateOf = ({ planning, ...rfq }: Rfq): RebuiltRfq =>
  // The item has every member of the state but one, which it keeps among its terms.
  RebuiltRfq.parse({
    ...rfq,
    ...(rfq.publishedAt === undefined ? { closesAt: null } : { closesAt: rfq.terms.closesAt, planning }),
    unanswered: rfq.unanswered ?? 0,
  })

/** A file from before RFQs were planned and hands were kept says nothing of them. */
const saidOf = (record: BundleRecord['record'], { planning, hands, ...state }: RebuiltRfq): RebuiltRfq => ({
  ...state,
  hands: 'hands' in record ? hands : [],
  ...('planning' in record && planning && { planning }),
})

/** `awarded` becomes `complete` without an event of its own. */
const sameState = (rebuilt: RebuiltRfq, kept: RebuiltRfq) =>
  hashOf(rebuilt) === hashOf(kept.status === 'complete' ? { ...kept, status: 'awarded' } : kept)

/**
 * Rebuilds an RFQ from its file alone and says everything that does not fit: a record that does not hash to what it
 * says, an event changed, dropped or moved, a state that does not follow from the events, a fact without its event.
 */
export const rebuild = (records: readonly BundleRecord[]): { state: RebuiltRfq; faults: Fault[] } => {
  const changed = records
    .filter(({ kind, sha256, record }) => kind !== SEALED_SECRET && hashOf(record) !== sha256)
    .map(({ key }) => ({ code: 'record_changed', key }))
  const events = records
    .filter(({ kind }) => kind === 'Event')
    .map(({ key, record }) => ({ key, event: RfqEvent.parse(record) }))
  const state = replay(events.map(({ event }) => event))
  const header = records.find(({ kind }) => kind === 'Rfq')
  const faults = [...changed, ...chainFaults(events)]
  if (!header) return { state, faults: [...faults, { code: 'rfq_missing', key: '' }] }
  const rfq = Rfq.parse(header.record)
  if (!sameState(saidOf(header.record, state), saidOf(header.record, stateOf(rfq))))
    faults.push({ code: 'state_differs', key: header.key })
  return {
    state,
    faults: [
      ...faults,
      ...factFaults(
        rfq,
        records,
        events.map(({ event }) => event),
      ),
    ],
  }
}
