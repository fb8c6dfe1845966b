import { describe, expect, it } from 'vitest'
import { tokenFor } from '../../../functions/aws/link-secrets.ts'
import { ApprovalContent } from '../../../shared/contracts/approvals.ts'
import { defaultPolicy } from '../../../shared/domain/policy.ts'
import { keys } from '../../../shared/store/keys.ts'
import { keepStakeholder } from '../../../shared/store/organisations.ts'
import { keepPolicy } from '../../../shared/store/policies.ts'
import { loadRfq } from '../../../shared/store/rfqs.ts'
import { keepScore } from '../../../shared/store/suppliers.ts'
import { aTable } from '../../support/api.ts'
import { anOffice } from '../../support/approvals.ts'
import { aStakeholder, aVeto, HEAD, savePolicy, testMac } from '../../support/awards.ts'
import { aProfile, BUYER, DAY, later, NOON } from '../../support/builders.ts'
import { aContractInForce } from '../../support/contract-changes.ts'
import { aMarket } from '../../support/market.ts'
import { aHolder, anAsk, aPolicy, aRule } from '../../support/policies.ts'
import { SOON } from '../../support/soon.ts'
import { aReader, aVisit, openWorld, overflow, shot, stakeholderId, violations } from './visit.ts'

const world = openWorld()

const inWords = [
  'title',
  'name',
  'description',
  'note',
  'bidNote',
  'reason',
  'justification',
  'specialTerms',
  'legalName',
]
/** Everything somebody wrote, wherever it is in what is decided. */
const wordsIn = (value: unknown): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, part]) =>
        typeof part === 'string' ? (inWords.includes(key) && part ? [part] : []) : wordsIn(part),
      )
    : []

const market = aMarket()

describe('what else is asked on the approver’s page', () => {
  it('whether somebody else’s veto is overridden, with its reason, its remedy and the buyer’s words', async () => {
    const there = await aVisit({ ...world, table: await aTable() })
    const { table, office, place, page, enter, button, sees } = there
    const { version: _, ...policy } = defaultPolicy(aProfile())
    const overrides = [{ role: 'technical' as const, by: [stakeholderId], needed: 1 }]
    await savePolicy(table, 0, { ...policy, overrides })
    await office.propose(place.rfqId, there.supplierId, { awardId: 'awd_01JQ0000000000000000000002', after: 1 })
    await office.deliver(place)
    const technical = await office.enter(await office.tokenOf(place, aStakeholder('technical').stakeholderId, 2))
    const { hashes } = ApprovalContent.parse((await office.content(technical)).json)
    await office.decide(technical, aVeto(hashes))
    const asked = await office.call('PUT', '/rfqs/{rfqId}/approvals/{subject}/{number}/overrides/{stakeholderId}', {
      params: {
        rfqId: place.rfqId,
        subject: 'award',
        number: '2',
        stakeholderId: aStakeholder('technical').stakeholderId,
      },
      as: office.buyer,
      body: { words: 'The screens were tested twice' },
    })
    expect(asked.status).toBe(201)
    await office.deliver(place)
    const { approval } = await office.current(place)
    const step = approval.steps.find(({ groupId }) => groupId.startsWith('override'))
    const link = await office.tokenOf(place, step?.stakeholderId ?? '', 2)
    await page.goto(`${there.site.url}#${link}`)
    await sees('financial (The financial one), asked to override a veto')
    expect(await page.locator('main').innerText()).not.toContain('You can still say what you think')
    await enter(link)
    // The link's own question comes first, before that about one's own opinion.
    await page.getByRole('heading', { name: '2 wait for you' }).waitFor()
    // Both are about the same award: what is asked tells them apart.
    await sees('Award of a contract · asked to override a veto')
    await page.locator('.row').first().click()
    await button('I have none: continue').click()
    for (const part of ['The veto in question', 'Line 4.2 is spent', 'Move 40,000 from 4.1', 'tested twice'])
      await sees(part)
    await expect.poll(() => button('Approve').count(), SOON).toBe(0)
    expect(await violations(page)).toEqual([])
    await shot(page, 'override')
    await button('Override the veto …').click()
    await page.getByLabel('In your words').fill('The tests convince me')
    await button('Override the veto').click()
    await sees(/^For overriding the veto, /)
    await shot(page, 'overridden')
    await button('← Your inbox').click()
    await page.getByRole('heading', { name: '1 waits for you' }).waitFor()
    expect(await page.locator('main').innerText()).not.toContain('You approved.')
    await page.locator('.row').first().click()
    await button('I have none: continue').click()
    await sees('asked to override a veto · For overriding the veto')
  })

  it('whether a request for quotation may go out: whom it reaches and until when, with no winner yet', async () => {
    const as = await market.anOrganisation()
    const by = { email: as.email, name: 'Sille' }
    const stakeholder = aHolder('financial', 1, { language: 'en' })
    await keepStakeholder(market.table(), as.org, { stakeholder, at: NOON, by })
    const { version: _, ...terms } = aPolicy()
    const asks = [anAsk({ role: 'financial' })]
    const publication = [aRule({ name: 'Large purchases', when: { atLeastMinor: 500_000 }, asks })]
    await keepPolicy(market.table(), as.org, 0, { ...terms, rules: { ...terms.rules, publication } }, by, NOON)
    const planning = { estimatedMinor: 500_000, category: '30213000', risk: 'high', budgetLine: null } as const
    const rfqId = await market.aDraft(as, { closesAt: later(NOON, 60 * DAY) }, undefined, planning)
    const office = anOffice(market.table())
    const ifMatch = (await loadRfq(market.table(), as.org, rfqId))?.version ?? 0
    const asked = await market.call('POST', '/rfqs/{rfqId}/publication-requests', {
      params: { rfqId },
      as,
      at: office.now(),
      ifMatch,
    })
    expect(asked.status).toBe(201)
    const place = { buyerId: as.org, rfqId }
    await office.deliver(place)
    const { stakeholderId: own } = stakeholder
    const token = await tokenFor(testMac, { ...place, subject: 'publication', number: 1, stakeholderId: own })
    const { page, read, button, sees, problems } = await aReader(world, office, token, {
      width: 360,
    })
    await read()
    for (const part of ['Publishing a request for quotation', 'Large purchases', 'Who may bid', '5,000.00 DKK', 'high'])
      await sees(part)
    expect(await page.locator('main').innerText()).not.toMatch(/null|undefined|NaN/)
    expect(await violations(page)).toEqual([])
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    await shot(page, 'publication')
    await button('Approve').click()
    await sees(/^Approved, /)
    expect(problems).toEqual([])
  })

  it('shows all that an approval of a change is bound to, with what its supplier was scored before', async () => {
    const table = await aTable()
    const { office, place, winner, propose } = await aContractInForce(table, {}, ({ terms, lines, bid }) => ({
      terms: { ...terms, description: 'For the reading room', specialTerms: 'Old screens are taken back' },
      lines: lines.map((line) => ({ ...line, description: '27 inches', note: 'Grey, not black' })),
      bid: { ...bid, note: 'Delivered on Fridays' },
    }))
    const score = { score: 40, note: 'The last delivery came late', version: 1, at: NOON, by: HEAD }
    await keepScore(table, BUYER, winner.org, score)
    await propose([{ number: '1', quantity: '40' }])
    await office.deliver(place)
    const token = await office.tokenOf(place, stakeholderId, 1, 'change')
    const { sections } = ApprovalContent.parse((await office.content(await office.enter(token))).json)
    const { page, read, sees } = await aReader(world, office, token)
    await read()
    await sees('40/100')
    const shown = await page.locator('main').innerText()
    const bound = wordsIn(sections)
    expect(bound).toEqual(expect.arrayContaining(['For the reading room', '27 inches', score.note]))
    expect(bound.filter((words) => !shown.includes(words))).toEqual([])
  })

  it('whether a contract may change: what it is beside what it shall be, for what reason, on a phone', async () => {
    const table = await aTable()
    const { office, place, contract, propose, changes } = await aContractInForce(table)
    await table.update({
      update: keys.stakeholder(BUYER, stakeholderId),
      set: { language: 'en' },
      when: 'present',
      otherwise: { code: 'none' },
    })
    await propose([{ number: '1', quantity: '40', unitPrice: '5900.00', deliverBy: '2027-03-01' }])
    await office.deliver(place)
    const token = await office.tokenOf(place, stakeholderId, 1, 'change')
    const { page, read, button, sees, problems } = await aReader(world, office, token, {
      width: 360,
    })
    await read()
    const shown = page.locator('main')
    for (const part of [
      'Change of a contract',
      contract.contractNumber,
      '209,300.00 DKK → 236,000.00 DKK',
      '+26,700.00 DKK',
      'Ten pupils more',
      'Within the budget',
      '35 unit → 40 unit',
      '5,980.00 → 5,900.00',
      '→ by 1 Mar 2027',
      'Changed before',
    ])
      await expect.poll(() => shown.innerText()).toContain(part)
    expect(await shown.innerText()).not.toMatch(/null|undefined|NaN|Why this bid|Nothing unusual/)
    expect(await violations(page)).toEqual([])
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    await shot(page, 'change')
    await button('Approve').click()
    await sees(/^Approved, /)
    const [step] = (await changes())[0]?.request?.approval.steps.filter(({ status }) => status === 'approved') ?? []
    expect(step?.stakeholderId).toBe(stakeholderId)
    expect(problems).toEqual([])
  })
})
