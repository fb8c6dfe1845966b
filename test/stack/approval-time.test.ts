import { beforeAll, expect, it } from 'vitest'
import { approverOf, bidOn, newId } from '../../infra/local/demo/actors.ts'
import { prices } from '../../infra/local/demo/content.ts'
import { mailsTo, moveTo } from '../../infra/local/demo/running.ts'
import * as awards from '../../shared/contracts/awards.ts'
import * as organisations from '../../shared/contracts/organisations.ts'
import * as policies from '../../shared/contracts/policies.ts'
import { theStack } from '../support/shared.ts'
import type { TestStack } from '../support/stack.ts'
import { aBuyer, aPublishedRfq, aSupplier, closeAndOpen, proposeLowest } from '../support/stories.ts'

let stack: TestStack
beforeAll(async () => {
  stack = await theStack()
})

const DAY = 86_400_000
const linkIn = (text: string | undefined) => /\/approve\/#(\S+)/.exec(text ?? '')?.[1]

/** An award that asks the technical holder, and after three working days a deputy. */
const anAwaited = async () => {
  const { person: buyer, buyerId, approvers } = await aBuyer(stack)
  const [technical] = approvers
  if (!technical) throw new Error('Every role is held')
  const deputy = { stakeholderId: newId('stk'), email: `deputy.${technical.email}` }
  await buyer.must(organisations.saveStakeholder, {
    params: { stakeholderId: deputy.stakeholderId },
    body: { name: 'Bo Lund', email: deputy.email, role: 'operational', language: 'en', active: true },
  })
  const { version, savedAt: _, savedBy: __, ...terms } = (await buyer.must(policies.getApprovalPolicy)).value
  const escalateTo = deputy.stakeholderId
  const ask = { role: 'technical', needed: 1, stage: 1, workingDays: 3, mayAbstain: false, escalateTo } as const
  const rule = { ruleId: newId('rul'), name: 'Small purchases', when: {}, asks: [ask] }
  const body = { ...terms, rules: { ...terms.rules, award: [rule] } }
  await buyer.must(policies.saveApprovalPolicy, { ifMatch: version, body })

  const { person: supplier } = await aSupplier(stack)
  const rfq = await aPublishedRfq(stack, buyer, [supplier])
  const ids = { buyerId, rfqId: rfq.rfqId }
  await bidOn(supplier, ids, { lines: prices('100.00', '20.50', '3.00') })
  await closeAndOpen(stack, buyer, rfq, [supplier])
  const { approval } = await proposeLowest(buyer, ids.rfqId)
  const standing = async () => {
    buyer.signInAgain()
    const [newest] = (await buyer.must(awards.listAwards, { params: { rfqId: ids.rfqId } })).value.items
    if (!newest) throw new Error('Nothing was proposed')
    return newest
  }
  return { buyer, rfq, technical, deputy, due: approval.steps[0]?.dueAt ?? '', until: approval.until, standing }
}
const at = async (instant: string | number) => {
  await moveTo(stack, new Date(instant).toISOString())
  await stack.fireSchedules()
  await stack.settled()
}
const subjects = async (email: string, title: string) =>
  (await mailsTo(stack, email))
    .filter(({ subject }) => subject.includes(title))
    .map(({ subject }) => subject)
    .reverse()

it('reminds with the same link, then asks the next person, who decides; sent once each', async () => {
  const { rfq, technical, deputy, due, standing } = await anAwaited()
  const { title } = rfq.terms
  await at(Date.parse(due) - DAY)
  await at(Date.parse(due) - DAY / 2)
  const reminded = [`Your approval is needed: ${title}`, `Reminder, your decision is awaited: ${title}`]
  expect((await subjects(technical.email, title)).sort()).toEqual([...reminded].sort())
  const links = (await mailsTo(stack, technical.email)).map(({ text }) => linkIn(text)).filter((link) => link)
  expect(new Set(links).size).toBe(1)
  expect(await subjects(deputy.email, title)).toEqual([])

  await at(due)
  expect(await subjects(deputy.email, title)).toEqual([`Your approval is needed: ${title}`])
  const { approval, handlings } = await standing()
  expect(handlings.map(({ kind, by }) => [kind, by])).toEqual([
    ['remind', 'clock'],
    ['escalate', 'clock'],
  ])
  expect(approval.status).toBe('proposed')
  const decided = await (await approverOf(stack, deputy.email)).decide({ approve: 'In their place' })
  expect(decided.ok).toBe(true)
  await stack.settled()
  expect((await standing()).approval.status).toBe('committed')
})

it('ends what nobody decided, tells the buyer, and takes silence for nothing', async () => {
  const { buyer, rfq, deputy, until, standing } = await anAwaited()
  const { title } = rfq.terms
  await at(until)
  await at(Date.parse(until) + DAY)
  expect((await standing()).approval.status).toBe('expired')
  const told = await subjects(buyer.email, title)
  expect(told.filter((subject) => subject.startsWith('Expired'))).toEqual([`Expired: ${title}`])
  const silent = (await mailsTo(stack, buyer.email)).find(({ subject }) => subject.startsWith('Expired'))?.text
  expect(silent).toContain('The technical one')
  expect(await subjects(deputy.email, title)).toEqual([])
})
