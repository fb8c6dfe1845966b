import { beforeAll, describe, expect, it } from 'vitest'
import { notify } from '../../functions/notify/notify.ts'
import { Signal } from '../../shared/domain/events.ts'
import { keys } from '../../shared/store/keys.ts'
import type { Table } from '../../shared/store/table.ts'
import { aTable } from '../support/api.ts'
import { SITE } from '../support/approvals.ts'
import { aStakeholder, aVeto, HEAD } from '../support/awards.ts'
import { aContractInForce } from '../support/contract-changes.ts'

let table: Table
beforeAll(async () => {
  table = await aTable()
})

const [commercial, financial] = [aStakeholder('commercial'), aStakeholder('financial')]

const aContractWithMail = async () => {
  const signed = await aContractInForce(table)
  const { office, place } = signed
  /** Letters since the last look, although what happened is delivered twice. */
  const told = async () => {
    await office.deliverNew(place, 2)
    return office.letters.splice(0)
  }
  const subjectsTo = async (to: string) => (await told()).filter((one) => one.to === to).map(({ subject }) => subject)
  await told()
  return { ...signed, told, subjectsTo }
}
const signalsOf = async ({ buyerId, rfqId }: { buyerId: string; rfqId: string }) =>
  (await table.all({ pk: keys.rfq(buyerId, rfqId).pk })).flatMap(({ signal }) =>
    signal === undefined ? [] : [Signal.parse(signal)],
  )
/** Lets something happen just before the first call. */
const once = (happens: () => Promise<unknown>, then: Table['commit']): Table['commit'] => {
  let isFirst = true
  return async (writes, token) => {
    if (isFirst) {
      isFirst = false
      await happens()
    }
    return then(writes, token)
  }
}
const more = [{ number: '1', quantity: '40' }]

describe('mails about a change of a contract', () => {
  it('ask its approvers, offer it to the supplier when all approved, and tell the buyer the answer, once each', async () => {
    const { propose, decide, answer, told, winner, contract, place } = await aContractWithMail()
    const { contractNumber } = contract
    await propose(more)
    const asked = await told()
    expect(asked.map(({ to }) => to).sort()).toEqual([commercial.email, financial.email].sort())
    expect(asked[0]?.text).toContain(`ændringen af kontrakt ${contractNumber}`)

    await decide('commercial', 1)
    await decide('financial', 1)
    const offers = (await told()).filter(({ to }) => to === winner.email)
    expect(offers.map(({ subject }) => subject)).toEqual([`Modification du marché ${contractNumber} : Computers`])
    for (const part of [`${SITE}/tenders/${place.buyerId}/${place.rfqId}/result`, 'Ten pupils more'])
      expect(offers[0]?.text).toContain(part)
    expect(offers[0]?.text).not.toMatch(/Within the budget|\d[.,]\d\d/)

    await answer(1, true, 'Gladly')
    const answered = await told()
    expect(answered.map(({ to, subject }) => [to, subject])).toEqual([
      [HEAD.email, `Accepteret: ændring af kontrakt ${contractNumber}, Computers`],
    ])
    expect(answered[0]?.text).toContain('Gladly')
  })

  it('take back what was offered, and call the next one after an agreed one no revision', async () => {
    const { propose, decide, withdraw, answer, told, subjectsTo, winner, contract } = await aContractWithMail()
    await propose(more)
    await withdraw(1)
    expect(await subjectsTo(winner.email)).toEqual([])
    await propose(more, 1)
    await decide('commercial', 2)
    await decide('financial', 2)
    await told()
    await withdraw(2, 'Too dear')
    expect(await subjectsTo(winner.email)).toEqual([
      `La modification du marché ${contract.contractNumber} n’est plus proposée : Computers`,
    ])
    await propose([{ number: '1', quantity: '41' }], 2)
    await decide('commercial', 3)
    await decide('financial', 3)
    await answer(3)
    await told()
    await propose([{ number: '1', quantity: '42' }], 3)
    const asked = await told()
    expect(asked.map(({ subject }) => subject)).toEqual(Array(2).fill('Din godkendelse er nødvendig: Computers'))
  })

  it('tell of the end of an offer once, also where a veto came before it, and lead to what became of it', async () => {
    const { propose, decide, withdraw, offered, answer, told, subjectsTo, winner, contract, place } =
      await aContractWithMail()
    const { contractNumber } = contract
    await propose(more)
    await decide('commercial', 1)
    await decide('financial', 1)
    expect(await subjectsTo(winner.email)).toHaveLength(1)
    await decide('financial', 1, aVeto)
    expect(await subjectsTo(winner.email)).toEqual([])
    expect(await offered()).toMatchObject([{ number: 1, offer: 'held' }])
    expect(await answer(1)).toMatchObject({ status: 409, json: { code: 'change_held' } })

    await withdraw(1, 'Too dear')
    const [end, ...others] = (await told()).filter(({ to }) => to === winner.email)
    expect(others).toEqual([])
    expect(end?.subject).toBe(`La modification du marché ${contractNumber} n’est plus proposée : Computers`)
    expect(end?.text).toContain(`${SITE}/tenders/${place.buyerId}/${place.rfqId}/result#change-1`)
    expect(await offered()).toMatchObject([{ number: 1, offer: 'over', ended: { because: 'withdrawn' } }])
    expect(await answer(1)).toMatchObject({ status: 409, json: { code: 'change_over' } })
  })

  it('tell of the end of an offer that a newer change replaces, once, and of nothing that was never offered', async () => {
    const { propose, decide, subjectsTo, offered, winner, contract } = await aContractWithMail()
    const over = `La modification du marché ${contract.contractNumber} n’est plus proposée : Computers`
    await propose(more)
    await decide('commercial', 1)
    await decide('financial', 1)
    await subjectsTo(winner.email)
    await decide('financial', 1, aVeto)
    // The same once more: the veto goes on with it, so that it is never offered.
    await propose(more, 1)
    expect(await subjectsTo(winner.email)).toEqual([over])
    await propose([{ number: '1', quantity: '41' }], 2)
    expect(await subjectsTo(winner.email)).toEqual([])
    expect(await offered()).toMatchObject([{ number: 1, offer: 'over' }])
  })

  it('tell of no offer that ended while its mail was being written, nor of its end', async () => {
    const { propose, decide, withdraw, subjectsTo, offered, winner } = await aContractWithMail()
    await propose(more)
    await decide('commercial', 1)
    await decide('financial', 1)
    await withdraw(1)
    expect(await subjectsTo(winner.email)).toEqual([])
    expect(await offered()).toMatchObject([{ number: 1, ended: { offered: true } }])
  })

  it('that are recorded while their offer ends are none, and the others are still sent', async () => {
    const { propose, decide, withdraw, told, winner, office, place } = await aContractWithMail()
    await propose(more)
    await decide('commercial', 1)
    await told()
    await decide('financial', 1)
    // It is read as offered, and withdrawn before the mails are recorded.
    const { commit } = table
    const late = { ...table, commit: once(() => withdraw(1), commit) } as Table
    const [signal] = (await signalsOf(place)).filter(
      ({ data }) => data.allApproved === true && data.subject === 'change',
    )
    if (!signal) throw new Error('Nobody approved')
    await notify({ ...office.deps, table: late })(signal)
    const letters = await told()
    expect(letters.filter(({ to }) => to === winner.email)).toEqual([])
    expect(letters.map(({ to }) => to)).toEqual(expect.arrayContaining([HEAD.email, financial.email]))
  })
})
