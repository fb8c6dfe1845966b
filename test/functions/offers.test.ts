import { beforeAll, describe, expect, it } from 'vitest'
import { listOffers } from '../../shared/contracts/contract-changes.ts'
import { keys, ranges } from '../../shared/store/keys.ts'
import { loadPolicy } from '../../shared/store/policies.ts'
import type { Table } from '../../shared/store/table.ts'
import { aTable } from '../support/api.ts'
import { aBidder, aLift, aVeto, HEAD } from '../support/awards.ts'
import { aProfile, BUYER, NOON } from '../support/builders.ts'
import { aContractInForce, type ContractInForce } from '../support/contract-changes.ts'

let table: Table
beforeAll(async () => {
  table = await aTable()
})

const more = [{ number: '1', quantity: '40' }]

/** What a supplier's people find waiting for them, once the mails about it are on their way. */
const waiting = async ({ office, place, winner }: ContractInForce, as: object = winner) => {
  await office.deliverNew(place)
  const { json } = await office.call('GET', '/offered-changes', { as: { email: 'x@x.example', ...as } })
  return listOffers.answers.body.parse(json).items
}
const approveBoth = async ({ decide }: ContractInForce, number: number) => {
  await decide('commercial', number)
  await decide('financial', number)
}

/** A policy without a rule for changes. */
const nobodyIsAsked = async () => {
  const { version, savedAt: _, savedBy: __, ...terms } = await loadPolicy(table, { ...aProfile(), orgId: BUYER })
  const next = { ...terms, rules: { ...terms.rules, change: [] } }
  const saved = { version: version + 1, terms: next, savedAt: NOON, savedBy: HEAD, sha256: 'a'.repeat(64) }
  await table.commit([{ put: { ...keys.policy(BUYER, version + 1), kind: 'ApprovalPolicy', ...saved } }])
}

describe('what waits for a supplier', () => {
  it('is a change once everybody has approved it, until it is answered; and nobody else’s business', async () => {
    const signed = await aContractInForce(table)
    const { place, contract, rfq } = signed
    await signed.propose(more)
    expect(await waiting(signed)).toEqual([])
    await approveBoth(signed, 1)
    expect(await waiting(signed)).toEqual([
      {
        ...place,
        number: 1,
        reason: 'quantity',
        title: rfq.terms.title,
        buyerName: contract.buyer.legalName,
        contractNumber: contract.contractNumber,
        since: expect.any(String),
      },
    ])
    expect(await waiting(signed, signed.loser)).toEqual([])
    await signed.answer(1)
    expect(await waiting(signed)).toEqual([])
    // Nothing is left for the next look to read.
    expect(await table.all(ranges.offersTo(signed.winner.org))).toEqual([])
  })

  it('is not what a veto holds, until it is lifted and everybody has approved again', async () => {
    const signed = await aContractInForce(table)
    await signed.propose(more)
    await approveBoth(signed, 1)
    expect(await waiting(signed)).toHaveLength(1)
    await signed.decide('financial', 1, aVeto)
    expect(await waiting(signed)).toEqual([])
    await signed.decide('financial', 1, aLift)
    expect(await waiting(signed)).toEqual([])
    await signed.decide('financial', 1)
    expect(await waiting(signed)).toMatchObject([{ number: 1 }])
  })

  it('is not what was withdrawn or replaced', async () => {
    const signed = await aContractInForce(table)
    await signed.propose(more)
    await approveBoth(signed, 1)
    expect(await waiting(signed)).toHaveLength(1)
    await signed.withdraw(1)
    expect(await waiting(signed)).toEqual([])
    // Approved as it is once before, so that it is offered at once.
    await signed.propose(more, 1)
    expect(await waiting(signed)).toMatchObject([{ number: 2 }])
    await signed.propose([{ number: '1', quantity: '41' }], 2)
    expect(await waiting(signed)).toEqual([])
    await approveBoth(signed, 3)
    expect(await waiting(signed)).toMatchObject([{ number: 3 }])
    await signed.answer(3, false, 'No')
    expect(await waiting(signed)).toEqual([])
  })

  it('is also what nobody had to approve, of each of its contracts', async () => {
    await nobodyIsAsked()
    const bidders = [aBidder('Deltadata', '5980.00'), aBidder('Nordkontor', '6120.00')]
    const one = await aContractInForce(table, { bidders })
    const other = await aContractInForce(table, { bidders })
    await one.propose(more)
    await other.propose(more)
    await waiting(one)
    const found = await waiting(other)
    expect(found.map(({ rfqId }) => rfqId).sort()).toEqual([one.rfq.rfqId, other.rfq.rfqId].sort())
    await one.answer(1)
    expect((await waiting(other)).map(({ rfqId }) => rfqId)).toEqual([other.rfq.rfqId])
    await other.withdraw(1)
    expect(await waiting(other)).toEqual([])
  })
})
