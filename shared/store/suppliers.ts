import * as z from 'zod'
import type { Contract } from '../domain/contract.ts'
import { Instant, OrgId, RfqId } from '../domain/ids.ts'
import { ok } from '../domain/outcome.ts'
import type { Party } from '../domain/party.ts'
import {
  type KnownSupplier,
  ScoreAsked,
  type SupplierFacts,
  SupplierScore,
  standings,
} from '../domain/supplier-standing.ts'
import { cursorOf } from './cursors.ts'
import { keys, ranges } from './keys.ts'
import type { Item, PageAsked, Table } from './table.ts'

const Supplied = z.object({
  supplierId: OrgId,
  rfqId: RfqId,
  name: z.string(),
  contractNumber: z.string(),
  committedAt: Instant,
})
type Supplied = z.infer<typeof Supplied>

type Agreed = Pick<Contract, 'rfqId' | 'contractNumber' | 'committedAt'> & {
  buyer: Pick<Party, 'orgId'>
  supplier: Pick<Party, 'orgId' | 'legalName'>
}

/** The fact that a supplier has a contract with a buyer; part of the transaction that makes the contract. */
export const suppliedItem = ({ buyer, supplier, rfqId, contractNumber, committedAt }: Agreed): Item => ({
  ...keys.supplied(buyer.orgId, supplier.orgId, rfqId),
  kind: 'Supplied',
  ...({ supplierId: supplier.orgId, name: supplier.legalName, rfqId, contractNumber, committedAt } satisfies Supplied),
})

const one = { limit: 1, newestFirst: true } as const
const firstOf = async (table: Table, range: { pk: string; beginsWith: string }): Promise<Item | undefined> => {
  const page = await table.page(range, one)
  return page.ok ? page.value.items[0] : undefined
}

export const hasSupplied = async (table: Table, buyerId: string, supplierId: string): Promise<boolean> =>
  (await firstOf(table, ranges.suppliedBy(buyerId, supplierId))) !== undefined

export const loadScore = async (table: Table, buyerId: string, supplierId: string) => {
  const item = await firstOf(table, ranges.scoresOf(buyerId, supplierId))
  return item && SupplierScore.parse(item)
}

/** What a buyer knows of a supplier when somebody must approve an award or a change. */
export const standingOf = async (table: Table, buyerId: string, supplierId: string): Promise<SupplierFacts> => {
  const [known, score] = await Promise.all([
    hasSupplied(table, buyerId, supplierId),
    loadScore(table, buyerId, supplierId),
  ])
  return { supplierStanding: standings(known, score), ...(score && { supplierScore: ScoreAsked.parse(score) }) }
}

/** Puts a score over the version that was read; an earlier one is never changed. */
export const keepScore = (table: Table, buyerId: string, supplierId: string, score: SupplierScore) =>
  table.commit([
    {
      put: { ...keys.score(buyerId, supplierId, score.version), kind: 'SupplierScore', supplierId, ...score },
      when: 'absent',
      otherwise: { code: 'changed_meanwhile' } as const,
    },
  ])

const READ_AT_ONCE = 100

/** Suppliers lie together with their contracts: pages are read until the last supplier asked for is complete. */
export const pageOfSuppliers = async (table: Table, buyerId: string, { limit, cursor }: PageAsked) => {
  const range = ranges.supplied(buyerId)
  const found = new Map<string, Supplied[]>()
  let from = cursor
  let more = true
  while (more && found.size <= limit) {
    const page = await table.page(range, { limit: READ_AT_ONCE, cursor: from })
    if (!page.ok) return page
    for (const supplied of z.array(Supplied).parse(page.value.items)) {
      found.set(supplied.supplierId, [...(found.get(supplied.supplierId) ?? []), supplied])
    }
    from = page.value.next
    more = from !== undefined
  }
  const complete = [...found.values()].slice(0, limit)
  const items = await Promise.all(complete.map((contracts) => knownOf(table, buyerId, contracts)))
  const end = complete.at(-1)?.at(-1)
  const next = found.size > limit && end && cursorOf(keys.supplied(buyerId, end.supplierId, end.rfqId))
  return ok({ items, ...(next && { next }) })
}

const knownOf = async (table: Table, buyerId: string, contracts: readonly Supplied[]): Promise<KnownSupplier> => {
  const newest = contracts.reduce((a, b) => (b.committedAt > a.committedAt ? b : a))
  const { supplierId, name, ...last } = newest
  const score = await loadScore(table, buyerId, supplierId)
  return { supplierId, name, contracts: contracts.length, last, score: score ?? null }
}
