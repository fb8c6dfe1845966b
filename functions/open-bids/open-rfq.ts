import type { BidVersion } from '../../shared/domain/bid.ts'
import { hashOf } from '../../shared/domain/canonical.ts'
import type { Signal } from '../../shared/domain/events.ts'
import { openingStands, opensAt } from '../../shared/domain/opening.ts'
import type { Rfq } from '../../shared/domain/rfq.ts'
import { type OpeningKey, openingKey } from '../../shared/domain/sealing/open.ts'
import { HOUR, inOrder, later } from '../../shared/domain/time.ts'
import { fence, isOwn, type Payloads } from '../../shared/store/bids.ts'
import { loadLines } from '../../shared/store/lines.ts'
import { type Finding, keepOpenedBid, keepWithdrawnBid, loadFindings } from '../../shared/store/opened-bids.ts'
import { loadParticipations, type Participation } from '../../shared/store/participations.ts'
import { changeRfq } from '../../shared/store/rfq-events.ts'
import { loadRfq } from '../../shared/store/rfqs.ts'
import type { Table } from '../../shared/store/table.ts'
import { loadWrappedKey } from '../../shared/store/wrapped-key.ts'
import type { SealingKey } from '../aws/kms.ts'
import { log } from '../queue/log.ts'
import { fewAtOnce } from './few-at-once.ts'
import { openBid } from './open-bid.ts'

export type Deps = { table: Table; payloads: Payloads; sealingKey: SealingKey; now: () => string }

const AT_ONCE = 16
/** Each may unfold to many times its size before it turns out to be no bid: together they must fit into memory. */
const OPENED_AT_ONCE = 4

type Fenced = Pick<Participation, 'supplierId' | 'supplierName'> & { newest: Exclude<BidVersion, { kind: 'fence' }> }

/** Fences every supplier first; only then is it settled which versions stand. */
const fenceAll = async ({ table, now }: Deps, { buyerId, rfqId }: Rfq): Promise<Fenced[]> => {
  const participations = await loadParticipations(table, { buyerId, rfqId })
  const fenced = await fewAtOnce(participations, AT_ONCE, async (participation) => {
    const versions = await fence(table, { buyerId, rfqId, supplierId: participation.supplierId }, now())
    return { ...participation, newest: versions.findLast(isOwn) }
  })
  return fenced.flatMap(({ newest, ...participation }) => (newest ? [{ ...participation, newest }] : []))
}

/** One use of the sealing key per opening, however many bids there are; none where there is nothing to open. */
const unwrapKey = async ({ table, sealingKey }: Deps, { buyerId, rfqId, sealing }: Rfq): Promise<OpeningKey> => {
  const wrapped = await loadWrappedKey(table, { buyerId, rfqId })
  if (!wrapped || !sealing) throw new Error(`${rfqId} has no wrapped key`)
  const pkcs8 = Uint8Array.from(await sealingKey.unwrap(wrapped, { tenant: buyerId, rfq: rfqId }))
  try {
    return await openingKey(pkcs8, sealing.publicKey)
  } finally {
    pkcs8.fill(0)
  }
}

/** What an opener that died before has opened stays so: however much there is, every try gets further. */
const openAll = async (deps: Deps, rfq: Rfq, fenced: readonly Fenced[]): Promise<Finding[]> => {
  const { table, payloads } = deps
  const sealed = fenced.flatMap(({ newest, ...who }) => (newest.kind === 'sealed' ? [{ ...who, newest }] : []))
  if (sealed.length === 0) return []
  const before = await loadFindings(table, rfq)
  const opener = { table, payloads, rfq, lines: await loadLines(table, rfq), key: await unwrapKey(deps, rfq) }
  return fewAtOnce(sealed, OPENED_AT_ONCE, async ({ newest, ...who }) => {
    const known = before.get(who.supplierId)
    if (known) return known
    const opened = await openBid(opener, who, newest, deps.now())
    await keepOpenedBid(table, payloads, rfq, opened)
    return opened
  })
}

/** The record that the bids were opened: who, when, which hashes. Written once, whoever gets there first. */
const recordOpening = async ({ table, now }: Deps, rfq: Rfq, opened: readonly Finding[]): Promise<void> => {
  const bids = opened
    .map(({ supplierId, version, sha256, finding }) => ({ supplierId, version, sha256, finding: finding.kind }))
    .sort((a, b) => inOrder(a.supplierId, b.supplierId))
  const bidsSha256 = hashOf(bids.map(({ supplierId, version, sha256 }) => ({ supplierId, version, sha256 })))
  for (let before: Rfq | undefined = rfq; before?.status === 'open'; ) {
    const at = now()
    const { writes } = changeRfq(
      before,
      { status: 'evaluation', opening: { openedAt: at, bids: bids.length, bidsSha256 } },
      { name: 'bids.opened', at, by: { kind: 'system', name: 'open-bids' }, data: { bids } },
      { workAt: later(at, HOUR) },
    )
    if ((await table.commit(writes)).ok) return
    before = await loadRfq(table, rfq.buyerId, rfq.rfqId)
  }
}

/**
 * Opens the bids of one RFQ: fences, unseals, validates, records. Every step gives the same when it is repeated, so two
 * openers at once, and one that died half-way and another after it, leave one outcome.
 */
export const openRfq = async (deps: Deps, { buyerId, rfqId }: Pick<Signal, 'buyerId' | 'rfqId'>): Promise<void> => {
  const rfq = await loadRfq(deps.table, buyerId, rfqId)
  const stands = rfq && openingStands(rfq, deps.now())
  if (!rfq || stands === 'over') return log.info('nothing to open', { rfqId, status: rfq?.status })
  // Failing gives the message back to its queue, to come again later.
  if (stands === 'tooEarly') throw new Error(`${rfqId} opens at ${opensAt(rfq.terms.closesAt ?? '')}`)

  const fenced = await fenceAll(deps, rfq)
  for (const { supplierId, supplierName, newest } of fenced) {
    if (newest.kind === 'withdrawn')
      await keepWithdrawnBid(deps.table, rfq, { supplierId, supplierName, withdrawnAt: newest.receivedAt })
  }
  const opened = await openAll(deps, rfq, fenced)
  await recordOpening(deps, rfq, opened)
  log.info('bids opened', { rfqId, bids: opened.length })
}
