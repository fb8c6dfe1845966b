import * as z from 'zod'
import type { ApprovalRequest } from '../domain/approval.ts'
import { approvalMoves } from '../domain/approval.ts'
import type { Contract } from '../domain/contract.ts'
import { AgreedChange, ChangedLine, ContractChange, changeMoves } from '../domain/contract-change.ts'
import { asItStands, changeForSupplier, contentSha256 } from '../domain/contract-change-rules.ts'
import { Sha256 } from '../domain/ids.ts'
import type { Person } from '../domain/party.ts'
import type { Rfq, RfqPlace } from '../domain/rfq.ts'
import { HOUR, later } from '../domain/time.ts'
import { type KeptApproval, opening } from './approvals.ts'
import { superseding } from './awards.ts'
import { loadContract } from './contracts.ts'
import { keys, ranges } from './keys.ts'
import { contractPlace, offerOver } from './offers.ts'
import { pack, unpack } from './packed.ts'
import { type Changed, changedMeanwhile, changeRfq } from './rfq-events.ts'
import type { Item, Table, Write } from './table.ts'

/** `proposalSha256` is of what the buyer asked for: the same id with the same proposal is the same change. */
export const KeptChange = ContractChange.extend({ proposalSha256: Sha256, agreementSha256: Sha256.optional() })
export type KeptChange = z.infer<typeof KeptChange>

/** What a line is called and how it is counted stands in the contract, and is not written twice. */
const KeptLines = z.array(ChangedLine.omit({ name: true, unit: true }))

const itemOf = ({ buyerId, rfqId }: RfqPlace, { lines: open, ...change }: KeptChange) => {
  const lines = pack(KeptLines.parse(open))
  const item = { ...keys.change(buyerId, rfqId, change.number), kind: 'ContractChange', ...change, lines }
  return { item, sha256: contentSha256(change, lines) }
}

const changeOf = ({ lines, ...item }: Item, contract: Pick<Contract, 'lines'>): KeptChange => {
  const known = new Map(contract.lines.map(({ number, name, unit }) => [number, { name, unit }]))
  const named = KeptLines.parse(unpack(lines)).map((line) => ({ ...line, ...known.get(line.number) }))
  return KeptChange.parse({ ...item, lines: named })
}

const agreedOf = (change: KeptChange): AgreedChange[] =>
  change.status === 'active' && change.agreementSha256 !== undefined
    ? [AgreedChange.parse({ ...changeForSupplier(change), agreementSha256: change.agreementSha256 })]
    : []

/** A contract as it was committed and as it stands, with every change that was ever proposed, oldest first. */
export const loadContractFile = async (table: Table, place: RfqPlace) => {
  const [committed, items] = await Promise.all([
    loadContract(table, place),
    table.all(ranges.changes(place.buyerId, place.rfqId)),
  ])
  if (!committed) return undefined
  const changes = items.map((item) => changeOf(item, committed))
  const agreed = changes.flatMap(agreedOf)
  return { committed, changes, agreed, standing: asItStands(committed, agreed) }
}
export type ContractFile = NonNullable<Awaited<ReturnType<typeof loadContractFile>>>

/** What becomes of a change that is pending; nothing was written where it no longer was. */
const becoming = (
  { buyerId, rfqId }: RfqPlace,
  move: keyof typeof changeMoves,
  { number }: Pick<ContractChange, 'number'>,
  set: Partial<Pick<KeptChange, 'answer' | 'ended' | 'agreementSha256'>>,
): Write<Changed> => ({
  update: keys.change(buyerId, rfqId, number),
  set: { status: changeMoves[move].to, ...set },
  when: { status: changeMoves[move].from },
  otherwise: changedMeanwhile,
})

/** Ends the request that was read: what was decided on it since must not be lost. */
const ending = (
  { buyerId, rfqId }: RfqPlace,
  move: 'commit' | 'cancel',
  { subject, number, version }: KeptApproval,
): Write<Changed> => ({
  update: keys.approval(buyerId, rfqId, subject, number),
  set: { status: approvalMoves[move].to, version: version + 1 },
  remove: ['gsi2pk', 'gsi2sk'],
  when: { status: approvalMoves[move].from, version },
  otherwise: changedMeanwhile,
})

/** A change and the request for its approval, where there is one. */
export type Standing = { change: KeptChange; request: KeptApproval | undefined }

type Proposal = {
  rfq: Rfq
  change: KeptChange
  request: ApprovalRequest | undefined
  /** What this one takes the place of: a change that was pending, and the request that is carried on. */
  replaced: (Standing & { offered: boolean }) | undefined
  previous: KeptApproval | undefined
  contract: Contract
  by: Person
}

/** Puts a change and asks for its approval; one that was pending is replaced in the same transaction. */
export const keepChange = (table: Table, { rfq, change, request, replaced, previous, contract, by }: Proposal) => {
  const { number, proposedAt: at } = change
  const { item, sha256 } = itemOf(rfq, change)
  const ended = { because: 'replaced' as const, words: '', at, offered: replaced?.offered ?? false }
  const { writes } = changeRfq(
    rfq,
    { changeCount: number },
    {
      name: 'change.proposed',
      at,
      by: { kind: 'person', ...by },
      data: {
        subject: 'change',
        number,
        changeId: change.changeId,
        contentSha256: sha256,
        superseded: replaced?.change.number ?? null,
        allApproved: !request || request.status === 'approved',
      },
    },
    { workAt: later(at, HOUR) },
  )
  return table.commit<Changed>([
    { put: item, when: 'absent', otherwise: changedMeanwhile },
    ...(request ? opening(rfq, request) : []),
    ...(replaced ? [becoming(rfq, 'cancel', replaced.change, { ended }), offerOver(contractPlace(contract))] : []),
    ...(previous ? [superseding(rfq, previous)] : []),
    ...writes,
  ])
}

/** Withdraws a change: neither the supplier nor anybody who was asked can answer it any more. */
export const keepWithdrawn = async (
  table: Table,
  rfq: Rfq,
  { change, request, file: { committed } }: Standing & { file: Pick<ContractFile, 'committed'> },
  { ended, by }: { ended: NonNullable<ContractChange['ended']>; by: Person },
) => {
  const { number } = change
  const { writes } = changeRfq(
    rfq,
    {},
    {
      name: 'change.withdrawn',
      at: ended.at,
      by: { kind: 'person', ...by },
      data: { subject: 'change', number, words: ended.words },
    },
    { workAt: later(ended.at, HOUR) },
  )
  return table.commit<Changed>([
    becoming(rfq, 'cancel', change, { ended }),
    offerOver(contractPlace(committed)),
    ...(request ? [ending(rfq, 'cancel', request)] : []),
    ...writes,
  ])
}

/**
 * The transaction that makes a change part of its contract, or ends it: on the very approval that was read, so that of a
 * veto and the supplier's word one is first, and the other is told.
 */
export const keepChangeAnswered = async (
  table: Table,
  rfq: Rfq,
  { change, request, file: { committed } }: Standing & { file: Pick<ContractFile, 'committed'> },
  {
    answer,
    agreementSha256,
    by,
  }: { answer: NonNullable<ContractChange['answer']>; agreementSha256: string | undefined; by: Person },
) => {
  const { number } = change
  const { accepted, words, at } = answer
  const agreed = agreementSha256 === undefined ? {} : { agreementSha256 }
  const { writes } = changeRfq(
    rfq,
    {},
    {
      name: 'change.answered',
      at,
      by: { kind: 'person', ...by },
      data: { subject: 'change', number, accepted, words, ...agreed },
    },
    { workAt: later(at, HOUR) },
  )
  return table.commit<Changed>([
    becoming(rfq, accepted ? 'accept' : 'cancel', change, { answer, ...agreed }),
    offerOver(contractPlace(committed)),
    ...(request ? [ending(rfq, accepted ? 'commit' : 'cancel', request)] : []),
    ...writes,
  ])
}
