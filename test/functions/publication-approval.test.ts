import { describe, expect, it } from 'vitest'
import { tokenFor } from '../../functions/aws/link-secrets.ts'
import { sweep } from '../../functions/sweeper/sweep.ts'
import type { ApprovalView } from '../../shared/contracts/approval-handling.ts'
import { ApprovalContent } from '../../shared/contracts/approvals.ts'
import { recorded } from '../../shared/domain/bundle.ts'
import type { Signal } from '../../shared/domain/events.ts'
import type { Planning } from '../../shared/domain/planning.ts'
import { rebuild } from '../../shared/domain/rebuild.ts'
import type { RfqTerms } from '../../shared/domain/rfq.ts'
import { HOUR } from '../../shared/domain/time.ts'
import { loadFile } from '../../shared/store/facts.ts'
import { keepStakeholder } from '../../shared/store/organisations.ts'
import { keepPolicy } from '../../shared/store/policies.ts'
import { loadRfq } from '../../shared/store/rfqs.ts'
import { anOffice } from '../support/approvals.ts'
import { anApproval, aVeto, testMac } from '../support/awards.ts'
import { anId, DAY, later, NOON, someTerms } from '../support/builders.ts'
import { aMarket } from '../support/market.ts'
import { aHolder, anAsk, aPolicy, aRule } from '../support/policies.ts'

const { call, anOrganisation, aDraft, table } = aMarket()
const RFQ = '/rfqs/{rfqId}'
const large = { estimatedMinor: 500_000, category: '30213000', risk: 'normal', budgetLine: null } as const
const CLOSES = later(NOON, 60 * DAY)

/** A buyer who may publish what is worth 5,000.00 only when the technical and the financial role approve. */
const aBuyer = async () => {
  const as = await anOrganisation()
  const by = { email: as.email, name: 'Sille' }
  for (const role of ['technical', 'financial'] as const) {
    const stakeholder = aHolder(role, 1, {
      email: `${anId('m').toLowerCase()}@strandby.example`,
      stakeholderId: anId('stk'),
    })
    await keepStakeholder(table(), as.org, { stakeholder, at: NOON, by })
  }
  const asks = [anAsk({ role: 'technical' }), anAsk({ role: 'financial' })]
  const { version: _, ...terms } = aPolicy()
  const publication = [aRule({ name: 'Large', when: { atLeastMinor: 500_000 }, asks })]
  await keepPolicy(table(), as.org, 0, { ...terms, rules: { ...terms.rules, publication } }, by, NOON)
  return as
}
type As = Awaited<ReturnType<typeof aBuyer>>

const aCase = async (planning: Planning = large) => {
  const as = await aBuyer()
  const rfqId = await aDraft(as, { closesAt: CLOSES }, undefined, planning)
  const office = anOffice(table())
  const params = { rfqId }
  const place = { buyerId: as.org, rfqId }
  const version = async () => (await loadRfq(table(), as.org, rfqId))?.version ?? 0
  const at = () => office.now()
  const ask = async (own: { ifMatch?: number; as?: As } = {}) =>
    call('POST', `${RFQ}/publication-requests`, { params, as, at: at(), ifMatch: await version(), ...own })
  const publish = async () => call('POST', `${RFQ}/publication`, { params, as, at: at(), ifMatch: await version() })
  const save = async (over: Partial<RfqTerms>, plan: Planning = large) =>
    call('PUT', RFQ, {
      params,
      as,
      at: at(),
      ifMatch: await version(),
      body: { terms: someTerms({ closesAt: CLOSES, ...over }), planning: plan },
    })
  const requests = async () =>
    (await call('GET', `${RFQ}/publication-requests`, { params, as })).json as {
      items: ApprovalView[]
      isCurrent: boolean
    }
  const work = async () => (await call('GET', '/work', { as, at: at() })).json.items
  const newest = async () => {
    const [request] = (await requests()).items
    if (!request) throw new Error('Nobody was asked')
    return request.approval
  }
  /** A session of the holder of a role, who has declared no interest. */
  const enter = async (role: string) => {
    // A link is there once its mail was written.
    await office.deliver(place)
    const { number, steps } = await newest()
    const step = steps.find((one) => one.role === role)
    if (!step) throw new Error(`Nobody is asked as ${role}`)
    const { stakeholderId } = step
    return office.enter(await tokenFor(testMac, { ...place, subject: 'publication', number, stakeholderId }))
  }
  const decide = async (role: string, how: typeof anApproval | typeof aVeto = anApproval) => {
    const session = await enter(role)
    const decided = await office.decide(session, how((await newest()).sections))
    if (decided.status !== 201) throw new Error(decided.text)
    return session
  }
  return { as, office, params, place, ask, publish, save, requests, newest, enter, decide, work }
}

describe('publishing where the policy asks for approval', () => {
  it('waits for everyone who is asked, and happens on their approval', async () => {
    const { ask, publish, decide, newest, place, office, work } = await aCase()
    expect(await publish()).toMatchObject({ status: 409, json: { code: 'approval_required', state: 'none' } })
    const asked = await ask()
    expect(asked).toMatchObject({
      status: 201,
      json: { rfq: { publicationCount: 1 }, request: { approval: { subject: 'publication', status: 'proposed' } } },
    })
    expect(await publish()).toMatchObject({ json: { code: 'approval_required', state: 'proposed' } })
    await office.deliver(place)
    expect(office.letters.map(({ to }) => to).sort()).toEqual((await newest()).steps.map(({ email }) => email).sort())
    await decide('technical')
    expect(await publish()).toMatchObject({ json: { code: 'approval_required', state: 'proposed' } })
    expect(await work()).toEqual([])
    await decide('financial')
    expect(await work()).toMatchObject([{ kind: 'readyToPublish', subject: 'publication', rfqId: place.rfqId }])
    expect(await publish()).toMatchObject({ status: 200, json: { status: 'open' } })
    expect(await work()).toEqual([])
    expect((await newest()).status).toBe('committed')
    const rfq = await loadRfq(table(), place.buyerId, place.rfqId)
    const records = rfq ? (await loadFile(table(), rfq)).map(recorded) : []
    expect(rebuild(records).faults).toEqual([])
    expect(records.find(({ record }) => record.name === 'rfq.published')?.record.data).toMatchObject({ approval: 1 })
  })
  it('needs nobody where no rule applies', async () => {
    const { ask, publish } = await aCase({ ...large, estimatedMinor: 499_999 })
    expect(await ask()).toMatchObject({ status: 422, json: { code: 'policy_asks_nobody' } })
    expect(await publish()).toMatchObject({ status: 200 })
  })
  it('is kept from happening by a veto also when a smaller plan asks nobody any more', async () => {
    const { ask, publish, save, decide, office, requests, work } = await aCase()
    await ask()
    office.pass(HOUR)
    await decide('technical', aVeto)
    const since = (await requests()).items[0]?.decisions.at(-1)?.decidedAt
    expect(await work()).toMatchObject([{ kind: 'vetoed', since }])
    const smaller = { ...large, estimatedMinor: 499_999, risk: 'normal' } as const
    expect(await save({}, smaller)).toMatchObject({ status: 200 })
    expect(await publish()).toMatchObject({ status: 409, json: { code: 'approval_required', state: 'vetoed' } })
    await save({ description: 'Written anew, as the veto asked' }, smaller)
    expect(await publish()).toMatchObject({ status: 200 })
  })
  it('is kept from happening by a veto, before and after the others approved', async () => {
    const { ask, publish, decide, enter, office, newest, work } = await aCase()
    await ask()
    await decide('technical')
    await decide('financial')
    const session = await enter('financial')
    await office.decide(session, aVeto((await newest()).sections))
    expect(await work()).toMatchObject([{ kind: 'vetoed', subject: 'publication', count: 1 }])
    expect(await publish()).toMatchObject({ json: { code: 'approval_required', state: 'vetoed' } })
  })
  it('and a veto at the same moment have one outcome, whichever comes first', async () => {
    for (let round = 0; round < 4; round++) {
      const { ask, publish, decide, enter, office, newest } = await aCase()
      await ask()
      await decide('technical')
      await decide('financial')
      const session = await enter('financial')
      const veto = aVeto((await newest()).sections)
      const [vetoed, published] = await Promise.all([office.decide(session, veto), publish()])
      const outcome = [vetoed.status, published.status, (await newest()).status]
      expect([
        [201, 409, 'vetoed'],
        [409, 200, 'committed'],
      ]).toContainEqual(outcome)
    }
  })
  it('asks again only those in whose scope something changed', async () => {
    const { ask, publish, decide, save, newest, requests } = await aCase()
    await ask()
    await decide('technical')
    await decide('financial')
    await save({ paymentDays: 14 })
    expect((await requests()).isCurrent).toBe(false)
    expect(await publish()).toMatchObject({ json: { code: 'approval_required', state: 'changed' } })
    await ask()
    const { number, steps } = await newest()
    expect(number).toBe(2)
    expect(steps.map(({ role, status }) => [role, status])).toEqual([
      ['technical', 'approved'],
      ['financial', 'actionable'],
    ])
    expect((await requests()).items.map(({ approval }) => approval.status)).toEqual(['proposed', 'superseded'])
    await decide('financial')
    expect(await publish()).toMatchObject({ status: 200 })
  })
  it('puts the draft on the work index, so that what the stream loses of it is relayed again', async () => {
    const { ask, decide, place, office } = await aCase()
    await ask()
    await decide('technical')
    const relayed: string[] = []
    const queue = async (signals: readonly Signal[]) => {
      relayed.push(...signals.filter(({ rfqId }) => rfqId === place.rfqId).map(({ name }) => name))
      return []
    }
    const queues = { notify: queue, commitContracts: queue, opening: queue }
    await sweep({ table: table(), queues, now: () => later(office.now(), DAY) })
    expect(relayed).toEqual(expect.arrayContaining(['publication.proposed', 'decision.made']))
  })
  it('is asked once, however often it is asked', async () => {
    const { ask, requests } = await aCase()
    const first = await ask({ ifMatch: 1 })
    expect(await ask({ ifMatch: 1 })).toEqual(first)
    expect(await ask()).toEqual(first)
    expect((await requests()).items).toHaveLength(1)
    expect(await ask({ ifMatch: 9 })).toMatchObject({ status: 412, json: { code: 'changed_meanwhile' } })
  })
  it('is asked of nobody who wrote the draft or who asks', async () => {
    const { as, ask, newest, params } = await aCase()
    const by = { email: as.email, name: 'Sille' }
    const hold = (role: 'technical' | 'financial', email: string) => {
      const stakeholder = aHolder(role, 1, { email, stakeholderId: anId('stk') })
      return keepStakeholder(table(), as.org, { stakeholder, at: NOON, by })
    }
    const writer = { ...as, email: `${anId('w').toLowerCase()}@strandby.example` }
    const body = { terms: someTerms({ closesAt: CLOSES, title: 'Written by two' }), planning: large }
    await call('PUT', RFQ, { params, as: writer, ifMatch: 1, body })
    await hold('technical', as.email)
    await hold('financial', writer.email)
    expect(await ask()).toMatchObject({ status: 201 })
    const mailboxes = (await newest()).steps.map(({ email }) => email)
    expect(mailboxes).toHaveLength(2)
    for (const { email } of [as, writer]) expect(mailboxes).not.toContain(email)
  })
  it('shows what is published and to whom, without a supplier and without prices', async () => {
    const { ask, enter, office } = await aCase()
    await ask()
    const session = await enter('technical')
    const { sections, case: about } = ApprovalContent.parse((await office.content(session)).json)
    expect(about.place.subject).toBe('publication')
    expect(sections).toMatchObject({
      what: { supplier: null, documents: [] },
      price: { totalMinor: null, lines: [], ranking: [] },
      budget: { estimatedMinor: 500_000, totalMinor: null },
      risk: { publishing: { closesAt: CLOSES, category: '30213000', risk: 'normal', method: 'selective' } },
    })
  })
  it('is over when the draft is given up', async () => {
    const { ask, as, params, newest, publish } = await aCase()
    await ask()
    await call('POST', `${RFQ}/cancellation`, { params, as, body: { reason: 'No money' } })
    expect((await newest()).status).toBe('cancelled')
    expect(await publish()).toMatchObject({ json: { code: 'rfq_not_in_status' } })
  })
})
