import { ParseOption, XmlDocument, XmlElement, XmlLibError, XmlParseError, type XmlTreeNode } from 'libxml2-wasm'
import { ok, refuse } from '../../domain/outcome.ts'

/** An element as plain data: `name` with the usual prefix of its namespace whatever the file calls it. */
export type Element = {
  name: string
  path: string
  line: number
  /** Text of an element without children. */
  text: string
  attributes: ReadonlyMap<string, string>
  children: readonly Element[]
}

const COMPONENTS = 'urn:oasis:names:specification:ubl:schema:xsd:'
const prefixes: Record<string, string> = {
  [`${COMPONENTS}CommonAggregateComponents-2`]: 'cac:',
  [`${COMPONENTS}CommonBasicComponents-2`]: 'cbc:',
  [`${COMPONENTS}CommonExtensionComponents-2`]: 'ext:',
}

const elementsOf = (node: XmlElement): XmlElement[] => {
  const found: XmlElement[] = []
  for (let child: XmlTreeNode | null = node.firstChild; child; child = child.next) {
    if (child instanceof XmlElement) found.push(child)
  }
  return found
}

const toPlain = (node: XmlElement, documentNamespace: string, parentPath: string, place: string): Element => {
  const name = nameOf(node, documentNamespace)
  const path = `${parentPath}/${name}${place}`
  const inner = elementsOf(node)
  const names = inner.map((child) => nameOf(child, documentNamespace))
  const count = new Map<string, number>()
  for (const one of names) count.set(one, (count.get(one) ?? 0) + 1)
  const nth = new Map<string, number>()
  const children = inner.map((child, i) => {
    const childName = names[i] ?? ''
    const n = (nth.get(childName) ?? 0) + 1
    nth.set(childName, n)
    return toPlain(child, documentNamespace, path, (count.get(childName) ?? 0) > 1 ? `[${n}]` : '')
  })
  return {
    name,
    path,
    line: node.line,
    text: inner.length === 0 ? node.content : '',
    attributes: new Map(node.attrs.map((attribute) => [attribute.name, attribute.value])),
    children,
  }
}

const nameOf = (node: XmlElement, documentNamespace: string): string =>
  node.namespaceUri === documentNamespace ? node.name : `${prefixes[node.namespaceUri] ?? '*:'}${node.name}`

// Never NOENT: no entity is ever replaced. No network, no external anything; a string is UTF-8 whatever it declares.
const SAFELY =
  ParseOption.XML_PARSE_NONET |
  ParseOption.XML_PARSE_NO_XXE |
  ParseOption.XML_PARSE_IGNORE_ENC |
  ParseOption.XML_PARSE_BIG_LINES

export type Unreadable = { code: 'unreadable_document'; detail: string; line?: number; text?: string }

/** Reads a document of one namespace and root name. A file with a document type is not read at all: entities live there. */
export const readTree = (xml: string, expected: { root: string; namespace: string }) => {
  const unreadable = (detail: string, more: { line?: number; text?: string } = {}) =>
    refuse<Unreadable>({ code: 'unreadable_document', detail, ...more })
  const doctype = xml.search(/<!DOCTYPE/i)
  if (doctype >= 0) return unreadable('doctype', { line: xml.slice(0, doctype).split('\n').length })
  try {
    const document = XmlDocument.fromString(xml.replace(/^\uFEFF/, ''), { option: SAFELY })
    try {
      const { root } = document
      const isExpected = root.name === expected.root && root.namespaceUri === expected.namespace
      return isExpected
        ? ok(toPlain(root, expected.namespace, '', ''))
        : unreadable('other_document', { line: root.line, text: root.name.slice(0, 100) })
    } finally {
      document.dispose()
    }
  } catch (error) {
    if (!(error instanceof XmlLibError)) throw error
    const [first] = error instanceof XmlParseError ? error.details : []
    return unreadable('malformed', { ...(first && { line: first.line }), text: error.message.trim().slice(0, 300) })
  }
}

export const child = (element: Element | undefined, ...names: string[]): Element | undefined =>
  names.reduce<Element | undefined>((at, name) => at?.children.find((one) => one.name === name), element)

export const children = (element: Element | undefined, name: string): Element[] =>
  element?.children.filter((one) => one.name === name) ?? []

/** Everything said in an element, for whoever must see what was not taken over. */
export const wordsOf = (element: Element): string =>
  element.children.length > 0 ? element.children.map(wordsOf).filter(Boolean).join(' · ') : element.text.trim()
