import { beforeAll, describe, expect, it } from 'vitest'
import { ApprovalRequest } from '../../shared/domain/approval.ts'
import { membershipItem } from '../../shared/store/organisations.ts'
import type { Table } from '../../shared/store/table.ts'
import { aTable } from '../support/api.ts'
import { anApproval, aStakeholder, aVeto } from '../support/awards.ts'
import { anOpenedProposal, revised } from '../support/proposals.ts'

let table: Table
beforeAll(async () => {
  table = await aTable()
})

describe('a revised proposal', () => {
  const afterVeto = async () => {
    const proposal = await anOpenedProposal(table)
    const { office, place, session, hashes } = proposal
    const technical = await office.enter(await office.tokenOf(place, aStakeholder('technical').stakeholderId))
    await office.decide(technical, anApproval(hashes, 'Meets the specification'))
    await office.decide(session, aVeto(hashes, 'budget'))
    return { ...proposal, technical }
  }

  it('asks again only those in whose scope something changed; the others’ decisions stand', async () => {
    const { office, place, supplierId, token, technical, hashes } = await afterVeto()
    const { approval: before } = await office.current(place)
    const said = (wanted: string) => before.steps.find(({ role }) => role === wanted)?.standing
    expect(said('technical')).toMatchObject({ number: 1, turn: 2, decidedAt: expect.any(String) })
    const proposed = await office.propose(place.rfqId, supplierId, { ...revised, deliveryNote: 'Delivered in March' })
    const { steps, sections } = ApprovalRequest.parse(proposed.json.approval)
    expect(sections).toMatchObject({ what: hashes.what, price: hashes.price, budget: hashes.budget })
    expect(steps.map(({ role, status, standing }) => [role, status, standing])).toEqual([
      ['technical', 'approved', said('technical')],
      ['commercial', 'actionable', null],
      ['financial', 'vetoed', said('financial')],
      ['operational', 'actionable', null],
    ])
    await office.deliver(place)
    const { json } = await office.call('GET', '/approvals/case', office.byLink(token))
    expect(json).toMatchObject({ superseded: true, status: 'vetoed', place: { number: 2 } })
    const old = await office.decide(technical, aVeto(hashes), { number: 1 })
    expect(old).toMatchObject({ status: 409, json: { code: 'award_superseded' } })
    const now = await office.decide(technical, aVeto(sections), { number: 2 })
    expect(now).toMatchObject({ status: 201, json: { turn: 1 } })
  })

  it('does not lose a veto that is said while it is made', async () => {
    const { office, place, supplierId, technical, hashes } = await afterVeto()
    const both = await Promise.all([
      office.propose(place.rfqId, supplierId, { ...revised, riskNote: '' }),
      office.decide(technical, aVeto(hashes), { turn: 3 }),
    ])
    const { approval } = await office.current(place)
    const step = approval.steps.find(({ role }) => role === 'technical')
    // Said in time it goes on, as nothing in its scope changed; said too late it was refused.
    expect(step?.status).toBe(both[1].status === 201 ? 'vetoed' : 'approved')
  })

  it('does not go on with what a delegate approved who has joined the supplier since', async () => {
    const { office, session, place, hashes, supplierId } = await anOpenedProposal(table)
    const to = { name: 'Bo Lund', email: 'bo.lund@strandby.example', language: 'en' }
    await office.decide(session, { decision: 'delegate', to, words: 'On leave' })
    await office.deliver(place)
    const seatOf = ({ steps }: ApprovalRequest) => steps.find(({ email }) => email === to.email)
    const token = await office.tokenOf(place, seatOf((await office.current(place)).approval)?.stakeholderId ?? '')
    expect((await office.decide(await office.enter(token), anApproval(hashes))).status).toBe(201)
    expect(seatOf((await office.current(place)).approval)).toMatchObject({ status: 'approved' })
    const joined = { ...to, orgId: supplierId, status: 'active' as const, since: office.now(), administrator: false }
    await table.putOnce(membershipItem(joined), { sameAs: ['email'], otherwise: { code: 'taken' } as const })
    const proposed = await office.propose(place.rfqId, supplierId, revised)
    const request = ApprovalRequest.parse(proposed.json.approval)
    expect(seatOf(request)).toBeUndefined()
    expect(request.steps.filter(({ role }) => role === 'financial')).toMatchObject([{ status: 'actionable' }])
  })

  it('asks whom a decision was handed to again, whose old link leads there', async () => {
    const { office, place, supplierId } = await anOpenedProposal(table)
    const { stakeholderId } = aStakeholder('operational')
    const to = { name: 'Inger Ny', email: 'inger.ny@strandby.example', language: 'en' }
    const holder = await office.enter(await office.tokenOf(place, stakeholderId))
    expect((await office.decide(holder, { decision: 'delegate', to, words: '' })).status).toBe(201)
    await office.deliver(place)
    const handedTo = async () => (await office.current(place)).approval.steps.find(({ email }) => email === to.email)
    const old = await office.tokenOf(place, (await handedTo())?.stakeholderId ?? '')
    await office.propose(place.rfqId, supplierId, { ...revised, deliveryNote: 'Delivered in March' })
    expect(await handedTo()).toMatchObject({ status: 'actionable', from: { how: 'delegated', stakeholderId } })
    const { json } = await office.call('GET', '/approvals/case', office.byLink(old))
    expect(json).toMatchObject({ superseded: true, status: 'proposed', stakeholder: to.name, place: { number: 2 } })
  })
})
