import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { StakeholderRole } from '../../shared/domain/party.ts'
import { SOON } from '../support/soon.ts'
import { approve } from './support/approving.ts'
import { confirmIn, isSaved, linkTo, pastePrices, submitBid, typePrice } from './support/bidding.ts'
import { addStakeholder, createOrganisation } from './support/organisation.ts'
import { show } from './support/screenshot.ts'
import { openSealbid } from './support/sealbid.ts'
import { signInAs } from './support/sign-in.ts'
import { words } from './support/words.ts'

const journey = openSealbid()
const HOUR = 3_600_000

/** The public example of OASIS where it is at hand, else one of the same shape. */
const published = join(process.env.SEALBID_DATA ?? '../shared/data', 'ubl/UBL-RequestForQuotation-2.1-Example.xml')
// Pictures for the README show our own file, never a public one's names.
const ownFile = process.env.SEALBID_SCREENSHOTS !== undefined || !existsSync(published)
const file = ownFile ? join(import.meta.dirname, 'samples/workstations.xml') : published
const title = /<cbc:Note>(.+?)<\/cbc:Note>/.exec(readFileSync(file, 'utf8'))?.[1] ?? ''

/** As a datetime-local field takes it, in Copenhagen. */
const wall = (instant: number) =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Europe/Copenhagen' })
    .format(instant)
    .replace(' ', 'T')

const approvers: { role: StakeholderRole; name: string; email: string; language: 'en' | 'da' }[] = [
  { role: 'technical', name: 'Tove Lund', email: 'tove@strandby.example', language: 'da' },
  { role: 'commercial', name: 'Karim Haddad', email: 'karim@strandby.example', language: 'en' },
  { role: 'financial', name: 'Ellen Friis', email: 'ellen@strandby.example', language: 'en' },
  { role: 'operational', name: 'Jonas Bech', email: 'jonas@strandby.example', language: 'en' },
]
const bidders = [
  { legalName: 'Nordkontor A/S', email: 'anna@nordkontor.example', prices: ['6.120,00', '1310', '89.50', '112'] },
  { legalName: 'Deltadata A/S', email: 'mads@deltadata.example', prices: ['6200', '1355', '80', '100'] },
  { legalName: 'Hansen & Søn', email: 'lise@hansen.example', prices: ['6000', '1200', '70', '90'] },
]

journey('from a UBL file to a contract and an order', async ({ person, stack }) => {
  const buyer = await person('buyer', { refused: [401] })
  await buyer.go('/')
  await buyer.page
    .getByRole('main')
    .getByRole('button', { name: words('shell.signIn') })
    .click()
  await signInAs(stack, buyer, 'sille@strandby.example', 'Sille Holm')
  await buyer.reads(words('shell.welcomeTitle'))
  await createOrganisation(buyer, 'Strandby Kommune', 'Strandby')
  await buyer.reads(words('shell.home'))
  await buyer.link(words('shell.organisation')).click()
  for (const { language, ...approver } of approvers) await addStakeholder(buyer, approver, language)
  await buyer.reads(words('shell.organisation'))

  await buyer.go('/rfqs/new')
  await buyer.reads(words('rfqs.newTitle'))
  await buyer.page.getByLabel(words('rfqs.chooseFile')).setInputFiles(file)
  await buyer.button(words('rfqs.beginDraft')).waitFor()
  await buyer.reads(words('rfqs.newTitle'))
  await buyer.button(words('rfqs.beginDraft')).click()
  await buyer.reads(title)
  const closesAt = Math.ceil((stack.clock.now() + HOUR) / 60_000) * 60_000
  await buyer.field(words('rfqs.closesAt')).fill(wall(closesAt))
  await buyer.field(words('rfqs.inviteAddress')).fill(bidders.map(({ email }) => email).join(', '))
  await buyer.button(words('rfqs.inviteAdd')).click()
  await buyer.button(words('rfqs.inviteRemove', { email: bidders[2]?.email ?? '' })).waitFor()
  await buyer.button(words('rfqs.publish')).click()
  await confirmIn(buyer, words('rfqs.publishConfirm'))
  await buyer.page.getByRole('dialog').waitFor({ state: 'detached' })
  await buyer.sees(words('rfqs.sealClosedDetail'))
  await buyer.reads(title)
  await show(buyer.page, 'live-rfq')

  const suppliers = []
  for (const { legalName, email, prices } of bidders) {
    const supplier = await person(legalName, { refused: [401, 409] })
    suppliers.push(supplier)
    await supplier.page.goto(await linkTo(stack, email, '/tenders/'))
    await signInAs(stack, supplier, email, `The seller of ${legalName}`)
    await createOrganisation(supplier, legalName, 'Aarhus C')
    await supplier.reads(title)
    await supplier.button(words('tenders.prepareBid')).click()
    await supplier.page.getByRole('grid').waitFor()
    await pastePrices(
      supplier,
      prices.map((price) => [price]),
    )
    await isSaved(supplier)
    await submitBid(supplier, 1)
  }
  const [first, reviser, withdrawer] = suppliers
  if (!first || !reviser || !withdrawer) throw new Error('Three suppliers bid')
  await typePrice(reviser, 1, '5980')
  await isSaved(reviser)
  await submitBid(reviser, 2)
  await reviser.reads(words('bids.pageTitle', { title }))
  await withdrawer.button(words('bids.withdraw')).click()
  await confirmIn(withdrawer, words('bids.withdraw'))
  await withdrawer.page.getByText(words('bids.withdrawn'), { exact: true }).waitFor()

  await stack.clock.moveTo(closesAt + 40_000)
  await stack.settled()
  await buyer.page.reload()
  await buyer.button(words('rfqs.compareBids')).click()
  await buyer.reads(words('awards.comparison'))
  await buyer.sees(words('awards.withdrew', { names: 'Hansen & Søn', count: 1 }))
  await show(buyer.page, 'comparison')
  await buyer.button(words('awards.propose')).click()
  await buyer.field(words('awards.reason')).fill('The lowest total of the two bids.')
  await buyer.button(words('awards.askAll')).click()
  await buyer.sees(words('awards.proposedToast'))
  await buyer.reads(words('awards.award'))

  for (const { name, email, language } of approvers) {
    const locale = language === 'da' ? 'da-DK' : 'en-GB'
    const approver = await person(name, { phone: true, locale })
    await approve(stack, approver, { email, buyer: 'Strandby Kommune', title, language })
  }

  await stack.settled()
  await buyer.page.reload()
  await buyer.button(words('rfqs.seeContract')).click()
  const heading = buyer.page.getByRole('heading', { level: 1, name: /^Contract \S+/ })
  await heading.waitFor()
  await buyer.reads((await heading.textContent()) ?? '')
  const download = buyer.page.waitForEvent('download')
  await buyer.button(words('contracts.order')).click()
  const order = readFileSync(await (await download).path(), 'utf8')
  expect(order).toContain('urn:oasis:names:specification:ubl:schema:xsd:Order-2')
  expect(order).toContain('Deltadata A/S')
  const agreement = buyer.page.frameLocator('iframe').locator('body')
  for (const { name } of approvers) await expect.poll(() => agreement.textContent(), SOON).toContain(name)

  await buyer.link(words('suppliers.title')).click()
  await buyer.reads(words('suppliers.title'))
  await buyer.button(words('suppliers.rateWhom', { name: 'Deltadata A/S' })).click()
  await buyer.field(words('suppliers.points')).fill('45')
  await buyer.field(words('suppliers.note')).fill('The last delivery came a week late.')
  await buyer.button(words('suppliers.save')).click()
  await buyer.sees(words('suppliers.saved', { name: 'Deltadata A/S', score: 45 }))
  await buyer.sees(words('suppliers.low'))
  await buyer.reads(words('suppliers.title'))

  await first.link(words('shell.myBids')).click()
  await first.link(title).click()
  await first.reads(words('bids.resultTitle', { title }))
  await first.sees(words('bids.outcome', { outcome: 'notAwarded' }))
  await first.sees(words('bids.rankOf', { rank: 2, ranked: 2 }))
})
