import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { approverOf, bidOn } from '../../infra/local/demo/actors.ts'
import { until } from '../../infra/local/demo/client.ts'
import { prices } from '../../infra/local/demo/content.ts'
import { timeOf } from '../../infra/local/demo/running.ts'
import { texts } from '../../infra/local/stand-ins/issuer-texts.ts'
import * as contracts from '../../shared/contracts/contracts.ts'
import { aBuyer, aPublishedRfq, aSupplier, closeAndOpen, fresh, proposeLowest, someLines } from '../support/stories.ts'
import { press, tabTo, type } from './support/keyboard.ts'
import { openSealbid } from './support/sealbid.ts'
import { codeFor } from './support/sign-in.ts'
import { words } from './support/words.ts'

const journey = openSealbid()
const { en } = texts

journey('a supplier nobody invited finds an open RFQ and wins it, without ever touching a mouse', async (cast) => {
  const { stack } = cast
  const { person: buyer, approvers } = await aBuyer(stack)
  const { person: rival } = await aSupplier(stack)
  const rfq = await aPublishedRfq(stack, buyer, [], { lines: someLines(2), terms: { method: 'open' } })
  const { title } = rfq.terms
  const ids = { buyerId: rfq.buyerId, rfqId: rfq.rfqId }
  await bidOn(rival, ids, { lines: prices('101.00', '20.50') })

  const stranger = await cast.person('stranger', { refused: [409] })
  const { page, reads, sees } = stranger
  const { keyboard } = page
  const email = `owner@${fresh('stranger')}.example`
  await stranger.go('/')
  await press(page, 'link', words('shell.seeTenders'))
  await reads(words('shell.tenders'))
  await press(page, 'link', title)

  await type(page, en.email, email)
  await keyboard.press('Enter')
  await tabTo(page, 'textbox', en.code)
  await keyboard.type(await codeFor(stack, email))
  await keyboard.press('Enter')
  await type(page, en.name, 'Edda Strange')
  await keyboard.press('Enter')

  await reads(words('shell.welcomeTitle'))
  await type(page, words('organisation.legalName'), 'Strange Goods Ltd')
  await type(page, words('form.street'), '1 Quay Street')
  await type(page, words('form.postalCode'), 'BS1 4DJ')
  await type(page, words('form.city'), 'Bristol')
  await type(page, words('organisation.registrationId', { country: 'DK' }), '31415926')
  await press(page, 'button', words('shell.createOrganisation'))

  await reads(title)
  await press(page, 'button', words('tenders.prepareBid'))
  await reads(words('bids.pageTitle', { title }))
  await tabTo(page, 'grid', words('bids.lines'))
  for (const price of ['99', '20.5']) {
    await keyboard.type(price)
    await keyboard.press('Enter')
  }
  await press(page, 'button', words('bids.submit'), 'Shift+Tab')
  await page.getByRole('dialog', { name: words('bids.submitTitle') }).waitFor()
  await press(page, 'button', words('bids.submit'))
  await sees(/^Version 1 was accepted at /)

  await closeAndOpen(stack, buyer, rfq)
  const asked = await timeOf(stack)
  await proposeLowest(buyer, rfq.rfqId)
  for (const approver of approvers) {
    const decided = await (await approverOf(stack, approver.email, asked)).decide({ approve: 'As asked for.' })
    expect(decided.ok).toBe(true)
  }
  await until(
    'there is a contract',
    async () => (await buyer.call(contracts.getContract, { params: { rfqId: rfq.rfqId } })).ok,
  )

  await page.reload()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await keyboard.press('g')
  await keyboard.press('b')
  await reads(words('shell.myBids'))
  await press(page, 'link', title)
  await reads(words('bids.resultTitle', { title }))
  await sees(words('bids.outcome', { outcome: 'awarded' }))
  await sees('1 of 2')
  const download = page.waitForEvent('download')
  await press(page, 'button', words('bids.order'))
  const order = readFileSync(await (await download).path(), 'utf8')
  expect(order).toContain('<cbc:Name>Strange Goods Ltd</cbc:Name>')
})
