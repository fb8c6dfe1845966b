import type { BrowserContext, Page } from 'playwright-core'

/** What left a browser although it must not: the token anywhere but in the header that is for it, or any other origin. */
export const watchForLeaks = (context: BrowserContext, site: string, token: string): string[] => {
  const leaks: string[] = []
  context.on('request', (request) => {
    const { origin, pathname, search } = new URL(request.url())
    const { authorization, ...headers } = request.headers()
    const sent = [pathname, search, request.postData() ?? '', JSON.stringify(headers)]
    if (origin !== site) leaks.push(`a request to ${origin}`)
    if (sent.some((part) => part.includes(token))) leaks.push(`the token in ${request.method()} ${pathname}`)
    if (headers.referer) leaks.push(`a referrer for ${pathname}`)
    if (authorization && !pathname.startsWith('/api/v1/approvals/')) leaks.push(`the secret for ${pathname}`)
  })
  return leaks
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
