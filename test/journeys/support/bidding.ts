import type { Page } from 'playwright-core'
import { until } from '../../../infra/local/demo/client.ts'
import { mailsTo, type Running } from '../../../infra/local/demo/running.ts'
import type { Person } from './person.ts'
import { ord, words } from './words.ts'

/** The link in the newest mail to this address that leads to a path. */
export const linkTo = (running: Running, address: string, path: string): Promise<string> =>
  until(`${address} got a link to ${path}`, async () => {
    const links = (await mailsTo(running, address)).flatMap(({ text }) => text.match(/https?:\/\/[^\s<>"]+/g) ?? [])
    return links.find((link) => new URL(link).pathname.startsWith(path))
  })

const cellsOf = (page: Page, line: number) =>
  page
    .getByRole('grid', { name: words('bids.lines'), exact: true })
    .locator('tbody tr')
    .nth(line - 1)
    .getByRole('gridcell')

const UNIT_PRICE = 1
export const priceCell = (page: Page, line: number) => cellsOf(page, line).nth(UNIT_PRICE)

/** Copies a block as a spreadsheet would and pastes it at the first unit price. */
export const pastePrices = async ({ page }: Person, block: readonly (readonly string[])[]): Promise<void> => {
  await page.evaluate((text) => navigator.clipboard.writeText(text), block.map((row) => row.join('\t')).join('\n'))
  await priceCell(page, 1).click()
  await page.keyboard.press('Control+V')
}

/** Types one price into its cell, as one does in a spreadsheet. */
export const typePrice = async ({ page }: Person, line: number, price: string): Promise<void> => {
  await priceCell(page, line).click()
  await page.keyboard.type(price)
  await page.keyboard.press('Enter')
}

export const isSaved = ({ page }: Person): Promise<void> =>
  page.getByText(new RegExp(words('form.savedAt', { time: '\\d\\d:\\d\\d:\\d\\d' }))).waitFor()

const languages = { en: words, da: ord }
type Spoken = keyof typeof languages

/** Asks to submit; the dialog is open and nothing is sent. */
export const aboutToSubmit = async ({ page, button }: Person, language: Spoken = 'en'): Promise<void> => {
  const t = languages[language]
  await button(t('bids.submit')).click()
  await page.getByRole('dialog', { name: t('bids.submitTitle') }).waitFor()
}

export const confirmIn = ({ page }: Person, label: string): Promise<void> =>
  page.getByRole('dialog').getByRole('button', { name: label, exact: true }).click()

/** Submits what is priced; waits until it stands as this version. */
export const submitBid = async (person: Person, version: number, language: Spoken = 'en'): Promise<void> => {
  const t = languages[language]
  await aboutToSubmit(person, language)
  await confirmIn(person, t('bids.submit'))
  await person.sees(t('bids.submitted', { version, at: '' }).trim())
  await person.page.getByRole('dialog').waitFor({ state: 'detached' })
}
