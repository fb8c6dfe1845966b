import { siteFolder } from '../../infra/build/site.ts'
import { launchChromium } from './chromium.ts'
import { startTestStack } from './stack.ts'

/** Started by the first who asks, for all who ask later; ends with the run. */
const shared = <T>(start: () => Promise<T>, stop: (started: T) => Promise<void>) => {
  let current: Promise<T> | undefined
  const begin = () => {
    const started = start()
    globalThis.atTheEnd.push(() => started.then(stop, () => undefined))
    // Whoever asked is told why; who asks next may have more luck.
    started.catch(() => {
      current = undefined
    })
    return started
  }
  return (): Promise<T> => {
    current ??= begin()
    return current
  }
}

/**
 * One stack for many files. Every story has organisations and people of its own, and reckons from the stack's clock,
 * which others move ahead. Whoever counts what all of them do, or breaks what all of them use, starts a stack alone.
 */
export const theStack = shared(
  () => startTestStack({ webDir: siteFolder }),
  (stack) => stack.stop(),
)
export const theBrowser = shared(launchChromium, (browser) => browser.close())
