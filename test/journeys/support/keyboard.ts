import type { Page } from 'playwright-core'

type Role = Parameters<Page['getByRole']>[0]
const FAR = 120

const isIn = (page: Page, role: string) =>
  page.evaluate((wanted) => document.activeElement?.getAttribute('role') === wanted, role)

/** Goes on by Tab until the focus is on what is called so. A grid keeps Tab to itself until Escape. */
export const tabTo = async (page: Page, role: Role, name: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> => {
  const target = page.getByRole(role, { name, exact: true })
  await target.first().waitFor()
  for (let steps = 0; steps < FAR; steps += 1) {
    if (await target.evaluateAll((found) => found.some((one) => one === document.activeElement))) return
    if (await isIn(page, 'grid')) await page.keyboard.press('Escape')
    await page.keyboard.press(key)
  }
  throw new Error(`${FAR} steps by ${key} do not lead to the ${role} “${name}”`)
}

/** Goes there by Tab and presses it. */
export const press = async (page: Page, role: 'button' | 'link', name: string, key?: 'Shift+Tab'): Promise<void> => {
  await tabTo(page, role, name, key)
  await page.keyboard.press('Enter')
}

/** Goes there by Tab and types over what is there. */
export const type = async (page: Page, label: string, text: string): Promise<void> => {
  await tabTo(page, 'textbox', label)
  await page.keyboard.press('Control+A')
  await page.keyboard.type(text)
}
