import { expect } from 'vitest'
import { texts } from '../../infra/local/stand-ins/issuer-texts.ts'
import * as organisations from '../../shared/contracts/organisations.ts'
import * as policies from '../../shared/contracts/policies.ts'
import { aBuyer } from '../support/stories.ts'
import { press, tabTo, type } from './support/keyboard.ts'
import { openSealbid } from './support/sealbid.ts'
import { codeFor, signInAs } from './support/sign-in.ts'
import { words } from './support/words.ts'

const journey = openSealbid()
const { en } = texts
const RULE = 'Large and risky'

journey(
  'a buyer writes who must approve what, by keyboard, and is told of a colleague who did so meanwhile',
  async (cast) => {
    const { person: buyer } = await aBuyer(cast.stack)
    const sille = await cast.person('buyer', { refused: [401, 412] })
    const { page, reads, sees } = sille
    const { keyboard } = page
    const choose = async (label: string, option: string) => {
      await tabTo(page, 'combobox', label)
      await keyboard.type(option)
    }
    const tick = async (label: string) => {
      await tabTo(page, 'checkbox', label)
      await keyboard.press('Space')
    }
    await sille.go('/organisation')
    await type(page, en.email, buyer.email)
    await keyboard.press('Enter')
    await tabTo(page, 'textbox', en.code)
    await keyboard.type(await codeFor(cast.stack, buyer.email))
    await keyboard.press('Enter')

    await press(page, 'link', words('policy.link'))
    await sees(words('policy.firstVersion'))
    await reads(words('policy.title'))
    await press(page, 'button', words('policy.addRuleTo', { subject: words('policy.subject', { subject: 'award' }) }))
    const dialog = page.getByRole('dialog')
    await type(page, words('policy.ruleName'), RULE)
    await type(page, `${words('policy.atLeast')} (${words('form.optional')})`, '500000')
    await tick(words('policy.risk', { risk: 'high' }))
    await tick(words('rfqs.roleName', { role: 'financial' }))
    await choose(words('policy.stageLabel'), '2')
    await type(page, words('policy.workingDays'), '5')
    await press(page, 'button', words('policy.doneRule'))
    await dialog.waitFor({ state: 'detached' })
    await sees('When the award is at least 500,000.00 DKK and the risk is high:')
    await reads(words('policy.title'))

    const preview = page.getByRole('region', { name: words('policy.preview') })
    await preview.getByText(words('policy.dependsOn', { list: 'the amount and the risk' })).waitFor()
    await type(page, words('policy.amount'), '600000')
    await preview.getByText(words('policy.dependsOn', { list: 'the risk' })).waitFor()
    await choose(words('policy.riskLegend'), words('policy.risk', { risk: 'high' }))
    await preview.getByText(words('policy.because', { list: `Every award and ${RULE}` })).waitFor()
    await preview.getByText(words('policy.possible')).waitFor({ state: 'detached' })

    await page.reload()
    await sees(RULE)
    const { version, savedAt: _, savedBy: __, ...theirs } = (await buyer.must(policies.getApprovalPolicy)).value
    await buyer.must(policies.saveApprovalPolicy, { ifMatch: version, body: { ...theirs, showOpinions: false } })
    await press(page, 'button', words('policy.save'))
    await press(page, 'button', words('policy.keepMine'))
    await press(page, 'button', words('policy.save'), 'Shift+Tab')
    await sees(words('policy.saved', { version: '2' }))
    await reads(words('policy.title'))

    const { value: saved } = await buyer.must(policies.getApprovalPolicy)
    expect(saved).toMatchObject({ version: 2, showOpinions: true })

    // What it says otherwise than the colleague's stands beside what that said.
    await press(page, 'button', words('policy.changedIn', { version: '2' }))
    await dialog.getByText(words('policy.opinionsHidden')).waitFor()
    await dialog.getByText(RULE).waitFor()
    await reads(words('policy.title'))
    await keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect(saved.rules.award.map(({ name }) => name)).toEqual(['Every award', RULE])
    expect(saved.rules.award[1]).toMatchObject({
      when: { atLeastMinor: 50_000_000, risk: ['high'] },
      asks: [{ role: 'financial', needed: 'all', stage: 2, workingDays: 5 }],
    })
  },
)

journey('a colleague reads the policy, and changes it only while an administrator lets them', async (cast) => {
  const { person: buyer } = await aBuyer(cast.stack)
  const name = 'Bo Krag'
  const email = buyer.email.replace('head', 'bo')
  await buyer.must(organisations.inviteMember, { params: { email }, body: { name } })
  const only = words('organisation.onlyAdministrators', { count: 1, names: 'Head' })

  const bo = await cast.person('member', { refused: [401, 403] })
  await bo.go('/organisation/approvals')
  await signInAs(cast.stack, bo, email, name)
  const { organisation } = (await buyer.must(organisations.getMe)).value
  await bo.sees(words('joining.title', { count: 1 }))
  await bo.reads(words('shell.welcomeTitle'))
  await tabTo(bo.page, 'button', words('joining.joinWhom', { organisation: organisation?.legalName ?? '' }))
  await bo.page.keyboard.press('Enter')
  await bo.sees(only)
  expect(await bo.button(words('policy.save')).count()).toBe(0)
  await bo.reads(words('policy.title'))

  const head = await cast.person('administrator', { refused: [401] })
  await head.go('/organisation')
  await signInAs(cast.stack, head, buyer.email)
  const right = words('organisation.administratorWhom', { name })
  await tabTo(head.page, 'switch', right)
  await head.page.keyboard.press('Space')
  await head.sees(words('organisation.memberChangedTo', { kind: 'rightGiven', name }))
  await head.reads(words('shell.organisation'))

  await bo.page.reload()
  await bo.field(words('policy.opinions')).uncheck()
  await tabTo(head.page, 'switch', right)
  await head.page.keyboard.press('Space')
  await head.sees(words('organisation.memberChangedTo', { kind: 'rightTaken', name }))
  await bo.button(words('policy.save')).click()
  await bo.sees(only)
  expect((await buyer.must(policies.getApprovalPolicy)).value).toMatchObject({ version: 0, showOpinions: true })
})
