/** Markup whose every hole is escaped: text is always shown as text. */
export class Html {
  readonly markup: string
  constructor(markup: string) {
    this.markup = markup
  }
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (mark) => entities[mark] ?? mark)

type Hole = string | number | Html | readonly Html[]
const filled = (hole: Hole): string => {
  if (hole instanceof Html) return hole.markup
  return typeof hole === 'object' ? hole.map(({ markup }) => markup).join('') : escaped(String(hole))
}

export const html = (strings: TemplateStringsArray, ...holes: readonly Hole[]): Html =>
  new Html(strings.reduce((whole, part, i) => whole + filled(holes[i - 1] ?? '') + part))

export const nothing = new Html('')
/** Text with its line breaks. */
export const lines = (text: string): Html => new Html(escaped(text).replaceAll('\n', '<br>'))
