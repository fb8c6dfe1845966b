import { beforeAll, describe, expect, it } from 'vitest'
import { routes } from '../../functions/organisations/index.ts'
import type { KnownSupplier } from '../../shared/domain/supplier-standing.ts'
import { standingOf, suppliedItem } from '../../shared/store/suppliers.ts'
import type { Table } from '../../shared/store/table.ts'
import { type ApiRequest, aTable, type Caller, callRoute } from '../support/api.ts'
import { anId, DAY, later, NOON } from '../support/builders.ts'

let table: Table
beforeAll(async () => {
  table = await aTable()
})

const call = (method: string, path: string, request: ApiRequest) => {
  const deps = { table, now: () => request.at ?? NOON }
  const found = routes(deps).find((route) => route.method === method && route.path === `/api/v1${path}`)
  if (!found) throw new Error(`No route ${method} ${path}`)
  return callRoute(found, request)
}
const SUPPLIERS = '/organisation/suppliers'
const aBuyer = (): Caller & { org: string } => ({
  email: 'a@buyer.example',
  name: 'Sille',
  org: anId('org'),
  buys: true,
})
const supplied = async (buyerId: string, supplierId: string, legalName: string, days = 0) => {
  const contract = {
    rfqId: anId('rfq'),
    contractNumber: `2026-${legalName}-${days}`,
    committedAt: later(NOON, days * DAY),
    buyer: { orgId: buyerId },
    supplier: { orgId: supplierId, legalName },
  }
  await table.commit([{ put: suppliedItem(contract) }])
}
const score = (as: Caller, supplierId: string, points: number, note = 'Two deliveries came late', at = NOON) =>
  call('PUT', `${SUPPLIERS}/{supplierId}/score`, { params: { supplierId }, body: { score: points, note }, as, at })

describe('the suppliers of a buyer', () => {
  it('are those with a contract, with how many, the last and its name', async () => {
    const as = aBuyer()
    const [one = '', two = ''] = [anId('org'), anId('org')].sort()
    await supplied(as.org, one, 'Deltadata', 3)
    await supplied(as.org, one, 'Deltadata Group', 9)
    await supplied(as.org, two, 'Nordkontor', 1)
    await supplied(anId('org'), anId('org'), 'Of another buyer')
    const { status, json } = await call('GET', SUPPLIERS, { as })
    expect(status).toBe(200)
    expect(json.items).toMatchObject([
      {
        supplierId: one,
        name: 'Deltadata Group',
        contracts: 2,
        last: { contractNumber: '2026-Deltadata Group-9', committedAt: later(NOON, 9 * DAY) },
        score: null,
      },
      { supplierId: two, name: 'Nordkontor', contracts: 1 },
    ])
  })
  it('are listed page by page, each whole, also with more contracts than are read at once', async () => {
    const as = aBuyer()
    const ids = Array.from({ length: 5 }, () => anId('org')).sort()
    for (const [i, id] of ids.entries())
      for (let n = 0; n < (i === 1 ? 230 : 2); n++) await supplied(as.org, id, `S${i}`, n)
    const seen: KnownSupplier[] = []
    let cursor: string | undefined
    do {
      const query: Record<string, string> = { limit: '2', ...(cursor && { cursor }) }
      const { json } = await call('GET', SUPPLIERS, { as, query })
      const page = json as { items: KnownSupplier[]; next?: string }
      expect(page.items.length).toBeLessThanOrEqual(2)
      seen.push(...page.items)
      cursor = page.next
    } while (cursor)
    expect(seen.map(({ supplierId, contracts }) => [supplierId, contracts])).toEqual(
      ids.map((id, i) => [id, i === 1 ? 230 : 2]),
    )
  })
  it('take no cursor of another list', async () => {
    const cursor = Buffer.from(JSON.stringify({ pk: anId('org'), sk: 'SUPPLIED#' })).toString('base64url')
    expect(await call('GET', SUPPLIERS, { as: aBuyer(), query: { cursor } })).toMatchObject({
      status: 400,
      json: { code: 'invalid_request', pointer: '/cursor' },
    })
  })
})

describe('the score of a supplier', () => {
  it('is the newest, with who and when; earlier ones are kept', async () => {
    const as = aBuyer()
    const supplierId = anId('org')
    await supplied(as.org, supplierId, 'Deltadata')
    const first = await score(as, supplierId, 80, 'On time')
    expect(first).toMatchObject({
      status: 200,
      json: { score: 80, version: 1, by: { email: as.email, name: 'Sille' } },
    })
    const second = await score({ ...as, email: 'b@buyer.example' }, supplierId, 49, 'Late', later(NOON, DAY))
    expect(second.json).toMatchObject({ score: 49, note: 'Late', version: 2, at: later(NOON, DAY) })
    const { json } = await call('GET', SUPPLIERS, { as })
    expect(json.items).toMatchObject([{ score: { score: 49, version: 2, by: { email: 'b@buyer.example' } } }])
    expect(await table.all({ pk: as.org, beginsWith: `SCORE#${supplierId}#` })).toHaveLength(2)
  })
  it('makes a known supplier one with a low score below 50, and no other', async () => {
    const as = aBuyer()
    const supplierId = anId('org')
    await supplied(as.org, supplierId, 'Deltadata')
    await score(as, supplierId, 50)
    expect(await standingOf(table, as.org, supplierId)).toEqual({
      supplierStanding: ['incumbent'],
      supplierScore: { score: 50, note: 'Two deliveries came late' },
    })
    await score(as, supplierId, 49)
    expect(await standingOf(table, as.org, supplierId)).toMatchObject({ supplierStanding: ['incumbent', 'lowScore'] })
    expect(await standingOf(table, anId('org'), supplierId)).toEqual({ supplierStanding: ['new'] })
  })
  it('sent twice is one score, and of two at once both are kept', async () => {
    const as = aBuyer()
    const supplierId = anId('org')
    await supplied(as.org, supplierId, 'Deltadata')
    const first = await score(as, supplierId, 70)
    expect(await score(as, supplierId, 70)).toEqual(first)
    const both = await Promise.all([score(as, supplierId, 10), score(as, supplierId, 20)])
    expect(both.map(({ json }) => json.version).sort()).toEqual([2, 3])
  })
  it('needs a contract with the supplier, 0 to 100 points, and a reason', async () => {
    const as = aBuyer()
    const supplierId = anId('org')
    expect(await score(as, supplierId, 70)).toMatchObject({ status: 404, json: { code: 'supplier_not_found' } })
    for (const [points, note] of [
      [101, 'Late'],
      [-1, 'Late'],
      [49.5, 'Late'],
      [49, ' '],
    ] as const)
      expect(await score(as, supplierId, points, note)).toMatchObject({ status: 400 })
  })
})
