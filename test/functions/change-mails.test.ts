import { beforeAll, describe, expect, it } from 'vitest'
import type { Table } from '../../shared/store/table.ts'
import { aTable } from '../support/api.ts'
import { SITE } from '../support/approvals.ts'
import { aStakeholder, HEAD } from '../support/awards.ts'
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
})
