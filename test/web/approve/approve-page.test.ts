import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keys } from '../../../shared/store/keys.ts'
import type { Table } from '../../../shared/store/table.ts'
import { aTable } from '../../support/api.ts'
import { anOffice } from '../../support/approvals.ts'
import { anApproval, anEvaluation, aStakeholder, aVeto } from '../../support/awards.ts'
import { BUYER } from '../../support/builders.ts'
import { launchChromium } from '../../support/chromium.ts'
import { serveOffice } from './served.ts'

const second = 'awd_01JQ0000000000000000000002'
const { stakeholderId, email } = aStakeholder('financial')
const folder = mkdtempSync(join(tmpdir(), 'approve-page-'))
let browser: Browser
let table: Table
const toEnd: (() => Promise<void>)[] = []

beforeAll(async () => {
  table = await aTable()
  browser = await launchChromium()
})
afterAll(async () => {
  for (const end of toEnd) await end()
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
})

type Setting = { dearer?: boolean; language?: 'en' | 'fr' | 'da'; width?: number }
const aVisit = async ({ dearer = false, language = 'en', width = 1000 }: Setting = {}) => {
  const { place, bidders } = await anEvaluation(table)
  await table.update({
    update: keys.stakeholder(BUYER, stakeholderId),
    set: { language },
    when: 'present',
    otherwise: { code: 'none' },
  })
  const office = anOffice(table)
  const supplierId = bidders[dearer ? 1 : 0]?.supplierId ?? ''
  await office.propose(place.rfqId, supplierId, dearer ? { justification: 'It delivers in a week' } : {})
  await office.deliver(place)
  const token = await office.tokenOf(place, stakeholderId)
  const site = await serveOffice(office, join(folder, place.rfqId))
  const context = await browser.newContext({ viewport: { width, height: 740 }, locale: 'en-GB' })
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
  const enter = async () => {
    await page.goto(`${site.url}#${token}`)
    await page.locator('.acts button').first().click()
    await page.locator('#code').fill(await office.codeOf(token, 1, await secretOf(page)))
    await page.locator('#decision').waitFor()
  }
  return { office, place, page, context, site, token, problems, enter, supplierId }
}
const secretOf = async (page: Page) =>
  (await page.evaluate(() => localStorage.getItem('sealbid.approve.browser'))) ?? ''
const violations = async (page: Page) => {
  const { violations: found } = await new AxeBuilder({ page }).analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}
const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)

/** `SHOTS=folder` keeps what the page looked like. */
const shot = async (page: Page, name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `approve-${name}.png`), fullPage: true })
}

describe('the approver’s page', () => {
  it('leads by keyboard from the link over the code to an approval, in 15 kB and by all rules of access', async () => {
    const { page, site, token, office, problems } = await aVisit()
    await page.goto(`${site.url}#${token}`)
    await page.getByRole('heading', { name: 'Strandby Kommune asks for your approval' }).waitFor()
    expect(page.url()).toBe(site.url)
    expect(await page.locator('main').innerText()).not.toMatch(/Deltadata|5,980|209,300/)
    expect(await violations(page)).toEqual([])

    await shot(page, 'case')
    const pressed = async (name: string) => {
      for (let i = 0; i < 20; i++) {
        await page.keyboard.press('Tab')
        const label = await page.evaluate(() => document.activeElement?.textContent)
        if (label === name) return page.keyboard.press('Enter')
      }
      throw new Error(`No way to ${name} by keyboard`)
    }
    await pressed('Send me a code')
    await page.locator('#code').waitFor()
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('code')
    expect(await page.getByText('We sent six digits to f…@strandby.example').count()).toBeGreaterThan(0)
    const code = await office.codeOf(token, 1, await secretOf(page))
    await page.keyboard.type(code === '111111' ? '222222' : '111111')
    await page.getByText('This is not the code we sent').waitFor()
    expect(await violations(page)).toEqual([])
    await page.keyboard.type(code)

    await page.getByRole('heading', { name: 'Computers' }).waitFor()
    const text = await page.locator('main').innerText()
    for (const part of [
      'Deltadata',
      '209,300.00 DKK',
      '5,980.00',
      'within 10 days',
      'The lowest total',
      'Nordkontor',
      '+4,900.00',
    ])
      expect(text).toContain(part)
    expect(await violations(page)).toEqual([])
    await shot(page, 'content')
    expect(site.bytesSent()).toBeLessThanOrEqual(15_000)

    await page.locator('#comment').fill('Within budget')
    await pressed('Approve')
    await page.getByText('You approved this on').first().waitFor()
    expect(await page.locator('#decision').innerText()).toContain('you may still turn it into a veto')
    expect(await violations(page)).toEqual([])
    expect(problems).toEqual([])
  })

  it('shows first why it is not the lowest bid, and keeps a half-typed veto through a reload', async () => {
    const { page, enter, problems } = await aVisit({ dearer: true, width: 360 })
    await enter()
    const [noted = 0, reasoned = 0] = await page.evaluate(() => {
      const text = document.querySelector('main')?.textContent ?? ''
      return [text.indexOf('It delivers in a week'), text.indexOf('Why this bid')]
    })
    expect(noted).toBeGreaterThan(0)
    expect(noted).toBeLessThan(reasoned)
    expect(await overflow(page)).toBeLessThanOrEqual(0)

    await page.getByRole('button', { name: 'Veto …' }).click()
    await page.getByLabel('Budget').check()
    await page.getByLabel('In your words').fill('Line 4.2 is')
    await page.reload()
    expect(await page.getByLabel('In your words').inputValue()).toBe('Line 4.2 is')
    expect(await page.getByLabel('Budget').isChecked()).toBe(true)
    await page.getByRole('button', { name: 'Veto the award' }).click()
    expect(await page.locator('#remedy-wrong').innerText()).toBe('Please fill this in.')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('remedy')
    expect(await violations(page)).toEqual([])
    expect(await overflow(page)).toBeLessThanOrEqual(0)

    await shot(page, 'veto')
    await page.getByLabel('What would lift it').fill('Move 40,000 from 4.1')
    await page.getByRole('button', { name: 'Veto the award' }).click()
    await page.getByText('You vetoed this on').first().waitFor()
    expect(await page.locator('#decision').innerText()).toContain('Your veto stands')
    await shot(page, 'receipt')
    expect(await page.getByRole('button', { name: 'Approve' }).count()).toBe(0)
    expect(problems).toEqual([])
  })

  it('speaks the stakeholder’s language, and another on request', async () => {
    const { page, site, token } = await aVisit({ language: 'da' })
    await page.goto(`${site.url}#${token}`)
    await page.getByRole('heading', { name: 'Strandby Kommune beder om din godkendelse' }).waitFor()
    expect(await page.getAttribute('html', 'lang')).toBe('da')
    await page.getByRole('button', { name: 'Français' }).click()
    await page.getByRole('heading', { name: 'Strandby Kommune demande votre approbation' }).waitFor()
    expect(await page.getAttribute('html', 'lang')).toBe('fr')
    expect(await violations(page)).toEqual([])
  })

  it('leads from an old link to the newest proposal', async () => {
    const { page, enter, office, place, supplierId } = await aVisit()
    await office.propose(place.rfqId, supplierId, { awardId: second, after: 1, reason: 'Budget moved' })
    await enter()
    expect(await page.locator('main').innerText()).toMatch(
      /This is the newest proposal[\s\S]*Proposal 2[\s\S]*Budget moved/,
    )
    await page.getByRole('button', { name: 'Approve' }).click()
    await page.getByText('You approved this on').first().waitFor()
  })

  it('shows what others said meanwhile when a decision comes too late', async () => {
    const { page, enter, office, place, supplierId } = await aVisit()
    await enter()
    const other = await office.tokenOf(place, aStakeholder('technical').stakeholderId)
    const session = await office.enter(other)
    const { hashes } = (await office.content(session)).json as { hashes: Parameters<typeof aVeto>[0] }
    await office.decide(session, aVeto(hashes))
    await office.propose(place.rfqId, supplierId, { awardId: second, after: 1, reason: 'Budget moved' })
    await page.getByRole('button', { name: 'Approve' }).click()
    await page.getByText('This proposal no longer stands').waitFor()
    expect(await page.locator('main').innerText()).toContain('Budget moved')
    expect(anApproval(hashes).decision).toBe('approve')
  })

  it('says so when a link is unknown, when there is none, and when the server cannot be reached', async () => {
    const { page, context, site, enter } = await aVisit()
    await page.goto(site.url)
    await page.getByRole('heading', { name: 'This page needs its link' }).waitFor()
    await page.goto(`${site.url}#${'x'.repeat(43)}`)
    await page.getByRole('heading', { name: 'This link does not work' }).waitFor()
    expect(await violations(page)).toEqual([])
    await enter()
    await page.locator('#comment').fill('Fine')
    await context.setOffline(true)
    await page.getByRole('button', { name: 'Approve' }).click()
    await page.getByText('The server does not answer').waitFor()
    await context.setOffline(false)
    await page.getByRole('button', { name: 'Approve' }).click()
    await page.getByText('You approved this on').first().waitFor()
    expect(email).toContain('financial')
  })
})
