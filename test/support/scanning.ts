import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import type { BrowserContext, Page } from 'playwright-core'
import { engineClient } from '../../infra/local/dynamodb-local.ts'
import type { TestStack } from './stack.ts'

/** Every request of a browser, to be asked later whether a secret left with it. */
export const recordRequests = (context: BrowserContext, site: string) => {
  const requests: { what: string; origin: string; said: string; authorization: string | undefined }[] = []
  context.on('request', (request) => {
    const { origin, pathname, search } = new URL(request.url())
    const { authorization, ...headers } = request.headers()
    const said = [pathname, search, JSON.stringify(headers), headers.referer ? 'a referrer' : ''].join(' ')
    requests.push({ what: `${request.method()} ${pathname}`, origin, said, authorization })
  })
  return {
    count: () => requests.length,
    /** Where a secret went although it must not: anywhere but in the one header for it, or with a page it came from. */
    leaksOf: (secret: string): string[] =>
      requests.flatMap(({ what, origin, said, authorization }) => {
        const isForIt = what.includes(' /api/v1/')
        return [
          ...(origin === site ? [] : [`${what} went to ${origin}`]),
          ...(said.includes(secret) ? [`${what} names the secret`] : []),
          ...(said.endsWith('a referrer') ? [`${what} names the page it came from`] : []),
          ...(authorization?.includes(secret) && !isForIt ? [`${what} carries the secret`] : []),
        ]
      }),
  }
}

/** Everything at once, several times over, as a sandbox does: fields filled, controls clicked, forms posted. */
export const clickEverything = async (page: Page, rounds = 4): Promise<void> => {
  for (let round = 0; round < rounds; round++) {
    await page.evaluate(
      (typed) => {
        for (const field of document.querySelectorAll<HTMLInputElement>('input, textarea, select')) {
          if (field.type === 'checkbox' || field.type === 'radio') field.click()
          else field.value = typed
          field.dispatchEvent(new Event('input', { bubbles: true }))
          field.dispatchEvent(new Event('change', { bubbles: true }))
        }
        for (const control of document.querySelectorAll<HTMLElement>(
          'button, summary, label, [role="button"], [onclick]',
        ))
          control.click()
        for (const form of document.querySelectorAll('form')) form.requestSubmit()
      },
      String(100_000 + round),
    )
    await page.waitForLoadState('networkidle')
  }
}

const LINKED = /(?:href|src)="([^"]+)"/g

/** Every address a page names, without running it. */
export const linksIn = (html: string, base: string): string[] =>
  [...html.matchAll(LINKED)].map(([, address = '']) => new URL(address, base).href)

/** Everything in the table, past the gateway. */
export const storedItems = async ({ dynamodb }: TestStack): Promise<Record<string, unknown>[]> => {
  const client = new DynamoDBClient(engineClient(dynamodb.url))
  const items: Record<string, unknown>[] = []
  for (const TableName of dynamodb.tables) {
    for await (const { Items = [] } of paginateScan({ client }, { TableName })) {
      items.push(...Items.map((item) => unmarshall(item)))
    }
  }
  return items
}
