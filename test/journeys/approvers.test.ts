import { expect } from 'vitest'
import { approverOf } from '../../infra/local/demo/actors.ts'
import { until } from '../../infra/local/demo/client.ts'
import { mailsTo } from '../../infra/local/demo/running.ts'
import { answerStakeholder, meetCondition } from '../../shared/contracts/approval-handling.ts'
import { clickEverything } from '../support/scanning.ts'
import { SOON } from '../support/soon.ts'
import type { TestStack } from '../support/stack.ts'
import {
  approvalSays,
  approvalWords,
  approve,
  codeOnItsWay,
  openApproval,
  proveMailbox,
  seldomApprovalSays,
  seldomApprovalWords,
  sends,
} from './support/approving.ts'
import { linkTo } from './support/bidding.ts'
import { aCommittee, standing } from './support/committee.ts'
import { press, tabTo, type } from './support/keyboard.ts'
import { openSealbid } from './support/sealbid.ts'

const journey = openSealbid()
const { en, da } = approvalWords
const { en: says, da: siger } = approvalSays
const { en: seldom, da: mere } = seldomApprovalWords
const { en: rarely } = seldomApprovalSays
const DAY = 86_400_000

/** One award for all journeys: each of its three is somebody else's. */
let committee: ReturnType<typeof aCommittee> | undefined
const theCommittee = (stack: TestStack) => {
  committee ??= aCommittee(stack)
  return committee
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
  await karim.sees(rarely.ownState({ status: 'delegated' }))
  await karim.reads(title)

  const theirs = await linkTo(stack, delegate, '/approve/')
  expect(theirs).not.toBe(own)
  const karen = await person('delegate', { phone: true })
  await approve(stack, karen, { email: delegate, buyer: buyerName, title, link: theirs })

  // Whoever handed it over can no longer decide, whatever they try.
  await karim.page.reload()
  await karim.sees(rarely.ownState({ status: 'delegated' }))
  for (const act of [en.approve, en.veto]) await expect.poll(() => karim.button(act).count(), SOON).toBe(0)
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
  const letters = await mailsTo(stack, financial)
  const scanner = await person('scanner', { refused: [400, 401, 403, 409, 429] })
  await scanner.page.goto(link, { waitUntil: 'networkidle' })
  await clickEverything(scanner.page)
  await stack.settled()
  // It caused letters, which only the mailbox reads, and nothing else.
  expect((await mailsTo(stack, financial)).length).toBeGreaterThan(letters.length)
  expect(await standing(buyer, ids.rfqId)).toMatchObject({
    approval: before.approval,
    decisions: before.decisions,
    handlings: before.handlings,
  })

  // From the same letter, on a phone of 360 × 740, in Danish, by keyboard alone.
  const ellen = await person('financial', { phone: true, locale: 'da-DK', refused: [403] })
  const { page, reads, sees } = ellen
  const asks = siger.asksFor({ buyer: buyerName })
  await page.goto(link)
  await reads(asks)
  await press(page, 'button', da.sendCode)
  const asked = { email: financial, language: 'da' } as const
  await ellen.field(da.code).waitFor()
  await reads(asks)
  const code = await codeOnItsWay(stack, ellen, asked)
  await type(page, da.code, code === '123456' ? '654321' : '123456')
  await sees(siger.code_wrong({ triesLeft: '4' }))
  await reads(asks)
  await type(page, da.code, code)

  await sees(da.declareTitle)
  await reads(title)
  await press(page, 'button', da.noInterest)
  await page.getByRole('heading', { name: da.decide }).waitFor()
  await reads(title)

  // A question first; the answer is on the page.
  await press(page, 'button', da.decide)
  await press(page, 'button', da.ask)
  await type(page, mere.question, 'Hvor skal det konteres?')
  await press(page, 'button', sends(da.ask))
  await sees(mere.questionOpen)
  await reads(title)
  const { approval } = await standing(buyer, ids.rfqId)
  const own = approval.steps.find(({ email }) => email === financial)
  const place = {
    rfqId: ids.rfqId,
    subject: 'award',
    number: approval.number,
    stakeholderId: own?.stakeholderId ?? '',
  } as const
  await buyer.must(answerStakeholder, {
    params: { ...place, turn: own?.question?.turn ?? 0 },
    body: { words: 'På konto 4.2.' },
  })
  await page.reload()
  await sees('På konto 4.2.')
  await reads(title)

  // Handing it over: read, half typed, and thought better of.
  await press(page, 'button', da.delegate)
  await type(page, mere.name, 'Karen Holst')
  await sees(mere.delegateWarns)
  await reads(title)
  await press(page, 'button', da.back)

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
  await sees(siger.vetoStands())
  await reads(title)

  // The money was moved: the veto is lifted, with what met it, and an approval takes its place.
  await press(page, 'button', da.lift)
  await type(page, mere.evidence, 'Beløbet er flyttet.')
  await reads(title)
  await press(page, 'button', sends(da.lift))
  await sees(siger.did({ act: 'lift' }))
  await reads(title)
  await press(page, 'button', da.condition)
  await type(page, da.conditionIs, 'Revisor har set det.')
  await reads(title)
  await press(page, 'button', sends(da.condition))
  await sees('Revisor har set det.')
  await buyer.must(meetCondition, { params: place, body: { evidence: 'Revisor skrev under i dag.' } })
  await page.reload()
  await sees('Revisor skrev under i dag.')
  await reads(title)
  await press(page, 'button', da.confirm)
  await press(page, 'button', sends(da.confirm))
  await sees(siger.did({ act: 'confirm' }))
  await reads(title)
  await press(page, 'button', `← ${da.inbox}`, 'Shift+Tab')
  await sees(siger.ownStatus({ status: 'approved' }))
  await reads(siger.waiting({ n: 0 }))
  await press(page, 'button', da.away)
  await ellen.field(mere.firstDay).waitFor()
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
  const { approval, statusOf, handlings } = await standing(buyer, ids.rfqId)
  expect([statusOf(technical), statusOf(deputy)]).toEqual(['actionable', 'approved'])
  const late = approval.steps.find(({ email }) => email === technical)?.stakeholderId
  const byTime = handlings.filter((one) => 'stakeholderId' in one && one.stakeholderId === late)
  expect(byTime.map(({ kind, by }) => [kind, by])).toEqual([
    ['remind', 'clock'],
    ['escalate', 'clock'],
  ])
})
