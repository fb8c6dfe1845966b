import { describe, expect, it } from 'vitest'
import type { Approvers } from '../../shared/domain/approvers.ts'
import { type Stakeholder, stakeholderRoles } from '../../shared/domain/party.ts'
import { keepStakeholder } from '../../shared/store/organisations.ts'
import { keepPolicy } from '../../shared/store/policies.ts'
import { DAY, later, NOON, someTerms } from '../support/builders.ts'
import { aMarket } from '../support/market.ts'
import { aHolder, anAsk, aPolicy, aRule } from '../support/policies.ts'

const { call, anOrganisation, aDraft, aPublished, table } = aMarket()
const RFQ = '/rfqs/{rfqId}'

const hold = (as: { org: string; email: string }, stakeholder: Stakeholder) =>
  keepStakeholder(table(), as.org, { stakeholder, at: NOON, by: { email: as.email, name: 'Sille' } })

/** A buyer whose four roles are held, and whose awards from 5,000.00 on need the financial one. */
const aBuyer = async () => {
  const as = await anOrganisation()
  for (const role of stakeholderRoles) await hold(as, aHolder(role))
  const { version: _, ...terms } = aPolicy(
    [
      aRule({ name: 'Every award', asks: [anAsk({ role: 'technical', workingDays: 8 })] }),
      aRule({ ruleId: 'rul_01JQ0000000000000000000002', name: 'Large', when: { atLeastMinor: 500_000 } }),
    ],
    {},
  )
  await keepPolicy(table(), as.org, 0, terms, { email: as.email, name: 'Sille' }, NOON)
  return as
}
const asked = async (as: Awaited<ReturnType<typeof aBuyer>>, rfqId: string) => {
  const { status, json } = await call('GET', `${RFQ}/approvers`, { params: { rfqId }, as })
  expect(status).toBe(200)
  return json as { policyVersion: number; publication: Approvers | null; award: Approvers | null }
}
const named = (one: Approvers | null) => ({
  certain: one?.certain.map(({ role }) => role),
  possible: one?.possible.map(({ role }) => role),
})

describe('who will have to approve an RFQ', () => {
  it('follows what is planned as it is saved', async () => {
    const as = await aBuyer()
    const rfqId = await aDraft(as)
    const before = await asked(as, rfqId)
    expect(before).toMatchObject({ policyVersion: 1, publication: { certain: [], possible: [], problem: null } })
    expect(named(before.award)).toEqual({ certain: ['technical'], possible: ['financial'] })
    const planning = { estimatedMinor: 500_000, category: '', risk: 'normal', budgetLine: null }
    const body = { terms: someTerms(), planning }
    await call('PUT', RFQ, { params: { rfqId }, body, as, ifMatch: 1 })
    expect(named((await asked(as, rfqId)).award)).toEqual({ certain: ['technical', 'financial'], possible: [] })
  })
  it('is about the award alone once it is published, and about nothing once it is cancelled', async () => {
    const as = await aBuyer()
    const rfqId = await aPublished(as)
    const open = await asked(as, rfqId)
    expect(open.publication).toBeNull()
    expect(named(open.award).certain).toEqual(['technical'])
    await call('POST', `${RFQ}/cancellation`, { params: { rfqId }, as, body: { reason: 'No money' } })
    expect(await asked(as, rfqId)).toMatchObject({ publication: null, award: null })
  })
  it('warns of those with a hand in it, of who asks, and of suppliers’ people', async () => {
    const as = await aBuyer()
    const rfqId = await aDraft(as)
    const supplier = await anOrganisation({ supplies: true })
    const colleague = { ...as, email: 'technical-1@strandby.example' }
    await call('PUT', RFQ, { params: { rfqId }, body: { terms: someTerms() }, as: colleague, ifMatch: 1 })
    await hold(as, aHolder('financial', 1, { email: as.email }))
    await hold(as, aHolder('financial', 2, { email: supplier.email }))
    const { award } = await asked(as, rfqId)
    const kept = [...(award?.certain ?? []), ...(award?.possible ?? [])].flatMap(({ people }) => people)
    expect(kept.map(({ keptOut }) => keptOut)).toEqual([
      'approver_took_part',
      'approver_is_requester',
      'approver_is_supplier',
    ])
    expect(award?.problem).toMatchObject({ code: 'approver_took_part', role: 'technical' })
  })
  it('takes as long as this buyer’s people took before', async () => {
    const as = await aBuyer()
    const rfqId = await aDraft(as)
    const other = await aBuyer()
    const decided = (org: string, n: number, days: number) => ({
      pk: `${org}#past`,
      sk: `DECISION#${n}`,
      gsi1pk: `${org}#DECISIONS#technical`,
      gsi1sk: later(NOON, days * DAY + n),
      decidedAt: later(NOON, days * DAY),
      tookMs: days * DAY,
    })
    for (const [n, days] of [1, 2, 2].entries()) await table().commit([{ put: decided(as.org, n, days) }])
    for (const [n, days] of [4, 4, 4].entries()) await table().commit([{ put: decided(other.org, n, days) }])
    const { award } = await asked(as, rfqId)
    expect(award).toMatchObject({ certain: [{ expectedDays: 2, workingDays: 8 }], days: { count: 2, measured: true } })
  })
  it('is no business of another organisation', async () => {
    const rfqId = await aDraft(await aBuyer())
    const foreign = await call('GET', `${RFQ}/approvers`, { params: { rfqId }, as: await aBuyer() })
    expect(foreign).toMatchObject({ status: 404, json: { code: 'rfq_not_found' } })
  })
})
