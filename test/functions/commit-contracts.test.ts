import { beforeAll, describe, expect, it } from 'vitest'
import { commitContracts } from '../../functions/commit-contracts/commit-contracts.ts'
import { routes as contractRoutes } from '../../functions/contracts/index.ts'
import { ApprovalContent } from '../../shared/contracts/approvals.ts'
import type { Contract } from '../../shared/domain/contract.ts'
import { Signal } from '../../shared/domain/events.ts'
import { stakeholderRoles } from '../../shared/domain/party.ts'
import { loadDecisions } from '../../shared/store/approval-facts.ts'
import { loadApproval } from '../../shared/store/approvals.ts'
import { loadContract } from '../../shared/store/contracts.ts'
import { keys } from '../../shared/store/keys.ts'
import { loadRfq } from '../../shared/store/rfqs.ts'
import { keepScore, standingOf } from '../../shared/store/suppliers.ts'
import type { Table } from '../../shared/store/table.ts'
import { aTable, callRoute } from '../support/api.ts'
import { anOffice } from '../support/approvals.ts'
import { aBidder, anApproval, anEvaluation, anOpenedBid, aStakeholder, aVeto, HEAD } from '../support/awards.ts'
import { aLine, BUYER, MINUTE, NOON } from '../support/builders.ts'

let table: Table
beforeAll(async () => {
  table = await aTable()
})

/** A proposal with a session for every role. */
const inFourHands = async (own: Parameters<typeof anEvaluation>[1] = {}) => {
  const { place, bidders, rfq } = await anEvaluation(table, own)
  const office = anOffice(table)
  await office.propose(place.rfqId, bidders[0]?.supplierId ?? '')
  await office.deliver(place)
  const tokens = await Promise.all(
    stakeholderRoles.map((role) => office.tokenOf(place, aStakeholder(role).stakeholderId)),
  )
  const sessions = await Promise.all(tokens.map(office.enter))
  const { hashes } = ApprovalContent.parse((await office.content(sessions[0] ?? '')).json)
  return { place, rfq, bidders, office, sessions, hashes }
}
type Hands = Awaited<ReturnType<typeof inFourHands>>
const approveAll = async ({ office, sessions, hashes }: Hands) => {
  for (const session of sessions) await office.decide(session, anApproval(hashes, 'Fine by me'))
}
const supplier = (orgId: string) => ({ email: 'x@x.example', org: orgId, supplies: true })

describe('committing a contract', () => {
  it('follows the fourth approval, complete in itself', async () => {
    const hands = await inFourHands()
    const [won = '', lost = ''] = hands.bidders.map(({ supplierId }) => supplierId)
    expect(await standingOf(table, BUYER, won)).toEqual({ supplierStanding: ['new'] })
    await approveAll(hands)
    await hands.office.deliver(hands.place)
    expect(await standingOf(table, BUYER, won)).toEqual({ supplierStanding: ['incumbent'] })
    expect(await standingOf(table, BUYER, lost)).toEqual({ supplierStanding: ['new'] })
    const contract = await loadContract(table, hands.place)
    expect(contract).toMatchObject({
      contractNumber: `2026-${hands.place.rfqId.slice(-8)}`,
      buyer: { legalName: 'Strandby Kommune' },
      supplier: { legalName: 'Deltadata' },
      supplierContact: 'sales.bids@deltadata.example',
      terms: { invited: [] },
      lines: [{ number: '1', unitPrice: '5980.00', totalMinor: 20_930_000, deliveryDays: 10 }],
      totalMinor: 20_930_000,
      approvals: [{ role: 'technical', shown: hands.hashes }, {}, {}, {}],
    })
    expect(await loadRfq(table, BUYER, hands.place.rfqId)).toMatchObject({ status: 'awarded' })
    expect(await hands.office.decide(hands.sessions[0] ?? '', aVeto(hands.hashes), { turn: 3 })).toMatchObject({
      status: 409,
      json: { code: 'contract_committed' },
    })
  })

  it('does not follow where the award is no longer what everybody approved, however that came about', async () => {
    const hands = await inFourHands()
    await approveAll(hands)
    await table.update({
      update: keys.award(hands.place.buyerId, hands.place.rfqId, 1),
      set: { riskNote: 'Something nobody was shown' },
      when: 'present',
      otherwise: { code: 'none' },
    })
    await expect(hands.office.deliver(hands.place)).rejects.toThrow('no longer what was approved')
    expect(await loadContract(table, hands.place)).toBeUndefined()
  })

  it('happens once, however often and however many at once are told to', async () => {
    const hands = await inFourHands()
    await approveAll(hands)
    const last = (await hands.office.deliver({ ...hands.place, buyerId: 'org_nobody' })).length
    expect(last).toBe(0)
    const items = await table.all({ pk: keys.rfq(BUYER, hands.place.rfqId).pk, beginsWith: 'DECISION#' })
    const signal = items.map((item) => Signal.parse(item.signal)).find(({ data }) => data.allApproved === true)
    if (!signal) throw new Error('Nobody approved last')
    const commit = commitContracts(hands.office.deps)
    await Promise.all([commit(signal), commit(signal), commit(signal)])
    await commit(signal)
    const events = await table.all({ pk: keys.rfq(BUYER, hands.place.rfqId).pk, beginsWith: 'EVENT#' })
    expect(events.filter(({ name }) => name === 'contract.committed')).toHaveLength(1)
  })

  it.each([0, 1, 2, 3])(
    'with four approvals and a veto at once there is one outcome (veto after %i)',
    async (before) => {
      const hands = await inFourHands()
      const { office, sessions, hashes, place } = hands
      const [first = '', ...others] = sessions
      await office.decide(first, anApproval(hashes))
      const approvals = others.map((session) => office.decide(session, anApproval(hashes)))
      // Deliveries of one signal that meet send each other back to the queue.
      const deliveries = approvals.map((decided) => decided.then(() => office.deliver(place)))
      const ended = Promise.allSettled(deliveries)
      await Promise.allSettled(deliveries.slice(0, before))
      const veto = await office.decide(first, aVeto(hashes), { turn: 3 })
      expect((await Promise.all(approvals)).map(({ status }) => status)).toEqual([201, 201, 201])
      await ended
      office.pass(2 * MINUTE)
      await office.deliver(place)
      const vetoed = veto.status === 201
      if (!vetoed) expect(veto.json).toMatchObject({ code: 'contract_committed' })
      const decisions = await loadDecisions(table, place, { subject: 'award', number: 1 })
      expect(decisions.filter(({ decision }) => decision === 'approve')).toHaveLength(4)
      expect(decisions.some(({ decision }) => decision === 'veto')).toBe(vetoed)
      expect((await loadContract(table, place)) === undefined).toBe(vetoed)
      expect((await loadApproval(table, place, { subject: 'award', number: 1 }))?.status).toBe(
        vetoed ? 'vetoed' : 'committed',
      )
      expect((await loadRfq(table, BUYER, place.rfqId))?.status).toBe(vetoed ? 'evaluation' : 'awarded')
    },
  )

  it('keeps the lines of a contract that is larger than one page', async () => {
    const lines = Array.from({ length: 1_201 }, (_, i) => aLine({ number: String(i + 1), quantity: '2' }))
    const bidder = aBidder('Deltadata', '0')
    const priced = lines.map(({ number }) => ({ kind: 'price' as const, number, unitPrice: '1.25' }))
    const hands = await inFourHands({
      bidders: [bidder],
      lines,
      bids: (rfqId) => {
        const bid = anOpenedBid(rfqId, bidder)
        return [{ ...bid, content: bid.content && { ...bid.content, lines: priced } }]
      },
    })
    await approveAll(hands)
    await hands.office.deliver(hands.place)
    const contract = await loadContract(table, hands.place)
    expect(contract?.lines).toHaveLength(1_201)
    expect(contract?.lines.at(-1)).toMatchObject({ number: '1201', totalMinor: 250 })
  })

  it('is for its buyer and its winner, who never learns its score; to anybody else there is none', async () => {
    const scored = aBidder('Deltadata', '5980.00')
    const score = { score: 40, note: 'Two deliveries came late', version: 1, at: NOON, by: HEAD }
    await keepScore(table, BUYER, scored.supplierId, score)
    const hands = await inFourHands({ bidders: [scored, aBidder('Nordkontor', '6120.00')] })
    expect((await hands.office.current(hands.place)).award.supplierScore).toMatchObject({ score: 40 })
    await approveAll(hands)
    await hands.office.deliver(hands.place)
    const get = (path: string, as: object) => {
      const route = contractRoutes(hands.office.deps).find((one) => one.path === `/api/v1${path}`)
      if (!route) throw new Error(`No ${path}`)
      const params = path.startsWith('/rfqs') ? { rfqId: hands.place.rfqId } : hands.place
      return callRoute(route, { params, as: { email: 'x@x.example', ...as } })
    }
    const winner = supplier(hands.bidders[0]?.supplierId ?? '')
    const loser = supplier(hands.bidders[1]?.supplierId ?? '')
    const own = await get('/rfqs/{rfqId}/contract', hands.office.buyer)
    expect(own.json).toMatchObject({
      award: { reason: 'The lowest total' },
      approvals: [{ comment: 'Fine by me' }, {}, {}, {}],
    })
    const won = await get('/tenders/{buyerId}/{rfqId}/contract', winner)
    expect(won.status).toBe(200)
    expect(won.text).not.toMatch(/Fine by me|The lowest total|Two deliveries|supplierScore/)
    // Of what the approvers were shown not even a hash: what is hashed could be found by trying.
    const approved = { decision: 'approve', name: expect.any(String), decidedAt: expect.any(String) }
    expect(won.json.approvals).toEqual(stakeholderRoles.map((role) => ({ ...approved, role })))
    const { budget } = (own.json as Contract).approvals.flatMap((one) => ('shown' in one ? [one.shown] : []))[0] ?? {}
    expect(budget).toMatch(/^[0-9a-f]{64}$/)
    expect((await get('/rfqs/{rfqId}/contract/document', hands.office.buyer)).text).toContain(budget)
    const lost = await get('/tenders/{buyerId}/{rfqId}/contract', loser)
    expect(lost).toMatchObject({ status: 404, json: { code: 'contract_not_found' } })
    const page = await get('/tenders/{buyerId}/{rfqId}/contract/document', winner)
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(page.text).toContain('<html lang="da">')
    await hands.office.deliverNew(hands.place)
    const mails = hands.office.letters.filter(({ to }) => to.endsWith('@deltadata.example'))
    expect(mails.length).toBeGreaterThan(0)
    for (const { text } of [page, ...mails]) expect(text).not.toMatch(new RegExp(`Two deliveries|${budget}`))
    expect((await get('/rfqs/{rfqId}/order', hands.office.buyer)).text).toContain('<cbc:ID>2026-')
    expect((await get('/rfqs/{rfqId}/contract', { org: winner.org, buys: true })).status).toBe(404)
  })
})
