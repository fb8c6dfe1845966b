import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { SOON } from '../support/soon.ts'
import { serveGallery } from './gallery/serve.ts'

let gallery: Awaited<ReturnType<typeof serveGallery>>
let browser: Browser
let context: BrowserContext
let page: Page
const complaints: string[] = []

beforeAll(async () => {
  gallery = await serveGallery()
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  gallery?.close()
})

const open = async (path: string, options: Parameters<Browser['newContext']>[0] = {}) => {
  await context?.close()
  context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB', ...options })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  page = await context.newPage()
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(`${gallery.url}${path}`)
  await page.waitForSelector('h1')
}
beforeEach(() => {
  complaints.length = 0
})
afterEach(async () => {
  expect(complaints, 'the console is quiet: nothing broke the content security policy').toEqual([])
})

const violations = async () =>
  (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)

describe.each([
  ['light', { colorScheme: 'light' as const }],
  ['dark', { colorScheme: 'dark' as const }],
  ['phone', { viewport: { width: 360, height: 740 } }],
])('the kit, %s', (_, options) => {
  it.each(['/', '/form', '/table', '/grid?rows=40'])(
    '%s has nothing axe objects to and no sideways scroll',
    async (path) => {
      await open(path, options)
      if (path === '/form') {
        await page.getByRole('button', { name: 'Save' }).click()
        await page.getByRole('alert').waitFor()
      }
      expect(await violations()).toEqual([])
      const beyond = () =>
        page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      await expect.poll(beyond, SOON).toBeLessThanOrEqual(0)
    },
  )
})

describe('a dialog', () => {
  it('gives the focus back to what opened it, though it is taken off the page rather than closed', async () => {
    await open('/')
    for (const leave of ['Escape', 'Enter']) {
      await page.getByRole('button', { name: 'Extend' }).focus()
      await page.keyboard.press('Enter')
      const act = page.getByRole('dialog').getByRole('button', { name: 'Cancel the RFQ' })
      await act.focus()
      await page.keyboard.press(leave)
      await act.waitFor({ state: 'detached' })
      await expect.poll(() => page.evaluate(() => document.activeElement?.textContent), SOON).toBe('Extend')
    }
  })
})

describe('the grid in a browser', () => {
  const cell = (row: number, column: number) =>
    page.locator(`[role="grid"] tbody tr[aria-rowindex="${row + 2}"] > *`).nth(column)
  const PRICE = 4
  const grid = () => page.getByRole('grid')

  it('draws only what is in sight of 5,000 rows, and moves through them without a stutter', async () => {
    await open('/grid')
    await cell(0, PRICE).click()
    expect(await page.locator('[role="grid"] tbody tr').count()).toBeLessThan(60)
    const typical = await page.evaluate(async () => {
      const took: number[] = []
      const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
      const target = document.querySelector('[role="grid"]')!
      for (let step = 0; step < 120; step += 1) {
        const started = performance.now()
        target.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }))
        await frame()
        took.push(performance.now() - started)
      }
      return took.sort((one, other) => one - other)[took.length / 2]
    })
    expect(typical).toBeLessThan(100)
    await page.keyboard.press('Control+End')
    await expect.poll(() => cell(4999, 0).textContent(), SOON).toBe('5000')
    await expect.poll(() => grid().getAttribute('aria-activedescendant'), SOON).toContain('4999')
  })

  it('is typed into, by keys alone', async () => {
    await open('/grid?rows=40')
    await cell(1, PRICE).click()
    await page.keyboard.type('12')
    await page.keyboard.press('Enter')
    await page.keyboard.type('3,400.5')
    await page.keyboard.press('Tab')
    await expect.poll(() => cell(1, PRICE).textContent(), SOON).toBe('12.00')
    await expect.poll(() => cell(2, PRICE).textContent(), SOON).toBe('3,400.50')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('F2')
    await page.keyboard.type('99')
    await page.keyboard.press('Escape')
    await expect.poll(() => cell(2, PRICE).textContent(), SOON).toBe('3,400.50')
    await page.keyboard.press('Control+z')
    await expect.poll(() => cell(2, PRICE).textContent(), SOON).toBe('1,355.00')
    await page.keyboard.press('Control+Shift+z')
    await expect.poll(() => cell(2, PRICE).textContent(), SOON).toBe('3,400.50')
  })

  it('takes a block from a spreadsheet, fills down, and adds rows at its end', async () => {
    await open('/grid?rows=4')
    await cell(3, PRICE).click()
    await page.evaluate(() => navigator.clipboard.writeText('1.100,00\n2 200\n3300'))
    await page.keyboard.press('Control+v')
    await expect.poll(() => page.locator('[data-rows]').textContent(), SOON).toBe('6')
    await expect.poll(() => cell(3, PRICE).textContent(), SOON).toBe('1,100.00')
    await expect.poll(() => cell(4, PRICE).textContent(), SOON).toBe('2,200.00')
    await cell(3, PRICE).click()
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Control+d')
    await expect.poll(() => cell(5, PRICE).textContent(), SOON).toBe('1,100.00')
    await page.keyboard.press('Control+c')
    const copied = () => page.evaluate(() => navigator.clipboard.readText())
    await expect.poll(copied, SOON).toBe('1100.00\n1100.00\n1100.00')
  })

  it('says why a cell is wrong', async () => {
    await open('/grid?rows=4')
    await cell(0, PRICE).click()
    await expect.poll(() => page.getByText('A required line needs a price').isVisible(), SOON).toBe(true)
    await expect.poll(() => cell(0, PRICE).getAttribute('aria-invalid'), SOON).toBe('true')
  })

  it('lets one leave: Escape, then Tab', async () => {
    await open('/grid?rows=4')
    await cell(0, 0).click()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Tab')
    const isInside = () => grid().evaluate((element) => element.contains(document.activeElement))
    await expect.poll(isInside, SOON).toBe(false)
  })

  it('is cards on a phone, with the same rows', async () => {
    await open('/grid?rows=40', { viewport: { width: 360, height: 740 } })
    const quantity = page.getByRole('group', { name: 'Line 1', exact: true }).getByLabel('Unit price, DKK')
    await quantity.fill('77')
    expect(await grid().count()).toBe(0)
    await quantity.blur()
    await expect.poll(() => quantity.inputValue(), SOON).toBe('77.00')
  })
})

describe('the table in a browser', () => {
  it('keeps sort and filter in the URL', async () => {
    await open('/table')
    const totalsOf = async (rows: Locator) =>
      (await rows.locator('td:last-child').allTextContents()).map((text) => Number(text.replaceAll(',', '')))
    const totals = () => totalsOf(page.locator('tbody tr'))
    const drafts = page.locator('tbody tr', { hasText: 'Draft' })
    await drafts.first().waitFor()
    const sorted = (await totalsOf(page.locator('tbody tr', { hasText: 'Open' }))).sort((one, other) => other - one)
    expect(sorted.length).toBeGreaterThan(9)

    await page.getByRole('button', { name: 'Total, DKK' }).click()
    await page.getByRole('button', { name: 'Total, DKK' }).click()
    await page.getByLabel('Status').selectOption('open')
    await expect.poll(() => new URL(page.url()).search, SOON).toBe('?sort=-total&status=open')
    await expect.poll(totals, SOON).toEqual(sorted)
    await page.reload()
    await expect.poll(totals, SOON).toEqual(sorted)
  })

  it('is moved through row by row', async () => {
    await open('/table')
    await page.locator('[data-row-link]').first().focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('href'))
    await expect.poll(focused, SOON).toBe('/rfqs/rfq_2')
  })
})

describe('a form in a browser', () => {
  it('lists what is wrong, focuses the first, and marks go as they are mended', async () => {
    await open('/form')
    await page.getByRole('button', { name: 'Save' }).click()
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('name'))
    await expect.poll(focused, SOON).toBe('/legalName')
    await page.getByRole('link', { name: /^Country/ }).click()
    await expect.poll(focused, SOON).toBe('/address/country')
    await page.getByLabel('Country').selectOption('DK')
    await expect.poll(() => page.getByRole('alert').getByRole('link').count(), SOON).toBe(1)
  })

  it('marks what the server found wrong', async () => {
    await open('/form')
    await page.getByLabel('Legal name').fill('Strandby Kommune')
    await page.getByLabel('Country').selectOption('DK')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => page.getByRole('alert').textContent(), SOON).toContain('Legal name: Fill this in')
  })

  it('keeps exact numbers and instants whatever is shown', async () => {
    await open('/form')
    await page.getByLabel('Legal name').fill('Strandby Kommune')
    await page.getByLabel('Country').selectOption('DK')
    await page.getByLabel('Unit price').fill('1 355,250')
    await page.getByLabel('Ceiling').fill('99.90')
    await page.getByLabel('Closes').fill('2026-07-03T12:00')
    await page.getByRole('button', { name: 'Save' }).click()
    const sent = async () => JSON.parse((await page.locator('[data-sent]').textContent()) || '{}')
    await expect
      .poll(sent, SOON)
      .toMatchObject({ price: '1355.250', ceiling: 9990, closesAt: '2026-07-03T10:00:00.000Z' })
  })

  it('keeps a draft over a crash, and tells the other tab', async () => {
    await open('/form')
    await page.getByLabel('Note').fill('half a bid')
    await expect.poll(() => page.getByText(/^Saved \d\d:\d\d:\d\d$/).count(), SOON).toBe(1)
    const other = await context.newPage()
    await page.close({ runBeforeUnload: false })
    await other.goto(`${gallery.url}/form`)
    await expect.poll(() => other.getByLabel('Note').inputValue(), SOON).toBe('half a bid')
  })
})

describe('a disabled act', () => {
  it('can be reached by keys and says why', async () => {
    await open('/')
    const compare = page.getByRole('button', { name: 'Compare bids' })
    await compare.focus()
    await expect.poll(() => page.getByRole('tooltip').textContent(), SOON).toContain('sealed until')
    await expect.poll(() => compare.getAttribute('aria-describedby'), SOON).toBeTruthy()
  })
})
