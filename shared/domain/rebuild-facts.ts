import * as z from 'zod'
import { ApprovalOf, ApprovalRequest } from './approval.ts'
import { replayed } from './approval-replay.ts'
import { Award } from './award.ts'
import { BidVersion, OpenedBid } from './bid.ts'
import type { BundleRecord } from './bundle.ts'
import { hashOf } from './canonical.ts'
import { ContractChange } from './contract-change.ts'
import { contentSha256 } from './contract-change-rules.ts'
import { Decision, Handling } from './decisions.ts'
import { type RfqEvent, type RfqEventName, rfqEvents } from './events.ts'
import type { Rfq } from './rfq.ts'
import { bytesOfBase64 } from './sealing/bytes.ts'

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

const About = ApprovalOf.extend({ sha256: z.string() })
const isOf = (a: z.infer<typeof ApprovalOf>) => (b: z.infer<typeof ApprovalOf>) =>
  a.subject === b.subject && a.number === b.number

const factsIn = (file: File) => [
  ...of(file, 'Decision').map(({ key, record }) => {
    const decision = Decision.parse(record)
    return { key, about: About.parse(record), said: decision, fact: { decision } }
  }),
  ...of(file, 'Handling').map(({ key, record }) => {
    const handling = Handling.parse({ ...record, kind: record.handled })
    return { key, about: About.parse(record), said: handling, fact: { handling } }
  }),
]

/** What ends a request from outside its own facts. */
const endings: readonly string[] = ['committed', 'superseded', 'cancelled']
const sameTally = (kept: ApprovalRequest, made: ApprovalRequest | undefined): boolean =>
  made !== undefined &&
  hashOf({ ...kept, status: endings.includes(kept.status) ? made.status : kept.status }) === hashOf(made)

/**
 * Each tally is made again from how it was asked and its facts; every award has its event; the contract rests on
 * decisions in the file.
 */
const approvalFaults = (file: File): Fault[] => {
  const facts = factsIn(file)
  const proposed = new Map(happened(file, 'award.proposed').map((data) => [data.number, data]))
  const awards = of(file, 'Award').map(({ key, record }) => ({ key, award: Award.parse(record) }))
  const tallies = of(file, 'Approval').map(({ key, record }) => ({ key, tally: ApprovalRequest.parse(record) }))
  const opened = of(file, 'ApprovalOpened').map(({ record }) => ApprovalRequest.parse(record.request))
  const made = (tally: ApprovalRequest) => {
    const first = opened.find(isOf(tally))
    const own = facts.filter(({ about }) => isOf(tally)(about))
    return (
      first &&
      replayed(
        first,
        own.map(({ fact }) => fact),
      )
    )
  }
  const decided = facts.flatMap(({ about, fact }) => ('decision' in fact ? [about.sha256] : []))
  return [
    ...facts
      .filter(({ said, about }) => hashOf(said) !== about.sha256)
      .map(({ key }) => ({ code: 'fact_changed', key })),
    ...awards
      .filter(({ award }) => proposed.get(award.number)?.awardId !== award.awardId)
      .map(({ key }) => ({ code: 'award_differs', key })),
    ...(awards.length === proposed.size ? [] : [{ code: 'award_missing', key: file.rfq.rfqId }]),
    ...tallies.filter(({ tally }) => !sameTally(tally, made(tally))).map(({ key }) => ({ code: 'tally_differs', key })),
    ...contractFaults(file, new Set(decided)),
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

const ChangeRecord = ContractChange.extend({
  lines: z.object({ base64: z.base64() }),
  agreementSha256: z.string().optional(),
})
type ChangeRecord = z.infer<typeof ChangeRecord>

const contentOf = (change: ChangeRecord) => contentSha256(change, bytesOfBase64(change.lines.base64))

/**
 * Every change has its event and says what was proposed then; what became of it follows from the events: agreed only by
 * the supplier’s word, once.
 */
const changeFaults = (file: File): Fault[] => {
  const kept = of(file, 'ContractChange').map(({ key, record }) => ({ key, change: ChangeRecord.parse(record) }))
  const proposed = happened(file, 'change.proposed')
  const withdrawn = happened(file, 'change.withdrawn').map(({ number }) => number)
  const replaced = proposed.map(({ superseded }) => superseded)
  const answers = new Map(happened(file, 'change.answered').map((answer) => [answer.number, answer]))
  const committed = of(file, 'Approval')
    .map(({ record }) => ApprovalRequest.parse(record))
    .flatMap(({ subject, number, status }) => (subject === 'change' && status === 'committed' ? [number] : []))
  const outcome = ({ number, needsApproval }: ChangeRecord) => {
    const answer = answers.get(number)
    if (answer?.accepted) return needsApproval && !committed.includes(number) ? 'not approved' : 'active'
    return answer || withdrawn.includes(number) || replaced.includes(number) ? 'cancelled' : 'pending'
  }
  const isAsTold = (change: ChangeRecord) =>
    proposed.some((one) => one.number === change.number && one.contentSha256 === contentOf(change)) &&
    change.status === outcome(change) &&
    change.agreementSha256 === answers.get(change.number)?.agreementSha256
  return [
    ...kept.filter(({ change }) => !isAsTold(change)).map(({ key }) => ({ code: 'change_differs', key })),
    ...(kept.length === proposed.length ? [] : [{ code: 'change_missing', key: file.rfq.rfqId }]),
  ]
}

/**
 * A signed record of approval is of the contract in the file, or of a change of it that was agreed; whether its
 * signature holds, `verifyRecord` says.
 */
const recordFaults = (file: File): Fault[] => {
  const made = happened(file, 'contract.committed').map(({ contractNumber }) => contractNumber)
  const agreed = happened(file, 'change.answered').flatMap(({ accepted, number }) => (accepted ? [number] : []))
  const isOfThese = ({ contractNumber, changeNumber }: BundleRecord['record']) =>
    made.includes(String(contractNumber)) && (changeNumber === undefined || agreed.includes(Number(changeNumber)))
  return of(file, 'ApprovalRecord')
    .filter(({ record }) => !isOfThese(record))
    .map(({ key }) => ({ code: 'approval_record_differs', key }))
}

export const factFaults = (rfq: Rfq, records: readonly BundleRecord[], events: readonly RfqEvent[]): Fault[] => {
  const file = { rfq, records, events }
  return [
    ...termsFaults(file),
    ...openingFaults(file),
    ...approvalFaults(file),
    ...changeFaults(file),
    ...recordFaults(file),
  ]
}
