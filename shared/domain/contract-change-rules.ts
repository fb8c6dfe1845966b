import { type ApprovalRequest, isUnderWay } from './approval.ts'
import { ApprovalSections, type ShownDocument } from './approval-sections.ts'
import { hashOf, sha256Hex } from './canonical.ts'
import type { Contract, ContractCopy, ContractLine } from './contract.ts'
import {
  type AgreedChange,
  type ChangedLine,
  ChangeForSupplier,
  type ContractChange,
  changeCan,
  type LineChange,
  type OfferStatus,
} from './contract-change.ts'
import { agreementSha256 } from './contract-rules.ts'
import { isExact, lineTotalMinor, sameDecimal, sumMinor } from './money.ts'
import { ok, refuse } from './outcome.ts'
import type { Rfq } from './rfq.ts'
import { isLow } from './supplier-standing.ts'

type LineTerms = ChangedLine['before']
const termsOf = ({ quantity, unitPrice, totalMinor, deliverBy }: ContractLine): LineTerms => ({
  quantity,
  unitPrice,
  totalMinor,
  deliverBy,
})

const sameTerms = (a: LineTerms, b: LineTerms) =>
  sameDecimal(a.quantity, b.quantity) && sameDecimal(a.unitPrice, b.unitPrice) && a.deliverBy === b.deliverBy

const changedTerms = (line: ContractLine, asked: LineChange, currency: Contract['currency']): LineTerms => {
  const { quantity = line.quantity, unitPrice = line.unitPrice, deliverBy = line.deliverBy } = asked
  const price = { unitPrice, priceBase: line.priceBase }
  return { quantity, unitPrice, deliverBy, totalMinor: lineTotalMinor(price, quantity, currency) }
}

/**
 * What a change makes of a contract as it stands: the lines that will be other, in the contract's order, and its total
 * before and after in minor units. A line that is asked to be what it is already does not change.
 */
export const changedLines = (
  contract: Pick<Contract, 'lines' | 'currency' | 'totalMinor'>,
  asked: readonly LineChange[],
) => {
  const known = new Map(contract.lines.map((line) => [line.number, line]))
  const unknown = asked.findIndex(({ number }) => !known.has(number))
  if (unknown >= 0)
    return refuse({ code: 'line_unknown', pointer: `/lines/${unknown}/number`, line: asked[unknown]?.number ?? '' })
  const wanted = new Map(asked.map((line) => [line.number, line]))
  const lines = contract.lines.flatMap((line): ChangedLine[] => {
    const change = wanted.get(line.number)
    if (!change) return []
    const [before, after] = [termsOf(line), changedTerms(line, change, contract.currency)]
    return sameTerms(before, after) ? [] : [{ number: line.number, name: line.name, unit: line.unit, before, after }]
  })
  if (lines.length === 0) return refuse({ code: 'change_empty', pointer: '/lines' })
  const difference = sumMinor(lines.map(({ before, after }) => after.totalMinor - before.totalMinor))
  const afterMinor = contract.totalMinor + difference
  const tooLarge = lines.find(({ after }) => !isExact(after.totalMinor))
  if (tooLarge || !isExact(afterMinor))
    return refuse({ code: 'change_too_large', pointer: '/lines', line: tooLarge?.number ?? '' })
  return ok({ lines, totals: { beforeMinor: contract.totalMinor, afterMinor } })
}

/** What is proposed is kept for good and read with its contract: as a whole it must still fit into one answer. */
export const MAX_CHANGES = 100
export const MAX_CHANGED_LINES = 50_000

/** Whether a contract has room for one more change, agreed or not. */
export const roomForChange = (changes: readonly Pick<ContractChange, 'lines'>[], lines: readonly ChangedLine[]) => {
  const linesInAll = changes.reduce((sum, change) => sum + change.lines.length, lines.length)
  return changes.length < MAX_CHANGES && linesInAll <= MAX_CHANGED_LINES
    ? ok(undefined)
    : refuse({ code: 'too_many_changes', changes: MAX_CHANGES, lines: MAX_CHANGED_LINES } as const)
}

/** A contract as it stands: what was committed, with what both parties agreed since, oldest first. */
export const asItStands = <C extends ContractCopy>(committed: C, changes: readonly AgreedChange[]): C => {
  const terms = new Map(changes.flatMap(({ lines }) => lines.map(({ number, after }) => [number, after])))
  const lines = committed.lines.map((line) => ({ ...line, ...terms.get(line.number) }))
  return {
    ...committed,
    lines,
    totalMinor: sumMinor(lines.map(({ totalMinor }) => totalMinor)),
    changes: [...changes],
  }
}

type Sectioned = Pick<
  ContractChange,
  'words' | 'note' | 'reason' | 'lines' | 'totals' | 'budget' | 'currency' | 'supplierScore'
>
type Changing = {
  rfq: Pick<Rfq, 'planning'>
  documents: readonly ShownDocument[]
  contract: Contract
  change: Sectioned
}

/** What is decided about a change, in the sections an award has too: the lines that change, as they are and shall be. */
export const changeSections = ({ rfq: { planning }, documents, contract, change }: Changing): ApprovalSections => {
  const { contractNumber, supplier, terms, bid, changes, lines } = contract
  const kept = new Map(lines.map((line) => [line.number, line]))
  const after = change.lines.map(({ number, name, unit, after }) => ({
    ...kept.get(number),
    number,
    name,
    unit,
    ...after,
  }))
  const before = change.lines.map(({ number, before }) => ({ number, ...before }))
  const { beforeMinor, afterMinor } = change.totals
  const { currency, supplierScore } = change
  return ApprovalSections.parse({
    what: {
      title: terms.title,
      description: terms.description,
      supplier,
      documents,
      bidNote: bid.note,
      lines: after,
      before,
    },
    price: {
      currency,
      vat: terms.vat,
      totalMinor: afterMinor,
      lines: after,
      before: { totalMinor: beforeMinor, lines: before },
      paymentDays: terms.paymentDays,
      paymentTerms: terms.paymentTerms,
      specialTerms: terms.specialTerms,
      ranking: [],
    },
    budget: {
      ...change.budget,
      estimatedMinor: planning.estimatedMinor,
      totalMinor: afterMinor,
      before: { totalMinor: beforeMinor },
      currency,
    },
    delivery: { place: terms.deliveryPlace, incoterm: terms.incoterm, lines: after, before, note: '' },
    risk: {
      reason: change.words,
      justification: '',
      changing: { contractNumber, because: change.reason, changes: changes.length },
      flags: supplierScore && isLow(supplierScore) ? ['lowScore'] : [],
      ...(supplierScore && { supplierScore }),
      note: change.note,
      disqualified: [],
    },
  })
}

/** Whether the supplier may answer: everyone who was asked approved, or nobody had to be. */
export const isOffered = (
  change: Pick<ContractChange, 'status' | 'needsApproval'>,
  request: Pick<ApprovalRequest, 'status'> | undefined,
): boolean => changeCan('accept', change) && (!change.needsApproval || request?.status === 'approved')

/** What a supplier may know of a change: that it was offered, and what became of it, a veto after its approval too. */
export const wasOffered = (change: ContractChange, request: Pick<ApprovalRequest, 'status'> | undefined): boolean =>
  change.answer !== null || change.told !== 'nothing' || change.ended?.offered === true || isOffered(change, request)

/** How the offer of a change stands: a veto only holds it, for as long as it may still be lifted. */
export const offerOf = (
  change: Pick<ContractChange, 'status' | 'needsApproval'>,
  request: Pick<ApprovalRequest, 'status'> | undefined,
): OfferStatus => {
  if (isOffered(change, request)) return 'open'
  return changeCan('accept', change) && request && isUnderWay(request) ? 'held' : 'over'
}

export const changeForSupplier = (change: ContractChange): ChangeForSupplier => ChangeForSupplier.parse(change)

/**
 * Hash of what a change says, which its event names, so that nobody changes it afterwards unseen. Its lines go into it as
 * the bytes they are kept as, which is how a file has them.
 */
export const contentSha256 = (change: Omit<ContractChange, 'lines'>, packedLines: Uint8Array): string => {
  const { changeId, number, reason, words, note, currency, totals, budget, supplierScore, ...rest } = change
  const { needsApproval, proposedBy } = rest
  const said = { changeId, number, reason, words, note, currency, totals, budget, supplierScore }
  return hashOf({ ...said, needsApproval, proposedBy, linesSha256: sha256Hex(packedLines) })
}

/** A change as both parties agreed it: its hash covers the contract or the change before it, so none can be left out. */
export const agreedChange = (
  committed: Contract,
  earlier: readonly AgreedChange[],
  change: ContractChange,
): AgreedChange => {
  const previousSha256 = earlier.at(-1)?.agreementSha256 ?? agreementSha256(committed)
  const { number, reason, words, lines, currency, totals } = change
  const agreed = { contractNumber: committed.contractNumber, number, reason, words, lines, currency, totals }
  return { ...changeForSupplier(change), agreementSha256: hashOf({ ...agreed, previousSha256 }) }
}
