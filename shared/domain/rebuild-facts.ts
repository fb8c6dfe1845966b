import * as z from 'zod'
import { ApprovalRequest, Decision } from './approval.ts'
import { Award } from './award.ts'
import { BidVersion, OpenedBid } from './bid.ts'
import type { BundleRecord } from './bundle.ts'
import { hashOf } from './canonical.ts'
import { type RfqEvent, type RfqEventName, rfqEvents } from './events.ts'
import type { Rfq } from './rfq.ts'

type Fault = { code: string; key: string }
type File = { rfq: Rfq; records: readonly BundleRecord[]; events: readonly RfqEvent[] }

const of = ({ records }: File, kind: string) => records.filter((record) => record.kind === kind)
const happened = <N extends RfqEventName>({ events }: File, name: N) =>
  events
    .filter((event) => event.name === name)
    .map(({ data }) => rfqEvents[name].parse(data) as z.infer<(typeof rfqEvents)[N]>)

/** The terms suppliers read are those that were published, but for a closing time moved later by events. */
const termsFaults = (file: File): Fault[] => {
  const [published] = happened(file, 'rfq.published')
  const { terms } = file.rfq
  return published && hashOf({ ...terms, closesAt: published.closesAt }) !== published.termsSha256
    ? [{ code: 'terms_differ', key: file.rfq.rfqId }]
    : []
}

const OpenedRecord = OpenedBid.omit({ content: true })
const SealedRecord = z.intersection(BidVersion.options[0], z.object({ supplierId: z.string() }))

/** Every bid the opening names is in the file as it was received, and as it was opened; and none besides. */
const openingFaults = (file: File): Fault[] => {
  const opened = happened(file, 'bids.opened').flatMap(({ bids }) => bids)
  const received = new Set(
    of(file, 'sealed').map(({ record }) => {
      const { supplierId, version, sha256 } = SealedRecord.parse(record)
      return `${supplierId} ${version} ${sha256}`
    }),
  )
  const disqualified = new Map(happened(file, 'bid.disqualified').map(({ supplierId, reason }) => [supplierId, reason]))
  const kept = of(file, 'OpenedBid').map(({ key, record }) => ({ key, bid: OpenedRecord.parse(record) }))
  const named = new Set(opened.map(({ supplierId, version, sha256 }) => `${supplierId} ${version} ${sha256}`))
  return [
    ...[...named].filter((name) => !received.has(name)).map((key) => ({ code: 'bid_missing', key })),
    ...kept
      .filter(({ bid }) => !named.has(`${bid.supplierId} ${bid.version} ${bid.sha256}`))
      .map(({ key }) => ({ code: 'bid_not_opened', key })),
    ...(kept.length < named.size ? [{ code: 'opened_bid_missing', key: file.rfq.rfqId }] : []),
    ...kept
      .filter(({ bid }) => bid.disqualified?.reason !== disqualified.get(bid.supplierId))
      .map(({ key }) => ({ code: 'disqualification_differs', key })),
  ]
}

const DecisionRecord = z.intersection(Decision, z.object({ awardNumber: z.int(), sha256: z.string() }))

/** Each tally is what its decisions add up to; every award has its event; the contract rests on decisions in the file. */
const approvalFaults = (file: File): Fault[] => {
  const decisions = of(file, 'Decision').map(({ key, record }) => ({
    key,
    decision: Decision.parse(record),
    kept: DecisionRecord.parse(record),
  }))
  const proposed = new Map(happened(file, 'award.proposed').map((data) => [data.number, data]))
  const awards = of(file, 'Award').map(({ key, record }) => ({ key, award: Award.parse(record) }))
  const tallies = of(file, 'Approval').map(({ key, record }) => ({ key, tally: ApprovalRequest.parse(record) }))
  const stepDiffers = (number: number, step: ApprovalRequest['steps'][number]) => {
    const own = decisions.filter(({ kept }) => kept.awardNumber === number && kept.stakeholderId === step.stakeholderId)
    const last = own.find(({ kept }) => kept.turn === own.length)?.decision.decision
    const status = last === undefined ? 'actionable' : last === 'veto' ? 'vetoed' : 'approved'
    return own.length !== step.turns || status !== step.status
  }
  return [
    ...decisions
      .filter(({ decision, kept }) => hashOf(decision) !== kept.sha256)
      .map(({ key }) => ({ code: 'decision_changed', key })),
    ...awards
      .filter(({ award }) => proposed.get(award.number)?.awardId !== award.awardId)
      .map(({ key }) => ({ code: 'award_differs', key })),
    ...(awards.length === proposed.size ? [] : [{ code: 'award_missing', key: file.rfq.rfqId }]),
    ...tallies
      .filter(({ tally }) => tally.steps.some((step) => stepDiffers(tally.number, step)))
      .map(({ key }) => ({ code: 'tally_differs', key })),
    ...contractFaults(file, new Set(decisions.map(({ kept }) => kept.sha256))),
  ]
}

const ContractRecord = z.object({
  contract: z.object({ contractNumber: z.string(), approvals: z.array(Decision) }),
})

const contractFaults = (file: File, decided: ReadonlySet<string>): Fault[] => {
  const [committed] = happened(file, 'contract.committed')
  const [kept] = of(file, 'Contract')
  if (!committed && !kept) return []
  if (!committed || !kept) return [{ code: 'contract_missing', key: kept?.key ?? file.rfq.rfqId }]
  const { contract } = ContractRecord.parse(kept.record)
  const stands =
    contract.contractNumber === committed.contractNumber &&
    hashOf(contract.approvals) === committed.decisionsSha256 &&
    contract.approvals.every((approval) => decided.has(hashOf(approval)))
  return stands ? [] : [{ code: 'contract_differs', key: kept.key }]
}

export const factFaults = (rfq: Rfq, records: readonly BundleRecord[], events: readonly RfqEvent[]): Fault[] => {
  const file = { rfq, records, events }
  return [...termsFaults(file), ...openingFaults(file), ...approvalFaults(file)]
}
