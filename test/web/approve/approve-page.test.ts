import { describe, expect, it } from 'vitest'
import { aTable } from '../../support/api.ts'
import { SOON } from '../../support/soon.ts'
import { aVisit, openWorld, type Setting, secretOf, shot, violations } from './visit.ts'

const world = openWorld()
const visit = async (setting: Setting = {}) => aVisit({ ...world, table: await aTable() }, setting)

describe('the approver’s page', () => {
  it('leads by keyboard from the link over the code to an approval, in 15 kB and by all rules of access', async () => {
    const { page, site, token, office, problems } = await visit()
    await page.goto(`${site.url}#${token}`)
    await page.getByRole('heading', { name: 'Strandby Kommune asks for your approval' }).waitFor()
    await expect.poll(() => page.url(), SOON).toBe(site.url)
    expect(await page.locator('main').innerText()).not.toMatch(/Deltadata|5,980|209,300/)
    expect(await violations(page)).toEqual([])
    await shot(page, 'case')

    const pressed = async (name: string) => {
      await page.getByRole('button', { name, exact: true }).first().waitFor()
      for (let i = 0; i < 30; i++) {
        await page.keyboard.press('Tab')
        const label = await page.evaluate(() => document.activeElement?.textContent)
        if (label === name) return page.keyboard.press('Enter')
      }
      throw new Error(`No way to ${name} by keyboard`)
    }
    await pressed('Send me a code')
    await page.locator('#code').waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.id), SOON).toBe('code')
    await page.getByText('We sent six digits to f…@strandby.example').first().waitFor()
    const code = await office.codeOf(token, 1, await secretOf(page))
    await page.keyboard.type(code === '111111' ? '222222' : '111111')
    await page.getByText('This is not the code we sent').waitFor()
    expect(await violations(page)).toEqual([])
    await page.keyboard.type(code)

    await page.getByRole('heading', { name: 'Before you look' }).waitFor()
    const before = await page.locator('main').innerText()
    expect(before).toContain('Nordkontor')
    expect(before).not.toMatch(/5,980|209,300/)
    expect(await violations(page)).toEqual([])
    await shot(page, 'declare')
    await pressed('I have none: continue')

    await page.getByRole('heading', { name: 'What is bought' }).waitFor()
    const text = await page.locator('main').innerText()
    for (const part of [
      'Deltadata',
      '209,300.00 DKK',
      '5,980.00',
      'within 10 days',
      'A new supplier',
      'Nordkontor',
      '+4,900.00',
      'Price and terms',
      'The technical one',
      'Deltadata (DK29190001)',
    ])
      expect(text).toContain(part)
    // Ids of records are no business of a reader.
    expect(text).not.toMatch(/\b(org|rfq|awd|stk)_[0-9A-Z]/)
    expect(await violations(page)).toEqual([])
    await shot(page, 'content')
    expect(site.bytesSent()).toBeLessThanOrEqual(15_000)

    await page.locator('#comment').fill('Within budget')
    await pressed('Approve')
    await page
      .getByText(/^Approved, /)
      .first()
      .waitFor()
    await expect
      .poll(() => page.locator('#decision').innerText(), SOON)
      .toMatch(/Within budget[\s\S]*you may still turn this into a veto/)
    expect(await violations(page)).toEqual([])
    await shot(page, 'approved')
    expect(problems).toEqual([])
  })
})
