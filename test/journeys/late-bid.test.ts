import { expect } from 'vitest'
import * as awards from '../../shared/contracts/awards.ts'
import { SOON } from '../support/soon.ts'
import { aBuyer, aPublishedRfq, aSupplier, closeAndOpen, someLines } from '../support/stories.ts'
import { aboutToSubmit, confirmIn, isSaved, linkTo, pastePrices, priceCell } from './support/bidding.ts'
import { openSealbid } from './support/sealbid.ts'
import { signInAs } from './support/sign-in.ts'
import { words } from './support/words.ts'

const journey = openSealbid()

journey('a bid in the last millisecond stands, a bid at closing time is refused with both times', async (cast) => {
  const { stack } = cast
  const { person: buyer } = await aBuyer(stack)
  const suppliers = [await aSupplier(stack), await aSupplier(stack)]
  const invited = suppliers.map(({ person }) => person)
  const closesAt = new Date(Math.ceil((stack.clock.now() + 5 * 60_000) / 60_000) * 60_000).toISOString()
  const rfq = await aPublishedRfq(stack, buyer, invited, { lines: someLines(2), terms: { closesAt } })
  const { title } = rfq.terms

  const [early, late] = [await cast.person('early'), await cast.person('late', { refused: [409] })]
  for (const [bidder, { email }] of [
    [early, invited[0] ?? buyer],
    [late, invited[1] ?? buyer],
  ] as const) {
    await bidder.page.goto(await linkTo(stack, email, '/tenders/'))
    await signInAs(stack, bidder, email)
    await bidder.reads(title)
    await bidder.button(words('tenders.prepareBid')).click()
    await bidder.reads(words('bids.pageTitle', { title }))
    await pastePrices(bidder, [['100.00'], ['20.50']])
    await isSaved(bidder)
    await aboutToSubmit(bidder)
  }

  await stack.clock.holdAt(Date.parse(closesAt) - 1)
  await confirmIn(early, words('bids.submit'))
  await early.sees(/Version 1 was accepted at .*:59\.999/)
  await early.sees(words('bids.stands'))

  await stack.clock.holdAt(Date.parse(closesAt))
  await confirmIn(late, words('bids.submit'))
  const refusal = late.page.getByRole('alert')
  await expect.poll(() => refusal.textContent(), SOON).toMatch(/closed at .*:00\.000.*arrived at .*:00\.000/)
  await expect.poll(() => priceCell(late.page, 1).textContent(), SOON).toBe('100.00')
  await late.reads(words('bids.pageTitle', { title }))

  await stack.clock.advance(1)
  await closeAndOpen(stack, buyer, rfq, invited)
  const { bids } = (await buyer.must(awards.getComparison, { params: { rfqId: rfq.rfqId } })).value
  expect(bids.map(({ supplierId }) => supplierId)).toEqual([suppliers[0]?.supplierId])
})
