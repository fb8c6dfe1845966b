import { beforeAll, describe, expect, it } from 'vitest'
import { APPROVAL_PAGE } from '../../shared/domain/approval.ts'
import { hashOf } from '../../shared/domain/canonical.ts'
import { defaultPolicy } from '../../shared/domain/policy.ts'
import { Section } from '../../shared/domain/subjects.ts'
import { keys } from '../../shared/store/keys.ts'
import { keepScore } from '../../shared/store/suppliers.ts'
import type { Table } from '../../shared/store/table.ts'
import { aTable } from '../support/api.ts'
import { anOffice } from '../support/approvals.ts'
import { anApproval, anEvaluation, aStakeholder, aVeto, HEAD, savePolicy } from '../support/awards.ts'
import { BUYER, NOON } from '../support/builders.ts'
import { aProposal, shownIn } from '../support/proposals.ts'

let table: Table
beforeAll(async () => {
  table = await aTable()
})

describe('the declaration', () => {
  it('comes before anything but who is involved', async () => {
    const { office, token } = await aProposal(table)
    const session = await office.proveMailbox(token)
    const before = await office.content(session)
    expect(before.json).toMatchObject({ kind: 'undeclared', parties: ['Deltadata', 'Nordkontor'] })
    expect(before.text).not.toMatch(/5980|20930|Three years/)
    expect(await office.decide(session, anApproval())).toMatchObject({ status: 409, json: { code: 'content_changed' } })
    await office.decide(session, { decision: 'declare' })
    expect((await office.content(session)).json).toMatchObject({ kind: 'content', own: { turn: 2 } })
  })
})

describe('the content', () => {
  it('is everything that is decided, by the hashes that are decided on', async () => {
    const { office, token } = await aProposal(table)
    const content = shownIn(await office.content(await office.enter(token)))
    expect(content).toMatchObject({
      sections: {
        what: { supplier: { legalName: 'Deltadata' } },
        price: {
          totalMinor: 20_930_000,
          lines: [{ unitPrice: '5980.00' }],
          ranking: [{ rank: 1 }, { rank: 2, aboveBestMinor: 490_000 }],
        },
        risk: { isLowest: true, flags: ['newSupplier'] },
      },
      own: { turn: 2, acts: ['recuse', 'approve', 'veto', 'delegate', 'ask'], scope: ['what', 'price', 'budget'] },
    })
    for (const section of Section.options) expect(hashOf(content.sections[section])).toBe(content.hashes[section])
  })

  it('says what its supplier was scored before, and what that rests on, as it was when it was proposed', async () => {
    const scored = await aTable()
    const { rfq, bidders } = await anEvaluation(scored)
    const office = anOffice(scored)
    const supplierId = bidders[0]?.supplierId ?? ''
    const score = { score: 40, note: 'The last delivery came a week late', version: 1, at: NOON, by: HEAD }
    await keepScore(scored, BUYER, supplierId, score)
    await office.propose(rfq.rfqId, supplierId)
    await office.deliver(rfq)
    await keepScore(scored, BUYER, supplierId, { ...score, version: 2, score: 90 })
    const session = await office.enter(await office.tokenOf(rfq, aStakeholder('technical').stakeholderId))
    expect(shownIn(await office.content(session)).sections.risk).toMatchObject({
      flags: ['lowScore', 'newSupplier'],
      supplierScore: { score: 40, note: score.note },
    })
  })

  it('is without what the others said, and how they stand, where the policy hides opinions', async () => {
    const quiet = await aTable()
    const { version, ...terms } = defaultPolicy({ currency: 'DKK', language: 'da' })
    await savePolicy(quiet, version, { ...terms, showOpinions: false })
    const { office, place, token } = await aProposal(quiet)
    const technical = await office.enter(await office.tokenOf(place, aStakeholder('technical').stakeholderId))
    const { hashes } = shownIn(await office.content(technical))
    await office.decide(technical, { decision: 'ask', words: 'Which account?', shown: hashes, page: APPROVAL_PAGE })
    const { approval } = await office.current(place)
    const question = approval.steps.find(({ role }) => role === 'technical')?.question
    await office.call('PUT', '/rfqs/{rfqId}/approvals/{subject}/{number}/questions/{stakeholderId}/{turn}', {
      params: {
        rfqId: place.rfqId,
        subject: 'award',
        number: '1',
        stakeholderId: aStakeholder('technical').stakeholderId,
        turn: String(question?.turn),
      },
      as: office.buyer,
      body: { words: 'Account 4.2' },
    })
    await office.decide(technical, aVeto(hashes))
    const read = await office.content(await office.enter(token))
    for (const said of ['Which account?', 'Account 4.2', 'Line 4.2 is spent']) expect(read.text).not.toContain(said)
    for (const other of shownIn(read).others) expect(other.status).toBeUndefined()
    const own = (await office.content(technical)).text
    for (const said of ['Which account?', 'Account 4.2', 'Line 4.2 is spent']) expect(own).toContain(said)
  })

  it('is what was kept when it was asked, whatever became of the facts', async () => {
    const { office, place, token } = await aProposal(table)
    const session = await office.enter(token)
    const before = await office.content(session)
    await table.update({
      update: keys.award(place.buyerId, place.rfqId, 1),
      set: { totalMinor: 1 },
      when: 'present',
      otherwise: { code: 'none' },
    })
    expect((await office.content(session)).text).toBe(before.text)
  })
})

describe('the inbox', () => {
  it('is all that one mailbox is asked, and nothing of another', async () => {
    const first = await aProposal(table)
    const next = await aProposal(table)
    const session = await next.office.enter(next.token)
    const page = await next.office.inbox(session, { limit: '100' })
    const items = (page.json as { items: { case: { place: { rfqId: string } }; waits: boolean }[] }).items
    const asked = items.map(({ case: { place } }) => place.rfqId)
    expect(asked).toEqual(expect.arrayContaining([first.place.rfqId, next.place.rfqId]))
    expect(page.text).not.toMatch(/5980|20930|technical@/)
    const elsewhere = { ...first.place, stakeholderId: aStakeholder('technical').stakeholderId }
    expect(await next.office.content(session, elsewhere)).toMatchObject({ status: 404 })
    expect(await next.office.content(session, first.place)).toMatchObject({ status: 200 })
  })
})
