import { beforeAll, describe, expect, it } from 'vitest'
import { ApprovalContent } from '../../shared/contracts/approvals.ts'
import type { PolicyTerms } from '../../shared/domain/policy.ts'
import { loadPolicy } from '../../shared/store/policies.ts'
import { keepScore } from '../../shared/store/suppliers.ts'
import type { Table } from '../../shared/store/table.ts'
import { aTable } from '../support/api.ts'
import { aStakeholder, aVeto, HEAD, savePolicy } from '../support/awards.ts'
import { aProfile, BUYER, DAY, NOON } from '../support/builders.ts'
import { aContractInForce } from '../support/contract-changes.ts'
import { anAsk, aRule } from '../support/policies.ts'

let table: Table
beforeAll(async () => {
  table = await aTable()
})

const more = [{ number: '1', quantity: '40' }]

/** Other rules on changes, until what it answers is called. */
const ruling = async (change: PolicyTerms['rules']['change']) => {
  const { version, savedAt: _, savedBy: __, ...terms } = await loadPolicy(table, { ...aProfile(), orgId: BUYER })
  await savePolicy(table, version, { ...terms, rules: { ...terms.rules, change } })
  return () => savePolicy(table, version + 1, terms)
}

describe('the approval of a change', () => {
  it('keeps a veto on what is proposed again, whether it was withdrawn or the policy asks nobody any more', async () => {
    const signed = await aContractInForce(table)
    await signed.propose(more)
    await signed.decide('financial', 1, aVeto)
    await signed.withdraw(1)
    const restore = await ruling([])
    const again = await signed.propose(more, 1)
    expect(again).toMatchObject({ json: { request: { approval: { status: 'vetoed' } } } })
    expect(await signed.answer(2)).toMatchObject({ status: 404 })
    // What it was said on is no longer what is proposed, until it is again.
    const small = [{ number: '1', quantity: '36' }]
    const unasked = { json: { change: { needsApproval: false }, request: null } }
    expect(await signed.propose(small, 2)).toMatchObject(unasked)
    await signed.withdraw(3)
    expect(await signed.propose(more, 3)).toMatchObject({ json: { request: { approval: { status: 'vetoed' } } } })
    expect(await signed.propose(small, 4)).toMatchObject(unasked)
    expect(await signed.answer(5)).toMatchObject({ status: 200 })
    expect(await signed.faults()).toEqual([])
    await restore()
  })

  it('says what the supplier was scored before, as it was when it was proposed, and never to the supplier', async () => {
    const signed = await aContractInForce(table)
    const { office, winner } = signed
    const score = { score: 40, note: 'The last delivery came a week late', version: 1, at: NOON, by: HEAD }
    await keepScore(table, BUYER, winner.org, score)
    await signed.propose(more)
    await keepScore(table, BUYER, winner.org, { ...score, score: 90, version: 2 })
    await office.deliverNew(signed.place)
    const { json } = await office.content(await signed.enter('financial', 1, 'change'))
    const told = { score: 40, note: score.note }
    expect(ApprovalContent.parse(json).sections.risk).toMatchObject({ flags: ['lowScore'], supplierScore: told })

    await signed.decide('financial', 1)
    await signed.decide('commercial', 1)
    await office.deliverNew(signed.place)
    expect(await signed.offered()).toMatchObject([{ offer: 'open' }])
    expect(await signed.answer(1)).toMatchObject({ status: 200 })
    await office.deliverNew(signed.place)
    const reads = [await signed.offered(), (await signed.read('winner')).json]
    const mails = office.letters.filter(({ to }) => to === winner.email)
    expect(mails.length).toBeGreaterThan(0)
    expect(JSON.stringify([reads, mails])).not.toMatch(/a week late|supplierScore/)
    expect((await signed.changes())[0]?.change.supplierScore).toEqual(told)
    expect(await signed.faults()).toEqual([])
  })

  it('is judged by its size, cut into parts or not, and shown beforehand with whom it would ask', async () => {
    const signed = await aContractInForce(table)
    const asks = [anAsk({ role: 'financial' })]
    const restore = await ruling([aRule({ name: 'Large', when: { atLeastMinor: 1_500_000 }, asks })])
    const foresee = (quantity: string) =>
      signed.office.call('POST', '/rfqs/{rfqId}/contract/changes/preview', {
        params: { rfqId: signed.place.rfqId },
        as: signed.office.buyer,
        body: signed.proposal([{ number: '1', quantity }]),
      })
    expect((await foresee('37')).json).toMatchObject({ afterMinor: 22_126_000, approvers: { certain: [] } })
    expect((await foresee('38')).json).toMatchObject({ approvers: { certain: [{ role: 'financial' }] } })
    await signed.propose([{ number: '1', quantity: '37' }])
    expect(await signed.answer(1)).toMatchObject({ status: 200 })
    // Two more pieces are small again, but four in all are not.
    expect((await foresee('39')).json).toMatchObject({ approvers: { certain: [{ role: 'financial' }] } })
    await restore()
  })

  it('is judged by how far it moves a delivery date, which no amount asks for', async () => {
    const signed = await aContractInForce(table)
    const large = aRule({ name: 'Large', when: { atLeastMinor: 1_500_000 } })
    const late = aRule({
      ruleId: 'rul_01JQ0000000000000000000002',
      name: 'Late',
      when: { movedDays: 14 },
      asks: [anAsk({ role: 'operational' })],
    })
    const restore = await ruling([large, late])
    const foresee = async (deliverBy: string) =>
      (
        await signed.office.call('POST', '/rfqs/{rfqId}/contract/changes/preview', {
          params: { rfqId: signed.place.rfqId },
          as: signed.office.buyer,
          body: signed.proposal([{ number: '1', deliverBy }]),
        })
      ).json
    // A date is set where there was none: that is asked about, and from then on it can be counted.
    const asked = [{ role: 'operational', because: [{ rule: 'Late' }] }]
    expect(await foresee('2027-03-01')).toMatchObject({ approvers: { certain: asked } })
    await signed.propose([{ number: '1', deliverBy: '2027-03-01' }])
    expect((await signed.changes())[0]?.request?.approval.groups).toMatchObject(asked)
    await signed.decide('operational', 1)
    expect(await signed.answer(1)).toMatchObject({ status: 200 })
    expect(await foresee('2027-03-14')).toMatchObject({ approvers: { certain: [] } })
    expect(await foresee('2027-03-15')).toMatchObject({ approvers: { certain: asked } })
    // A week, and then another one.
    await signed.propose([{ number: '1', deliverBy: '2027-03-08' }], 1)
    expect(await signed.answer(2)).toMatchObject({ status: 200 })
    expect(await foresee('2027-03-15')).toMatchObject({ approvers: { certain: asked } })
    await restore()
  })

  it('is not approved by who proposes it or had a hand in the RFQ', async () => {
    const signed = await aContractInForce(table)
    const { email, name } = aStakeholder('financial')
    const as = { ...signed.office.buyer, email, name }
    const asked = await signed.office.call('POST', '/rfqs/{rfqId}/contract/changes', {
      params: { rfqId: signed.place.rfqId },
      as,
      body: { ...signed.proposal(more), after: 0 },
    })
    expect(asked).toMatchObject({ status: 422, json: { code: 'approver_is_requester' } })
  })

  it('lapses where nobody decides, and is never approved by time', async () => {
    const signed = await aContractInForce(table)
    const proposed = await signed.propose(more)
    const { request } = proposed.json as { request: { approval: { until: string } } }
    expect(Date.parse(request.approval.until) - Date.parse(signed.office.now())).toBe(60 * DAY)
  })

  it('is still read by its own link when the next change is asked about: nothing replaced what was agreed', async () => {
    const { propose, decide, answer, withdraw, office, place } = await aContractInForce(table)
    const financial = aStakeholder('financial').stakeholderId
    const behind = async (number: number) => {
      const token = await office.tokenOf(place, financial, number, 'change')
      return (await office.call('GET', '/approvals/case', office.byLink(token))).json
    }
    await propose(more)
    await office.deliverNew(place)
    await withdraw(1)
    await propose(more, 1)
    await decide('commercial', 2)
    await decide('financial', 2)
    await answer(2)
    await propose([{ number: '1', quantity: '50' }], 2)
    await office.deliverNew(place)
    expect(await behind(1)).toMatchObject({ place: { number: 2 }, superseded: true, status: 'committed' })
    expect(await behind(2)).toMatchObject({ place: { number: 2 }, superseded: false, status: 'committed' })
    expect(await behind(3)).toMatchObject({ place: { number: 3 }, superseded: false, status: 'proposed' })
  })
})
