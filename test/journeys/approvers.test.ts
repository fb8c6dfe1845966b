import { expect } from 'vitest'
import { approverOf, type DemoPerson, newId } from '../../infra/local/demo/actors.ts'
import { until } from '../../infra/local/demo/client.ts'
import { mailsTo } from '../../infra/local/demo/running.ts'
import * as awards from '../../shared/contracts/awards.ts'
import * as organisations from '../../shared/contracts/organisations.ts'
import * as policies from '../../shared/contracts/policies.ts'
import { clickEverything } from '../support/scanning.ts'
import type { TestStack } from '../support/stack.ts'
import { aBuyer, aProposedAward } from '../support/stories.ts'
import {
  approvalSays,
  approvalWords,
  approve,
  codeOnItsWay,
  openApproval,
  proveMailbox,
  seldomApprovalWords,
  sends,
} from './support/approving.ts'
import { linkTo } from './support/bidding.ts'
import { press, tabTo, type } from './support/keyboard.ts'
import { openSealbid } from './support/sealbid.ts'

const journey = openSealbid()
const { en, da } = approvalWords
const { en: says, da: siger } = approvalSays
const { en: seldom, da: sjældent } = seldomApprovalWords
const DAY = 86_400_000

/** Asks the technical holder and, after three working days, a deputy; the commercial one, and a financial one in Danish. */
const aCommittee = async (stack: TestStack) => {
  const made = await aBuyer(stack)
  const { person: buyer, approvers } = made
  const [technical, , financial] = approvers
  if (!technical || !financial) throw new Error('Every role is held')
  const save = (stakeholderId: string, body: { name: string; email: string; role: 'operational' | 'financial' }) =>
    buyer.must(organisations.saveStakeholder, {
      params: { stakeholderId },
      body: { ...body, language: body.role === 'financial' ? 'da' : 'en', active: true },
    })
  const deputy = `deputy.${technical.email}`
  const escalateTo = newId('stk')
  await save(escalateTo, { name: 'Bo Lund', email: deputy, role: 'operational' })
  await save(financial.stakeholderId, { name: 'Ellen Friis', email: financial.email, role: 'financial' })
  const { version, savedAt: _, savedBy: __, ...terms } = (await buyer.must(policies.getApprovalPolicy)).value
  const ask = { needed: 'all', stage: 1, workingDays: 3, mayAbstain: false, escalateTo: null } as const
  const asks = [
    { ...ask, role: 'technical', escalateTo } as const,
    { ...ask, role: 'commercial' } as const,
    { ...ask, role: 'financial' } as const,
  ]
  const rule = { ruleId: newId('rul'), name: 'Every purchase', when: {}, asks }
  const body = { ...terms, rules: { ...terms.rules, award: [rule] } }
  await buyer.must(policies.saveApprovalPolicy, { ifMatch: version, body })
  const proposed = await aProposedAward(stack, Promise.resolve(made))
  return { ...proposed, deputy, buyerName: buyer.email.split(/[@.]/)[1] ?? '', title: proposed.rfq.terms.title }
}
/** One award for all journeys: each of its three is somebody else's. */
let committee: ReturnType<typeof aCommittee> | undefined
const theCommittee = (stack: TestStack) => {
  committee ??= aCommittee(stack)
  return committee
}

const standing = async (buyer: DemoPerson, rfqId: string) => {
  buyer.signInAgain()
  const [newest] = (await buyer.must(awards.listAwards, { params: { rfqId } })).value.items
  if (!newest) throw new Error('Nothing was proposed')
  const { approval, decisions, handlings } = newest
  const statusOf = (address: string) => approval.steps.find(({ email }) => email === address)?.status
  return { approval, decisions, handlings, statusOf }
}

journey('who is asked hands it over; the delegate decides by a link of their own', async ({ person, stack }) => {
  const { buyer, buyerName, title, ids, approvers } = await theCommittee(stack)
  const [, commercial = ''] = approvers
  const delegate = `karen.${commercial}`
  const karim = await person('commercial', { phone: true })
  await openApproval(stack, karim, { email: commercial, buyer: buyerName, title })
  const own = await linkTo(stack, commercial, '/approve/')
  await karim.button(en.delegate).click()
  await karim.field(seldom.name).fill('Karen Holst')
  await karim.field(seldom.email).fill(delegate)
  await karim.field('English').check()
  await karim.reads(title)
  await karim.button(sends(en.delegate)).click()
  await karim.sees(says.ownState({ status: 'delegated' }))
  await karim.reads(title)

  const theirs = await linkTo(stack, delegate, '/approve/')
  expect(theirs).not.toBe(own)
  const karen = await person('delegate', { phone: true })
  await approve(stack, karen, { email: delegate, buyer: buyerName, title, link: theirs })

  // Whoever handed it over can no longer decide, whatever they try.
  await karim.page.reload()
  await karim.sees(says.ownState({ status: 'delegated' }))
  expect(await karim.button(en.approve).count()).toBe(0)
  expect(await karim.button(en.veto).count()).toBe(0)
  const tried = await (await approverOf(stack, commercial)).decide({ approve: 'After all' })
  expect(tried).toMatchObject({ ok: false, refusal: { code: 'decision_stands' } })
  const { statusOf } = await standing(buyer, ids.rfqId)
  expect([statusOf(commercial), statusOf(delegate)]).toEqual(['delegated', 'approved'])
})

journey('a scanner opens the link first and clicks everything; then the person decides', async ({ person, stack }) => {
  const { buyer, buyerName, title, ids, approvers } = await theCommittee(stack)
  const [, , financial = ''] = approvers
  const before = await standing(buyer, ids.rfqId)
  const link = await linkTo(stack, financial, '/approve/')
  const scanner = await person('scanner', { refused: [400, 401, 403, 409, 429] })
  await scanner.page.goto(link, { waitUntil: 'networkidle' })
  await clickEverything(scanner.page)
  await stack.settled()
  expect(await standing(buyer, ids.rfqId)).toMatchObject({
    approval: before.approval,
    decisions: before.decisions,
    handlings: before.handlings,
  })

  // From the same letter, on a phone of 360 × 740, in Danish, by keyboard alone.
  const ellen = await person('financial', { phone: true, locale: 'da-DK' })
  const { page, reads, sees } = ellen
  const asks = siger.asksFor({ buyer: buyerName })
  await page.goto(link)
  await reads(asks)
  await press(page, 'button', da.sendCode)
  const asked = { email: financial, language: 'da' } as const
  await ellen.field(da.code).waitFor()
  await reads(asks)
  await type(page, da.code, await codeOnItsWay(stack, ellen, asked))

  await sees(da.declareTitle)
  await reads(title)
  await press(page, 'button', da.noInterest)
  await page.getByRole('heading', { name: da.decide }).waitFor()
  await reads(title)

  // To the decision at once, and a veto: what is missing is said, and where.
  await press(page, 'button', da.decide)
  await press(page, 'button', da.veto)
  await page.getByText(da.vetoWarns).waitFor()
  await reads(title)
  await press(page, 'button', sends(da.veto))
  await sees(da.missing)
  await reads(title)
  await tabTo(page, 'radio', siger.vetoReason({ reason: 'budget' }), 'Shift+Tab')
  await page.keyboard.press('Space')
  await type(page, da.words, 'Budgettet er opbrugt.')
  await type(page, da.remedy, 'Flyt 40.000 kr. til kontoen.')
  await press(page, 'button', sends(da.veto))
  await sees(siger.ownState({ status: 'vetoed' }))
  await reads(title)

  // The money was moved: the veto is lifted, with what met it, and an approval takes its place.
  await press(page, 'button', da.lift)
  await type(page, sjældent.evidence, 'Beløbet er flyttet.')
  await reads(title)
  await press(page, 'button', sends(da.lift))
  await sees(siger.did({ act: 'lift' }))
  await reads(title)
  await type(page, da.comment, 'Nu er der dækning.')
  await press(page, 'button', da.approve)
  await sees(siger.did({ act: 'approve' }))
  await reads(title)
  await press(page, 'button', `← ${da.inbox}`, 'Shift+Tab')
  await sees(siger.ownStatus({ status: 'approved' }))
  await reads(siger.waiting({ n: 0 }))
  await press(page, 'button', da.away)
  await ellen.field(sjældent.firstDay).waitFor()
  await reads(da.away)
  await press(page, 'button', da.leave)
  await page.getByRole('heading', { name: asks }).waitFor()
  const { statusOf } = await standing(buyer, ids.rfqId)
  expect(statusOf(financial)).toBe('approved')
})

journey('nobody answers in time: a reminder with the same link, then the next person decides', async (cast) => {
  const { stack, person } = cast
  const { buyer, buyerName, title, ids, approvers, deputy } = await theCommittee(stack)
  const [technical = ''] = approvers
  const links = async () =>
    (await mailsTo(stack, technical)).flatMap(({ text }) => text.match(/https?:\/\/\S+\/approve\/#[\w-]+/) ?? [])
  const asked = await linkTo(stack, technical, '/approve/')
  const due = Date.parse(
    (await standing(buyer, ids.rfqId)).approval.steps.find(({ role }) => role === 'technical')?.dueAt ?? '',
  )
  const passes = async (to: number) => {
    await stack.clock.moveTo(to)
    await stack.fireSchedules()
  }
  await passes(due - DAY)
  await until('the reminder has come', async () => (await links()).length === 2)
  expect(await links()).toEqual([asked, asked])
  expect(await mailsTo(stack, deputy)).toEqual([])

  await passes(due)
  const theirs = await linkTo(stack, deputy, '/approve/')
  expect(theirs).not.toBe(asked)
  const bo = await person('deputy', { phone: true })
  await proveMailbox(stack, bo, { email: deputy, buyer: buyerName, title })
  await bo.button(en.noInterest).click()
  await bo.sees(says.standsIn({ how: 'escalated', name: 'The technical one' }))
  await bo.reads(title)
  await bo.button(en.approve).click()
  await bo.sees(says.did({ act: 'approve' }))
  const { statusOf, handlings } = await standing(buyer, ids.rfqId)
  expect([statusOf(technical), statusOf(deputy)]).toEqual(['actionable', 'approved'])
  const steps = (await standing(buyer, ids.rfqId)).approval.steps
  const ofTechnical = steps.find(({ email }) => email === technical)?.stakeholderId
  const timely = handlings.filter((one) => 'stakeholderId' in one && one.stakeholderId === ofTechnical)
  expect(timely.map(({ kind, by }) => [kind, by])).toEqual([
    ['remind', 'clock'],
    ['escalate', 'clock'],
  ])
})
