/** An element: its name, its attributes, its children. What is undefined is left out. */
export type Xml = readonly [name: string, attributes: Attributes, ...children: (Xml | string | undefined)[]]
type Attributes = { readonly [name: string]: string | undefined }

// What XML 1.0 has no way to say, escaped or not.
const UNSAYABLE = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' }

const said = (text: string): string => {
  const found = UNSAYABLE.exec(text)
  if (found) throw new RangeError(`XML cannot say U+${found[0].codePointAt(0)?.toString(16).padStart(4, '0')}`)
  return text.replaceAll(/[&<>"\r]/g, (mark) => entities[mark] ?? mark)
}

const attributesOf = (attributes: Attributes): string =>
  Object.entries(attributes)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${said(value).replaceAll('\n', '&#10;')}"`))
    .join('')

const written = ([name, attributes, ...children]: Xml): string => {
  const inside = children.map((child) => (typeof child === 'string' ? said(child) : child ? written(child) : ''))
  return `<${name}${attributesOf(attributes)}>${inside.join('')}</${name}>`
}

/** A document; it throws on text that XML cannot carry rather than change it. */
export const xmlDocument = (root: Xml): string => `<?xml version="1.0" encoding="UTF-8"?>\n${written(root)}\n`
