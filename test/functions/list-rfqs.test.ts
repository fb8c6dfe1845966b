import { describe, expect, it } from 'vitest'
import { listRfqsRoute } from '../../functions/rfqs/list-rfqs.ts'
import type { Table } from '../../shared/store/table.ts'
import { callRoute } from '../support/api.ts'
import { anOffice } from '../support/approvals.ts'
import { anApproval, anEvaluation, type aStakeholder, aVeto } from '../support/awards.ts'
import { aLine, anId, DAY, later, MINUTE, NOON, someTerms } from '../support/builders.ts'
import { aMarket } from '../support/market.ts'

const { call, anOrganisation, aDraft, aPublished, table } = aMarket()
const RFQ = '/rfqs/{rfqId}'
type Role = Parameters<typeof aStakeholder>[0]
type Say = typeof anApproval | typeof aVeto

describe('the lists of a buyer', () => {
  it('go through RFQs newest change first, page by page, also of one status', async () => {
    const as = await anOrganisation()
    const ids: string[] = []
    for (let i = 0; i < 5; i++) {
      const rfqId = anId('rfq')
      ids.unshift(rfqId)
      const body = { rfqId, terms: someTerms({ title: `No ${i}` }), lines: [aLine()] }
      await call('POST', '/rfqs', { body, as, at: later(NOON, i) })
    }
    const cancel = (rfqId = '') =>
      call('POST', `${RFQ}/cancellation`, { params: { rfqId }, body: { reason: 'No' }, as, at: later(NOON, 100) })
    await cancel(ids[2])
    const read = async (query: Record<string, string>) => {
      const found: string[] = []
      for (let cursor: unknown = ''; cursor !== undefined; ) {
        const page = await call('GET', '/rfqs', {
          query: { ...query, ...(cursor ? { cursor: String(cursor) } : {}) },
          as,
        })
        found.push(...(page.json.items as { rfqId: string }[]).map(({ rfqId }) => rfqId))
        cursor = page.json.next
      }
      return found
    }
    expect(await read({ limit: '2' })).toEqual([ids[2], ids[0], ids[1], ids[3], ids[4]])
    expect(await read({ limit: '3', status: 'draft' })).toEqual([ids[0], ids[1], ids[3], ids[4]])
    expect(await read({ status: 'cancelled' })).toEqual([ids[2]])
  })
  it.each(['x', 'e30', Buffer.from('{"pk":"a","sk":"b","gsi1pk":"c","gsi1sk":"d"}').toString('base64url')])(
    'refuse a cursor that is not theirs (%s)',
    async (cursor) => {
      const as = await anOrganisation()
      const answer = await call('GET', '/rfqs', { query: { cursor }, as })
      expect(answer).toMatchObject({ status: 400, json: { code: 'invalid_request', pointer: '/cursor' } })
      const rfqId = await aDraft(as)
      const timeline = await call('GET', `${RFQ}/timeline`, { params: { rfqId }, query: { cursor }, as })
      expect(timeline.status).toBe(400)
    },
  )
  it('show the timeline newest first, as many at a time as asked, each with its hash', async () => {
    const as = await anOrganisation()
    const params = { rfqId: await aPublished(as) }
    await call('POST', `${RFQ}/cancellation`, { params, body: { reason: 'No' }, as, at: later(NOON, 5) })
    const names: string[] = []
    for (let cursor: unknown = ''; cursor !== undefined; ) {
      const query = { limit: '1', ...(cursor ? { cursor: String(cursor) } : {}) }
      const page = await call('GET', `${RFQ}/timeline`, { params, query, as })
      const items = page.json.items as { name: string; sha256: string }[]
      expect(items).toHaveLength(1)
      expect(items[0]?.sha256).toMatch(/^[0-9a-f]{64}$/)
      names.push(...items.map(({ name }) => name))
      cursor = page.json.next
    }
    expect(names).toEqual(['rfq.cancelled', 'rfq.published', 'rfq.drafted'])
  })
  it('say what waits: a draft that rests, questions without an answer', async () => {
    const as = await anOrganisation()
    const supplier = await anOrganisation({ supplies: true })
    const resting = await aDraft(as, { title: 'Resting' })
    const asked = await aPublished(as, { invited: [supplier.email], title: 'Asked' })
    const params = { buyerId: as.org, rfqId: asked, questionId: anId('qst') }
    await call('PUT', '/tenders/{buyerId}/{rfqId}/questions/{questionId}', {
      params,
      body: { text: 'Which colour?' },
      as: supplier,
      at: later(NOON, 1),
    })
    const work = await call('GET', '/work', { as, at: later(NOON, DAY) })
    expect(work.json.items).toEqual([
      { kind: 'finishDraft', rfqId: resting, title: 'Resting', since: NOON },
      { kind: 'answerQuestions', rfqId: asked, title: 'Asked', since: later(NOON, 1), count: 1 },
    ])
    const answer = { params: { rfqId: asked, questionId: params.questionId }, body: { text: 'Black' }, as }
    await call('PUT', `${RFQ}/questions/{questionId}/answer`, answer)
    const then = await call('GET', '/work', { as, at: later(NOON, MINUTE) })
    expect(then.json.items).toEqual([])
  })
  it('say of each RFQ how its approval stands, in one call for all of them that may be a moment old', async () => {
    const office = anOffice(table())
    const inApproval = async () => {
      const { place, bidders } = await anEvaluation(table())
      await office.propose(place.rfqId, bidders[0]?.supplierId ?? '')
      await office.deliver(place)
      return place
    }
    const decide = async (place: Awaited<ReturnType<typeof inApproval>>, role: Role, say: Say) => {
      const { approval } = await office.current(place)
      const stakeholderId = approval.steps.find((step) => step.role === role)?.stakeholderId ?? ''
      const session = await office.enter(await office.tokenOf(place, stakeholderId))
      await office.decide(session, say(approval.sections))
    }
    const [waiting, vetoed] = [await inApproval(), await inApproval()]
    const unasked = { rfqId: await aDraft(office.buyer) }
    await decide(waiting, 'technical', anApproval)
    await decide(vetoed, 'financial', aVeto)

    const batches: Parameters<Table['getAll']>[] = []
    let others = 0
    const counted: Table = {
      ...table(),
      getAll: (...asked) => {
        batches.push(asked)
        return table().getAll(...asked)
      },
      get: (...asked) => {
        others++
        return table().get(...asked)
      },
      all: (...asked) => {
        others++
        return table().all(...asked)
      },
    }
    const listed = await callRoute(listRfqsRoute({ table: counted }), { as: office.buyer, at: office.now() })
    const items = listed.json.items as { rfqId: string; approval: unknown }[]
    const approvalOf = ({ rfqId }: { rfqId: string }) => items.find((one) => one.rfqId === rfqId)?.approval
    expect(approvalOf(unasked)).toBeNull()
    expect(approvalOf(waiting)).toMatchObject({
      subject: 'award',
      status: 'proposed',
      approved: 1,
      needed: 4,
      hangs: [{ kind: 'awaited', roles: ['commercial', 'financial', 'operational'] }],
    })
    expect(approvalOf(vetoed)).toMatchObject({
      status: 'vetoed',
      approved: 0,
      hangs: [{ kind: 'vetoed', roles: ['financial'] }, {}],
    })
    expect(batches.map(([asked, options]) => [asked.length, options])).toEqual([[2, { stale: true }]])
    expect(others).toBe(0)
  })
})
