import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { words } from './words.ts'

const NARROW = { width: 360, height: 740 }

/** Drawn to the end: no placeholder, no font on its way. */
const settled = async (page: Page) => {
  await page.getByText(words('ui.loading'), { exact: true }).first().waitFor({ state: 'detached' })
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
}

const MOMENT = 15_000

/** How far the page can be pushed sideways, once it had a moment to fit. */
const overhang = async (page: Page): Promise<number> => {
  const over = () => document.documentElement.scrollWidth - document.documentElement.clientWidth
  const fits = page.waitForFunction(
    () => document.documentElement.scrollWidth <= document.documentElement.clientWidth,
    {
      timeout: MOMENT,
    },
  )
  return fits.then(() => 0).catch(() => page.evaluate(over))
}

/** Grids become cards when the window narrows, a frame after it does; what one does next must meet what is left. */
const resize = async (page: Page, size: { width: number; height: number }): Promise<void> => {
  await page.setViewportSize(size)
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)))
      }),
  )
}

/** Waits for the page of this title, then reports what axe finds on it and whether 360 pixels are too few. */
export const inspect = async (page: Page, title: string, report: (fault: string) => void): Promise<void> => {
  await page
    .waitForFunction((expected) => document.title === expected, `${title} · sealbid`)
    .catch(async () => {
      throw new Error(`The page at ${page.url()} is titled “${await page.title()}”, not “${title} · sealbid”`)
    })
  await settled(page)
  // The paper in a frame runs no scripts, axe's neither: each page is looked at by itself, as legacy mode does.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  for (const { id, help, nodes } of violations) {
    report(`${title}: axe ${id}, ${help}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`)
  }
  const before = page.viewportSize()
  if (before === null) throw new Error('A window without a size')
  if (before.width !== NARROW.width) await resize(page, NARROW)
  const over = await overhang(page)
  if (over > 0) report(`${title}: scrolls ${over} px sideways at ${NARROW.width} px`)
  if (before.width !== NARROW.width) await resize(page, before)
}
