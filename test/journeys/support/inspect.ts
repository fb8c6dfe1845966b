import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { words } from './words.ts'

const NARROW = { width: 360, height: 740 }

/** Drawn to the end: no placeholder, no font on its way. */
const settled = async (page: Page) => {
  await page.getByText(words('ui.loading'), { exact: true }).first().waitFor({ state: 'detached' })
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
}

/** How far the page can be pushed sideways. */
const overhang = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const measure = () => resolve(document.documentElement.scrollWidth - document.documentElement.clientWidth)
        requestAnimationFrame(() => requestAnimationFrame(measure))
      }),
  )

/** Waits for the page of this title, then reports what axe finds on it and whether 360 pixels are too few. */
export const inspect = async (page: Page, title: string, report: (fault: string) => void): Promise<void> => {
  await page
    .waitForFunction((expected) => document.title === expected, `${title} · sealbid`)
    .catch(async () => {
      throw new Error(`The page at ${page.url()} is titled “${await page.title()}”, not “${title} · sealbid”`)
    })
  await settled(page)
  const { violations } = await new AxeBuilder({ page }).analyze()
  for (const { id, help, nodes } of violations) {
    report(`${title}: axe ${id}, ${help}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`)
  }
  const before = page.viewportSize()
  if (before === null) throw new Error('A window without a size')
  if (before.width !== NARROW.width) await page.setViewportSize(NARROW)
  const over = await overhang(page)
  if (over > 0) report(`${title}: scrolls ${over} px sideways at ${NARROW.width} px`)
  if (before.width !== NARROW.width) await page.setViewportSize(before)
}
