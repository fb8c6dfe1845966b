import { describe, expect, it } from 'vitest'
import { aTable } from '../../support/api.ts'
import { anEvaluation } from '../../support/awards.ts'
import { MINUTE, someTerms } from '../../support/builders.ts'
import { SOON } from '../../support/soon.ts'
import { aVisit, openWorld, overflow, type Setting, shot, violations } from './visit.ts'

const world = openWorld()
/** Each with a market of its own: everything the person is asked is in their inbox. */
const visit = async (setting: Setting = {}) => aVisit({ ...world, table: await aTable() }, setting)

describe('an inbox', () => {
  it('shows what waits first, opens one, and goes on to the next until nothing waits', async () => {
    const there = await visit({ width: 360 })
    const { page, enter, button, sees, office } = there
    // One is a word that no phone has room for.
    for (const title of ['Chairs', 'Rammeaftaleforlængelse'.repeat(5)]) {
      const { place, bidders } = await anEvaluation(there.table, { rfq: { terms: someTerms({ title }) } })
      await office.propose(place.rfqId, bidders[0]?.supplierId ?? '')
      await office.deliver(place)
    }
    await enter()
    await page.getByRole('heading', { name: '3 wait for you' }).waitFor()
    expect(await violations(page)).toEqual([])
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    await shot(page, 'inbox')
    for (const left of [2, 1, 0]) {
      if (left === 2) await button('Computers').click()
      await button('I have none: continue').click()
      await button('Approve').click()
      await sees(/^Approved, /)
      const next = page.getByRole('button', { name: /^Next: / })
      await expect.poll(() => next.count(), SOON).toBe(left > 0 ? 1 : 0)
      expect(await overflow(page)).toBeLessThanOrEqual(0)
      if (left === 2) await shot(page, 'next')
      if (left > 0) await next.click()
    }
    await button('← Your inbox').click()
    await page.getByRole('heading', { name: 'Nothing waits for you' }).waitFor()
    await shot(page, 'inbox-done')
    await page.goBack()
    await sees(/^Approved, /)
    await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText(), SOON).not.toBe('Nothing waits for you')
  })

  it('says who decides while its owner is away', async () => {
    const { page, enter, button, sees, problems } = await visit({ width: 360 })
    await enter()
    await button('Away? Who decides meanwhile').click()
    await page.getByLabel('First day away').fill('2026-12-01')
    await page.getByLabel('Last day away').fill('2026-12-24')
    await page.getByLabel('Name').fill('Ole Juhl')
    await page.getByLabel('E-mail').fill('financial@strandby.example')
    await page.getByLabel('Dansk').check()
    await button('Let them decide').click()
    await page.locator('#email-wrong', { hasText: 'This person cannot decide for you' }).waitFor()
    await page.getByLabel('E-mail').fill('ole@strandby.example')
    expect(await violations(page)).toEqual([])
    await button('Let them decide').click()
    await sees('From 1 Dec 2026 to 24 Dec 2026, Ole Juhl')
    await shot(page, 'absence')
    await button('I am back').click()
    await page.getByText('From 1 Dec 2026').waitFor({ state: 'detached' })
    await page.goBack()
    await page.getByRole('heading', { name: 'Before you look' }).waitFor()
    expect(problems).toEqual([])
  })

  it('outlives its half hour by a new code, with what was half typed', async () => {
    const { page, read, enter, button, sees, office } = await visit()
    await read()
    await page.locator('#comment').fill('Almost')
    office.pass(31 * MINUTE)
    await button('Approve').click()
    await sees('Your half hour is over')
    expect(await violations(page)).toEqual([])
    await shot(page, 'session-over')
    await enter()
    await expect.poll(() => page.locator('#comment').inputValue(), SOON).toBe('Almost')
    await button('Close it now').click()
    await button('Send me a code').waitFor()
    await page.reload()
    await button('Send me a code').waitFor()
  })

  it('says so when a link is unknown, when there is none, and when the server cannot be reached', async () => {
    const { page, context, site, read, button, sees } = await visit()
    await page.goto(site.url)
    await page.getByRole('heading', { name: 'This page needs its link' }).waitFor()
    await shot(page, 'no-link')
    await page.goto(`${site.url}#${'x'.repeat(43)}`)
    await page.getByRole('heading', { name: 'This link does not work' }).waitFor()
    expect(await violations(page)).toEqual([])
    await read()
    await page.locator('#comment').fill('Fine')
    await context.setOffline(true)
    await button('Approve').click()
    await sees('The server does not answer')
    await shot(page, 'offline')
    await context.setOffline(false)
    await button('Approve').click()
    await sees(/^Approved, /)
  })

  it('speaks the stakeholder’s language, and another on request for good', async () => {
    const { page, site, token } = await visit({ language: 'da' })
    await page.goto(`${site.url}#${token}`)
    await page.getByRole('heading', { name: 'Strandby Kommune beder om din godkendelse' }).waitFor()
    await expect.poll(() => page.getAttribute('html', 'lang'), SOON).toBe('da')
    await page.getByRole('button', { name: 'Français' }).click()
    await page.getByRole('heading', { name: 'Strandby Kommune demande votre approbation' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Strandby Kommune demande votre approbation' }).waitFor()
    await expect.poll(() => page.getAttribute('html', 'lang'), SOON).toBe('fr')
    expect(await violations(page)).toEqual([])
  })
})
