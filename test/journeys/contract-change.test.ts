import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { approverOf, type Opinion } from '../../infra/local/demo/actors.ts'
import { timeOf } from '../../infra/local/demo/running.ts'
import type { TestStack } from '../support/stack.ts'
import { aProposedAward } from '../support/stories.ts'
import { approvalSays, approvalWords, openApproval, sends } from './support/approving.ts'
import { confirmIn, isSaved, linkTo } from './support/bidding.ts'
import type { Person } from './support/person.ts'
import { openSealbid } from './support/sealbid.ts'
import { signInAs } from './support/sign-in.ts'
import { words } from './support/words.ts'

const journey = openSealbid()
const { en } = approvalWords
const { en: says } = approvalSays

const [QUANTITY, UNIT_PRICE] = [0, 1]

/** Types over one cell of the lines to change, as in a spreadsheet. */
const typeOver = async ({ page }: Person, line: number, column: number, text: string) => {
  const rows = page.getByRole('grid', { name: words('changes.lines'), exact: true }).locator('tbody tr')
  await rows
    .nth(line - 1)
    .getByRole('gridcell')
    .nth(column)
    .click()
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

const signedIn = async (stack: TestStack, person: Person, email: string, path: string) => {
  await person.go('/')
  await person.page
    .getByRole('main')
    .getByRole('button', { name: words('shell.signIn') })
    .click()
  await signInAs(stack, person, email)
  await person.sees(words('shell.home'))
  await person.go(path)
}

const decides = async (stack: TestStack, email: string, opinion: Opinion, since = 0) =>
  expect(await (await approverOf(stack, email, since)).decide(opinion)).toMatchObject({ ok: true })

const concluded = async (stack: TestStack) => {
  const made = await aProposedAward(stack)
  await Promise.all(made.approvers.map((email) => decides(stack, email, { approve: 'As asked for.' })))
  await stack.settled()
  return made
}

journey('a change is vetoed, revised, approved, accepted, and part of the contract', async ({ person, stack }) => {
  const { buyer, suppliers, rfq, ids, approvers } = await concluded(stack)
  const { title } = rfq.terms
  const [, commercial = '', financial = ''] = approvers
  const proposed = await timeOf(stack)

  // The buyer types over a quantity and a price, and reads who will have to approve it while typing.
  const sille = await person('buyer', { refused: [401] })
  await signedIn(stack, sille, buyer.email, `/rfqs/${ids.rfqId}/contract`)
  await sille.button(words('changes.propose')).click()
  await sille.button(words('changes.proposeConfirm')).click()
  await sille.sees(words('problems.change_empty'))
  await typeOver(sille, 1, QUANTITY, '20')
  await typeOver(sille, 2, UNIT_PRICE, '25')
  await sille.field(words('changes.reason')).selectOption('quantity')
  await sille.field(words('changes.words')).fill('Twice as many of the first, from January.')
  const note = `${words('changes.note')} (${words('form.optional')})`
  await sille.field(note).fill('The town hall moves in earlier.')
  await isSaved(sille)
  await sille.page.reload()
  const outlook = sille.page.getByRole('region', { name: words('changes.outlook') })
  await outlook.getByText('The financial one').waitFor()
  await outlook.getByText('The commercial one').waitFor()
  await sille.reads(words('changes.proposeTitle'))
  await sille.button(words('changes.proposeConfirm')).click()
  await sille.sees(words('changes.proposedToast', { number: 1 }))
  await sille.sees(words('changes.standing', { standing: 'inApproval' }))

  // Ellen sees the lines as they are and shall be, and vetoes by the link in her mail.
  const ellen = await person('financial', { phone: true })
  await stack.settled()
  const link = await linkTo(stack, financial, '/approve/')
  const asked = { email: financial, buyer: buyer.email.split(/[@.]/)[1] ?? '', title, link, since: proposed }
  await openApproval(stack, ellen, asked)
  await ellen.button(en.veto).click()
  await ellen.field(says.vetoReason({ reason: 'budget' })).check()
  await ellen.field(en.words).fill('The price is above what was budgeted.')
  await ellen.field(en.remedy).fill('Keep the old price.')
  await ellen.button(sends(en.veto)).click()
  await ellen.sees(says.vetoStands())

  // The buyer revises it: it begins with what was proposed, and says who is asked again.
  await sille.page.reload()
  await sille.sees('Keep the old price.')
  await sille.reads((await sille.page.title()).replace(' · sealbid', ''))
  const revised = await timeOf(stack)
  await sille.button(words('changes.revise')).first().click()
  await typeOver(sille, 2, UNIT_PRICE, '20.50')
  const again = 'The commercial one (commercial) and The financial one (financial)'
  await sille.sees(words('approvals.reaskAgain', { names: again }))
  await sille.reads(words('changes.reviseTitle', { number: 1 }))
  await sille.button(words('changes.proposeConfirm')).click()
  await sille.sees(words('changes.proposedToast', { number: 2 }))
  await stack.settled()
  await Promise.all([commercial, financial].map((email) => decides(stack, email, { approve: 'As revised.' }, revised)))
  await stack.settled()

  // The supplier finds it on its home page, and before anything else of the contract, and accepts.
  const [winner] = suppliers
  const anna = await person('supplier', { phone: true, refused: [401] })
  await signedIn(stack, anna, winner?.email ?? '', '/')
  const waiting = anna.page.getByRole('link', { name: words('bids.answerChange') })
  await waiting.waitFor()
  await anna.reads(words('shell.home'))
  await waiting.click()
  await anna.sees(words('changes.offeredToYou', { number: 2 }))
  await anna.page.locator('s', { hasText: /^10$/ }).first().waitFor()
  await anna.reads(words('bids.resultTitle', { title }))
  await anna.button(words('changes.accept')).click()
  await confirmIn(anna, words('changes.acceptConfirm'))
  await anna.sees(words('changes.answeredToast', { accepted: 'yes', number: 2 }))
  await anna.sees(words('changes.standing', { standing: 'agreed' }))
  await anna.reads(words('bids.resultTitle', { title }))
  await anna.go('/')
  await anna.sees(words('bids.nothingWaits'))

  // Both see the contract as changed, and its order change.
  await sille.page.reload()
  await sille.sees(words('changes.standing', { standing: 'agreed' }))
  await sille.page
    .getByRole('grid', { name: words('changes.standingLines') })
    .getByText('20 pieces')
    .waitFor()
  await sille.reads((await sille.page.title()).replace(' · sealbid', ''))
  await sille.page
    .getByText(words('changes.number', { number: 2 }))
    .first()
    .click()
  const download = sille.page.waitForEvent('download')
  await sille.page.getByRole('button', { name: words('changes.orderChange') }).click()
  const order = readFileSync(await (await download).path(), 'utf8')
  expect(order).toContain('urn:oasis:names:specification:ubl:schema:xsd:OrderChange-2')

  // How it was approved is signed as the contract's own approval is, with the veto that was met.
  await stack.settled()
  await sille.button(words('contracts.approvalRecord')).click()
  await sille.field(words('contracts.recordOf')).selectOption(words('changes.number', { number: 2 }))
  await sille.reads(words('contracts.changeRecord', { number: 2 }))
  await sille.sees(words('contracts.verified'))
  await sille.page.frameLocator('iframe').getByText('Keep the old price.').first().waitFor()
})
