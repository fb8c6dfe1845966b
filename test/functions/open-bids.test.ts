import { describe, expect, it } from 'vitest'
import { openRfq } from '../../functions/open-bids/open-rfq.ts'
import { MOST_CAUSES } from '../../shared/domain/bid-validation.ts'
import { hashOf } from '../../shared/domain/canonical.ts'
import { keys } from '../../shared/store/keys.ts'
import { loadOpenedBids } from '../../shared/store/opened-bids.ts'
import type { Table } from '../../shared/store/table.ts'
import { lines, prices } from '../support/bids.ts'
import { later } from '../support/builders.ts'
import { aTendering, CLOSES, OPENS } from '../support/tendering.ts'

const { aTender, deps, rfq, sealed, put, submit, withdraw, open, table, keyUses } = aTendering()
type Tender = Awaited<ReturnType<typeof aTender>>

const openedOf = ({ place }: Tender) => loadOpenedBids(table(), deps().payloads, place)
const eventsOf = async ({ place }: Tender, name: string) =>
  (await table().all({ pk: keys.rfq(place.buyerId, place.rfqId).pk, beginsWith: 'EVENT#' })).filter(
    (event) => event.name === name,
  )
const usesFor = ({ place }: Tender) => keyUses.filter((rfqId) => rfqId === place.rfqId).length

describe('opening', () => {
  it('fences, unseals with one use of the key, validates and records', async () => {
    const tender = await aTender(4, { lines: lines(2) })
    const [revising, withdrawing, incomplete, silent] = tender.suppliers
    if (!revising || !withdrawing || !incomplete || !silent) throw new Error('four suppliers')
    await submit(tender, revising, { content: { lines: prices('9.00', '9.00') } })
    const second = await submit(tender, revising, { version: 2, content: { lines: prices('5.00', '5.00') } })
    await submit(tender, withdrawing, { content: { lines: prices('1.00', '1.00') } })
    await withdraw(tender, withdrawing, 2)
    const third = await submit(tender, incomplete, { content: { lines: prices('3.00') } })

    await open(tender)

    const { bids, withdrawn } = await openedOf(tender)
    expect(bids).toHaveLength(2)
    expect(bids.find(({ supplierId }) => supplierId === revising.org)).toMatchObject({
      version: 2,
      sha256: second.json.sha256,
      finding: { kind: 'valid' },
      content: { lines: prices('5.00', '5.00') },
    })
    expect(bids.find(({ supplierId }) => supplierId === incomplete.org)?.finding).toEqual({
      kind: 'invalid',
      causes: [{ code: 'requiredLineMissing', line: '2' }],
    })
    expect(withdrawn).toMatchObject([{ supplierId: withdrawing.org }])
    const named = [
      { supplierId: revising.org, version: 2, sha256: second.json.sha256, finding: 'valid' },
      { supplierId: incomplete.org, version: 1, sha256: third.json.sha256, finding: 'invalid' },
    ].sort((a, b) => (a.supplierId < b.supplierId ? -1 : 1))
    const [event, ...more] = await eventsOf(tender, 'bids.opened')
    expect(more).toEqual([])
    expect(event).toMatchObject({ at: OPENS, by: { kind: 'system', name: 'open-bids' }, data: { bids: named } })
    expect(await rfq(tender.place)).toMatchObject({
      status: 'evaluation',
      opening: { openedAt: OPENS, bids: 2, bidsSha256: hashOf(named.map(({ finding: _, ...rest }) => rest)) },
    })
    expect(usesFor(tender)).toBe(1)
  })

  it('does nothing a millisecond too early, and gives its message back', async () => {
    const tender = await aTender(1)
    await expect(open(tender, later(OPENS, -1))).rejects.toThrow(`opens at ${OPENS}`)
    expect(usesFor(tender)).toBe(0)
    const [supplier = tender.buyer] = tender.suppliers
    expect((await submit(tender, supplier, { at: later(CLOSES, -1) })).status).toBe(201)
  })

  it('has one outcome when two instances run at once', async () => {
    const tender = await aTender(3)
    for (const supplier of tender.suppliers) await submit(tender, supplier)
    await Promise.all([open(tender), open(tender, later(OPENS, 1)), open(tender, later(OPENS, 2))])
    expect(await eventsOf(tender, 'bids.opened')).toHaveLength(1)
    expect((await openedOf(tender)).bids).toHaveLength(3)
    expect(await rfq(tender.place)).toMatchObject({ status: 'evaluation', opening: { bids: 3 } })
  })

  it('changes nothing when its message comes again', async () => {
    const tender = await aTender(1)
    await submit(tender, tender.suppliers[0] ?? tender.buyer)
    await open(tender)
    const before = [await rfq(tender.place), await openedOf(tender)]
    await open(tender, later(OPENS, 86_400_000))
    expect([await rfq(tender.place), await openedOf(tender)]).toEqual(before)
    expect(usesFor(tender)).toBe(1)
  })

  it('counts every bid that was accepted while it ran, and no other', async () => {
    const tender = await aTender(12)
    const bodies = await Promise.all(tender.suppliers.map((supplier) => sealed(tender, supplier, 1)))
    const [answers] = await Promise.all([
      Promise.all(tender.suppliers.map((as, i) => put(tender, as, 1, bodies[i] ?? {}, later(CLOSES, -1)))),
      open(tender),
    ])
    const accepted = tender.suppliers.filter((_, i) => answers[i]?.status === 201).map(({ org }) => org)
    const opened = (await openedOf(tender)).bids.map(({ supplierId }) => supplierId)
    expect(opened.toSorted()).toEqual(accepted.toSorted())
    for (const { status, json } of answers) if (status !== 201) expect(json.code).toBe('rfq_closed')
  })

  it('goes on where another opener died', async () => {
    const tender = await aTender(2, { lines: lines(700) })
    for (const as of tender.suppliers)
      await submit(tender, as, { content: { lines: prices(...Array(700).fill('1.00')) } })
    const { payloads, ...rest } = deps(OPENS)
    let reads = 0
    const failing = {
      ...payloads,
      get: async (key: string) => {
        if (++reads === 2) throw new Error('The connection broke')
        return payloads.get(key)
      },
    }
    await expect(openRfq({ ...rest, payloads: failing }, tender.place)).rejects.toThrow('The connection broke')
    expect((await rfq(tender.place)).status).toBe('open')
    await open(tender, later(OPENS, 60_000))
    expect((await openedOf(tender)).bids.map(({ finding }) => finding.kind)).toEqual(['valid', 'valid'])
    expect(await eventsOf(tender, 'bids.opened')).toHaveLength(1)
  })

  it('shows a bid that does not open as such, and opens the others all the same', async () => {
    const tender = await aTender(3)
    const [honest, copying, broken] = tender.suppliers
    if (!honest || !copying || !broken) throw new Error('three suppliers')
    const body = await sealed(tender, honest, 1)
    expect((await put(tender, honest, 1, body)).status).toBe(201)
    expect((await put(tender, copying, 1, body)).status).toBe(201)
    expect((await put(tender, broken, 1, await sealed(tender, broken, 2))).status).toBe(201)
    await open(tender)
    const findings = new Map((await openedOf(tender)).bids.map(({ supplierId, finding }) => [supplierId, finding]))
    expect(findings.get(honest.org)).toEqual({ kind: 'valid' })
    for (const { org } of [copying, broken])
      expect(findings.get(org)).toEqual({ kind: 'invalid', causes: [{ code: 'doesNotOpen' }] })
  })

  it('is not stopped by a bid with more faults than a record holds', async () => {
    const tender = await aTender(2, { lines: lines(5_000) })
    const [flooding, honest] = tender.suppliers
    if (!flooding || !honest) throw new Error('two suppliers')
    const strays = Array.from({ length: 5_000 }, (_, i) => ({ kind: 'noBid' as const, number: `stray-${i}` }))
    expect((await submit(tender, flooding, { content: { lines: strays } })).status).toBe(201)
    await submit(tender, honest, { content: { lines: prices(...Array<string>(5_000).fill('1.00')) } })
    await open(tender)
    const { bids } = await openedOf(tender)
    expect(bids.find(({ supplierId }) => supplierId === honest.org)?.finding).toEqual({ kind: 'valid' })
    const finding = bids.find(({ supplierId }) => supplierId === flooding.org)?.finding
    expect(finding).toMatchObject({ kind: 'invalid', causes: { length: MOST_CAUSES } })
  })

  it('opens no bid again that an opener before it has opened', async () => {
    const tender = await aTender(2)
    for (const as of tender.suppliers) await submit(tender, as)
    const kept: Promise<unknown>[] = []
    const dying: Table = {
      ...table(),
      putOnce: async (item, or) => {
        if (item.kind !== 'OpenedBid') return table().putOnce(item, or)
        await Promise.all(kept)
        if (kept.length > 0) throw new Error('Out of time')
        const put = table().putOnce(item, or)
        kept.push(put)
        return put
      },
    }
    await expect(openRfq({ ...deps(OPENS), table: dying }, tender.place)).rejects.toThrow('Out of time')
    const again: unknown[] = []
    const watched: Table = {
      ...table(),
      putOnce: (item, or) => {
        if (item.kind === 'OpenedBid') again.push(item)
        return table().putOnce(item, or)
      },
    }
    await openRfq({ ...deps(OPENS), table: watched }, tender.place)
    expect(again).toHaveLength(1)
    expect(await rfq(tender.place)).toMatchObject({ status: 'evaluation', opening: { bids: 2 } })
  })

  it('of an RFQ nobody bid on uses no key and leaves the buyer to decide', async () => {
    const tender = await aTender(1)
    await open(tender)
    expect(await rfq(tender.place)).toMatchObject({ status: 'evaluation', opening: { bids: 0 } })
    expect(usesFor(tender)).toBe(0)
  })

  it('is recorded though the RFQ changed in the meantime', async () => {
    const tender = await aTender(1)
    await submit(tender, tender.suppliers[0] ?? tender.buyer)
    const { payloads, sealingKey, ...rest } = deps(OPENS)
    const meanwhile = {
      ...sealingKey,
      unwrap: async (...args: Parameters<typeof sealingKey.unwrap>) => {
        const key = keys.rfq(tender.place.buyerId, tender.place.rfqId)
        const version = (await rfq(tender.place)).version
        await table().update({ update: key, set: { version: version + 1 }, when: 'present', otherwise: { code: 'x' } })
        return sealingKey.unwrap(...args)
      },
    }
    await openRfq({ ...rest, payloads, sealingKey: meanwhile }, tender.place)
    expect((await rfq(tender.place)).status).toBe('evaluation')
    expect(await eventsOf(tender, 'bids.opened')).toHaveLength(1)
  })

  it('of an unknown RFQ changes nothing', async () => {
    const tender = await aTender(0, { terms: { method: 'open' } })
    await expect(
      openRfq(deps(OPENS), { ...tender.place, rfqId: 'rfq_01JQ000000000000000000XXXX' }),
    ).resolves.toBeUndefined()
  })
})
