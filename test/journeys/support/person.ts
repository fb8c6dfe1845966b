import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Running } from '../../../infra/local/demo/running.ts'
import { inspect } from './inspect.ts'

export type WindowOptions = {
  readonly phone?: boolean
  readonly locale?: string
  readonly colorScheme?: 'light' | 'dark'
  /** What the console may complain of: requests that are meant to be refused. */
  readonly refused?: readonly number[]
}

const DESK = { width: 1280, height: 900 }
const PHONE = { width: 360, height: 740 }

type Opening = WindowOptions & { readonly browser: Browser; readonly running: Running; readonly name: string }

/** Somebody before a browser of their own. */
export const openWindow = async ({ browser, running, name, ...options }: Opening) => {
  const { phone = false, locale = 'en-GB', colorScheme = 'light', refused = [] } = options
  const context = await browser.newContext({
    ...{ locale, colorScheme, viewport: phone ? PHONE : DESK, hasTouch: phone },
    ...{ timezoneId: 'Europe/Copenhagen', reducedMotion: 'reduce', permissions: ['clipboard-read', 'clipboard-write'] },
  })
  const page = await context.newPage()
  const faults: string[] = []
  const isExpected = (text: string) =>
    refused.some((status) => text.includes(`status of ${status}`)) ||
    // axe tries every frame; the paper is sandboxed and lets no script in.
    text.startsWith("Blocked script execution in 'about:srcdoc'")
  const watch = (opened: Page) => {
    opened.setDefaultTimeout(60_000)
    opened.on('pageerror', (error) => faults.push(`${name}: ${error.stack ?? error.message}`))
    opened.on('console', (message) => {
      if (message.type() !== 'error' || isExpected(message.text())) return
      faults.push(`${name} at ${message.location().url}: ${message.text()}`)
    })
  }
  watch(page)
  context.on('page', watch)

  return {
    name,
    page,
    context,
    faults: faults as readonly string[],
    go: (path: string) => page.goto(new URL(path, running.url).href),
    /** Reads the page under this title, as everybody could: it has no fault axe finds and fits a small phone. */
    reads: (title: string, on: Page = page) => inspect(on, title, (fault) => faults.push(`${name}: ${fault}`)),
    button: (label: string) => page.getByRole('button', { name: label, exact: true }),
    link: (label: string) => page.getByRole('link', { name: label, exact: true }),
    field: (label: string) => page.getByLabel(label, { exact: true }),
    /** Waits for the words, anywhere on the page. */
    sees: (text: string | RegExp) => page.getByText(text).first().waitFor(),
    hasSeenNoFault: () => expect(faults).toEqual([]),
  }
}
export type Person = Awaited<ReturnType<typeof openWindow>>
