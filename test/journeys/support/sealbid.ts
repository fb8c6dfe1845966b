import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { beforeAll, it } from 'vitest'
import { theBrowser, theStack } from '../../support/shared.ts'
import type { TestStack } from '../../support/stack.ts'
import { openWindow, type Person, type WindowOptions } from './person.ts'

const output = 'test-output'
const LIMIT = 280_000

type Cast = {
  /** A browser of one's own; what goes wrong in it fails the journey. */
  readonly person: (name: string, options?: WindowOptions) => Promise<Person>
  readonly stack: TestStack
}

/** Every window still open; a crashed tab has nothing to show. */
const photograph = async (people: readonly Person[], title: string): Promise<void> => {
  mkdirSync(output, { recursive: true })
  const windows = people.flatMap(({ name, context }) => context.pages().map((page, index) => ({ name, page, index })))
  await Promise.allSettled(
    windows.map(({ name, page, index }) => {
      const file = `${title}-${name}-${index}.png`.replaceAll(/[^\w.]+/g, '-')
      return page.screenshot({ path: join(output, file), fullPage: true, timeout: 5_000 })
    }),
  )
}

const told = (where: string, lines: readonly string[]) => (lines.length === 0 ? '' : `\n${where}:\n${lines.join('\n')}`)

/** Before the test's own limit, so that there is something to see. */
const tooLong = (title: string) =>
  new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(`${title}: not told to its end in ${LIMIT / 1000} s`)), LIMIT).unref()
  })

/** The stack and the browser for the journeys of a file. */
export const openSealbid = () => {
  let stack: TestStack
  let browser: Browser
  beforeAll(async () => {
    ;[stack, browser] = await Promise.all([theStack(), theBrowser()])
  })

  return (title: string, tell: (cast: Cast) => Promise<void>) =>
    it(title, async () => {
      const people: Person[] = []
      const before = stack.errors.length
      try {
        const story = tell({
          stack,
          person: async (name, options = {}) => {
            const opened = await openWindow({ browser, running: stack, name, ...options })
            people.push(opened)
            return opened
          },
        })
        await Promise.race([story, tooLong(title)])
        for (const one of people) one.hasSeenNoFault()
      } catch (error) {
        await photograph(people, title)
        const faults = people.flatMap((one) => one.faults)
        if (error instanceof Error) {
          error.message += told('In the browsers', faults) + told('In the log', stack.errors.slice(before))
        }
        throw error
      } finally {
        for (const { context } of people) await context.close()
        // What broke off while it held the clock leaves it running for the next.
        await stack.clock.advance(0)
      }
    })
}
