import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'

const folder = join(import.meta.dirname, '../screenshots')

/** A picture for the README, taken anew only when asked for. */
export const show = async (page: Page, name: string): Promise<void> => {
  if (!process.env.SEALBID_SCREENSHOTS) return
  mkdirSync(folder, { recursive: true })
  await page.evaluate(() => window.scrollTo(0, 0))
  await page.screenshot({ path: join(folder, `${name}.png`) })
}
