/** Ink on paper: the product's look for the few pages the local cloud serves itself. */

/** Text that is markup already; everything else is escaped on its way into a page. */
export class Html {
  readonly markup: string
  constructor(markup: string) {
    this.markup = markup
  }
}

export type Part = Html | string | number | undefined | false | readonly Part[]

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const rendered = (part: Part): string => {
  if (part === undefined || part === false) return ''
  if (part instanceof Html) return part.markup
  if (typeof part === 'object') return part.map(rendered).join('')
  return String(part).replace(/[&<>"']/g, (character) => entities[character] ?? '')
}

export const html = (texts: TemplateStringsArray, ...parts: Part[]): Html =>
  new Html(texts.map((text, i) => text + rendered(parts[i])).join(''))

const style = new Html(`
:root { color-scheme: light dark; --ink: #1c1b18; --soft: #5a574f; --paper: #faf8f3; --sheet: #fffefb; --line: #d9d4c7; --accent: #17503a; --on-accent: #fff; --danger: #a32018 }
@media (prefers-color-scheme: dark) { :root { --ink: #ecebe4; --soft: #aba79b; --paper: #171613; --sheet: #1f1e1a; --line: #3b3932; --accent: #8fcbae; --on-accent: #10241a; --danger: #f2a097 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 'Inter Variable', Inter, system-ui, sans-serif; font-variant-numeric: tabular-nums; overflow-wrap: anywhere }
h1 { font-size: 1.375rem; line-height: 1.25; font-weight: 600; margin: 0 0 .25rem } h2 { font-size: .875rem; font-weight: 600; color: var(--soft); margin: 1.5rem 0 .5rem }
p { margin: 0 0 1rem } a { color: var(--accent) } time, .soft { color: var(--soft) } [role=alert] { color: var(--danger); font-weight: 600 }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
.brand { display: flex; gap: .5rem; align-items: center; font-weight: 600; color: var(--ink); text-decoration: none } .brand svg { width: 1.5rem; height: 1.5rem; color: var(--accent) }
button, input { font: inherit; border-radius: 4px; min-height: 2.75rem; width: 100% }
input { padding: .5rem .75rem; border: 1px solid var(--soft); background: var(--sheet); color: var(--ink) } label { display: block; font-weight: 600; margin-bottom: .25rem }
button { padding: .5rem 1rem; border: 1px solid var(--line); background: var(--sheet); color: var(--ink); cursor: pointer; text-align: left } button:hover { border-color: var(--accent) }
button.act { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; text-align: center }
`)

/** An envelope, closed: the mark of the product. */
export const mark = new Html(
  '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round" aria-hidden="true"><path d="M3 6h18v13H3z"/><path d="m3 6 9 7.5L21 6"/></svg>',
)

export type Page = { readonly lang: string; readonly title: string; readonly style?: string; readonly body: Html }

export const page = ({ lang, title, style: more = '', body }: Page): string =>
  html`<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><link rel="icon" href="data:,"><style>${style}${new Html(more)}</style></head><body>${body}</body></html>`
    .markup

/** What every such page is served with; nothing comes from elsewhere and no script runs. */
export const pageHeaders = (policy = ''): Record<string, string> => ({
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'self'${policy && `; ${policy}`}`,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
})
