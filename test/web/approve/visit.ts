import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { keys } from '../../../shared/store/keys.ts'
import type { Table } from '../../../shared/store/table.ts'
import { anOffice, type Office } from '../../support/approvals.ts'
import { anEvaluation, aStakeholder } from '../../support/awards.ts'
import { aBucket } from '../../support/bucket.ts'
import { BUYER } from '../../support/builders.ts'
import { launchChromium } from '../../support/chromium.ts'
import { serveOffice } from './served.ts'

export const { stakeholderId, email } = aStakeholder('financial')

export type Setting = {
  dearer?: boolean
  language?: 'en' | 'fr' | 'da'
  width?: number
  dark?: boolean
  evaluation?: Parameters<typeof anEvaluation>[1]
  /** What is there before anything is proposed. */
  before?: (place: { buyerId: string; rfqId: string }, bucket: ReturnType<typeof aBucket>) => Promise<unknown>
}
export type World = { browser: Browser; folder: string; toEnd: (() => Promise<void>)[] }

/** A browser and a folder for the tests of a file, which go with whatever was opened in them. */
export const openWorld = (): World => {
  const folder = mkdtempSync(join(tmpdir(), 'approve-'))
  const toEnd: World['toEnd'] = []
  let opened: Browser | undefined
  beforeAll(async () => {
    opened = await launchChromium()
  })
  afterAll(async () => {
    for (const end of toEnd) await end()
    await opened?.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    get browser() {
      if (!opened) throw new Error('The browser opens before the first test, not before the file')
      return opened
    },
    folder,
    toEnd,
  }
}

/** The financial stakeholder before their page, with an award to decide. */
export const aVisit = async (world: World & { table: Table }, setting: Setting = {}) => {
  const { table } = world
  const { dearer = false, language = 'en' } = setting
  const { place, bidders } = await anEvaluation(table, setting.evaluation)
  await table.update({
    update: keys.stakeholder(BUYER, stakeholderId),
    set: { language },
    when: 'present',
    otherwise: { code: 'none' },
  })
  const bucket = aBucket()
  await setting.before?.(place, bucket)
  const office = anOffice(table, bucket)
  const supplierId = bidders[dearer ? 1 : 0]?.supplierId ?? ''
  await office.propose(place.rfqId, supplierId, dearer ? { justification: 'It delivers in a week' } : {})
  await office.deliver(place)
  const token = await office.tokenOf(place, stakeholderId)
  return { table, place, supplierId, ...(await aReader(world, office, token, setting)) }
}

/** Somebody with a link, before a browser of their own. */
export const aReader = async (
  { browser, folder, toEnd }: World,
  office: Office,
  token: string,
  { width = 1000, dark = false }: Setting = {},
) => {
  const site = await serveOffice(office, mkdtempSync(join(folder, 'site-')))
  const context = await browser.newContext({
    viewport: { width, height: 740 },
    locale: 'en-GB',
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (line) => {
    const refusal = /the server responded with a status of 4\d\d/.test(line.text())
    if (line.type() === 'error' && !refusal) problems.push(line.text())
  })
  toEnd.push(async () => {
    await context.close()
    await site.stop()
  })
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  /** Asks for a code and types it. */
  const prove = async (link = token) => {
    const asked = page.waitForResponse((answer) => answer.url().endsWith('/codes'))
    await page.locator('.acts button').first().click()
    const { turn } = await (await asked).json()
    await page.locator('#code').fill(await office.codeOf(link, turn, await secretOf(page)))
    await page.locator('footer').waitFor()
  }
  /** Proves the mailbox; where it leads to depends on what waits. */
  const enter = async (link = token) => {
    // From a page of its own: there the link would only change the hash, and the page goes on for a moment.
    await page.goto('about:blank')
    await page.goto(`${site.url}#${link}`)
    await prove(link)
  }
  /** To the content, without an interest of one's own. */
  const read = async (link = token) => {
    await enter(link)
    await page.locator('#decision .primary').first().click()
    await page.locator('.own').first().waitFor()
  }
  const sees = (text: string | RegExp) => page.getByText(text).first().waitFor()
  return { office, page, context, site, token, problems, enter, prove, read, sees, button }
}

export const secretOf = async (page: Page) =>
  (await page.evaluate(() => localStorage.getItem('sealbid.approve.browser'))) ?? ''

export const violations = async (page: Page) => {
  const { violations: found } = await new AxeBuilder({ page }).analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}
export const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)

/** `SHOTS=folder` keeps what the page looked like. */
export const shot = async (page: Page, name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `approve-${name}.png`), fullPage: true })
}
