import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { SOON } from '../support/soon.ts'
import { aBuyer, aPublishedRfq, aSupplier, someLines } from '../support/stories.ts'
import { isSaved, linkTo, pastePrices, priceCell, submitBid, typePrice } from './support/bidding.ts'
import { openSealbid } from './support/sealbid.ts'
import { signInAs } from './support/sign-in.ts'
import { ord, words } from './support/words.ts'

const journey = openSealbid()

journey(
  'the draft of a bid survives a crash of its tab, speaks up in a second tab, and moves by file',
  async (cast) => {
    const { stack } = cast
    const { person: buyer } = await aBuyer(stack)
    const { person: supplier } = await aSupplier(stack)
    const rfq = await aPublishedRfq(stack, buyer, [supplier], { lines: someLines(3) })
    const { title } = rfq.terms
    const bid = await linkTo(stack, supplier.email, '/tenders/')

    const clerk = await cast.person('clerk', { colorScheme: 'dark' })
    await clerk.page.goto(`${bid}/bid`)
    await signInAs(stack, clerk, supplier.email)
    await clerk.reads(words('bids.pageTitle', { title }))
    await pastePrices(clerk, [['1.250,50'], ['abc'], ['3.333333']])
    await isSaved(clerk)

    const inspector = await clerk.context.newCDPSession(clerk.page)
    const crashed = clerk.page.waitForEvent('crash')
    // The tab dies before it can answer.
    inspector.send('Page.crash').catch(() => undefined)
    await crashed

    const again = await clerk.context.newPage()
    await again.goto(`${bid}/bid`)
    await priceCell(again, 1).getByText('1,250.50').waitFor()
    await expect.poll(() => priceCell(again, 2).textContent(), SOON).toContain('abc')
    await expect.poll(() => priceCell(again, 3).textContent(), SOON).toBe('3.333333')

    const other = await clerk.context.newPage()
    await other.goto(`${bid}/bid`)
    const tab = { ...clerk, page: other }
    await typePrice(tab, 2, '20')
    await isSaved(tab)
    await again.getByRole('button', { name: words('form.takeOtherTab') }).click()
    await priceCell(again, 2).getByText('20.00').waitFor()

    const download = again.waitForEvent('download')
    await again.getByRole('button', { name: words('bids.download') }).click()
    const file = await (await download).path()
    expect(readFileSync(file, 'utf8')).toContain('"1250.50"')

    const colleague = await cast.person('colleague', { phone: true, locale: 'da-DK' })
    await colleague.page.goto(`${bid}/bid`)
    await signInAs(stack, colleague, supplier.email, undefined, 'da')
    await colleague.reads(ord('bids.pageTitle', { title }))
    await colleague.page.getByLabel(ord('bids.upload')).setInputFiles(file)
    const unitPrice = colleague.page.getByLabel(`${ord('bids.unitPrice')} DKK`).first()
    await expect.poll(() => unitPrice.inputValue(), SOON).toBe('1250,50')
    await submitBid(colleague, 1, 'da')
    await colleague.reads(ord('bids.pageTitle', { title }))
  },
)
