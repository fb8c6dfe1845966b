import { Currency } from '../domain/money.ts'
import { Html, html, lines, nothing } from './html.ts'
import type { RecordTools } from './record-words.ts'

type Json = unknown
type Content = Record<string, Json>
type Tools = RecordTools & { currency: Currency }

const DATE = /^\d{4}-\d\d-\d\d$/
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const DECIMAL = /^-?\d+(\.\d+)?$/
const decimals = new Set(['quantity', 'unitPrice', 'priceBase'])
/** Members whose value is one of a few words, not somebody's own. */
const chosen = new Set(['vat', 'flags', 'method', 'toldToLosers', 'risk'])

const isContent = (value: Json): value is Content =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isBlank = (value: Json): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

const textOf = (name: string, text: string, { w, s, timeZone }: Tools): Html => {
  if (DATE.test(text)) return html`${s.date(text)}`
  if (INSTANT.test(text)) return html`${s.dateTime(text, timeZone)}`
  if (decimals.has(name) && DECIMAL.test(text)) return html`${s.decimal(text)}`
  if (name === 'unit') return html`${w.unit({ unit: text })}`
  if (name === 'because') return html`${w.because({ reason: text })}`
  if (chosen.has(name)) return html`${w.value({ value: text })}`
  return lines(text)
}

const written = (name: string, value: Json, tools: Tools): Html => {
  const { w, s, currency } = tools
  if (isBlank(value)) return html`–`
  if (typeof value === 'string') return textOf(name, value, tools)
  if (typeof value === 'number')
    return html`${name.endsWith('Minor') ? s.money(value, currency) : s.decimal(String(value))}`
  if (typeof value === 'boolean') return html`${w.yes({ yes: String(value) })}`
  if (Array.isArray(value)) return value.every(isContent) ? tableOf(value, tools) : listOf(name, value, tools)
  if (!isContent(value)) return html`${String(value)}`
  return 'street' in value && 'city' in value ? addressHtml(value, tools) : contentHtml(value, tools)
}

const addressHtml = ({ street, extra, postalCode, city, country, ...more }: Content, tools: Tools): Html => {
  const written = [
    street,
    extra,
    `${postalCode ?? ''} ${city}`,
    typeof country === 'string' && tools.s.country(country),
  ]
  const rest = Object.keys(more).length > 0 ? contentHtml(more, tools) : nothing
  return html`${lines(written.filter(Boolean).map(String).join('\n'))}${rest}`
}

const listOf = (name: string, values: readonly Json[], tools: Tools): Html =>
  html`<ul>${values.map((value) => html`<li>${written(name, value, tools)}</li>`)}</ul>`

const isFigure = (name: string) => name.endsWith('Minor') || decimals.has(name)

/** What it was before what it is, where the two differ. */
const turned = (name: string, was: Json, value: Json, tools: Tools): Html =>
  was === undefined || was === value
    ? written(name, value, tools)
    : html`<span class="quiet">${written(name, was, tools)}</span> → ${written(name, value, tools)}`

const rowOf = (rows: readonly Content[], { number }: Content) => rows.find((row) => row.number === number)

/** Rows of one kind side by side, each as it was and as it is; a column nobody filled is left out. */
const tableOf = (rows: readonly Content[], tools: Tools, before: readonly Content[] = []): Html => {
  const named = [...new Set(rows.flatMap(Object.keys))]
  const columns = inReadingOrder(named.filter((name) => [...rows, ...before].some((row) => !isBlank(row[name]))))
  const cell = (name: string, row: Content) => turned(name, rowOf(before, row)?.[name], row[name], tools)
  const figure = (name: string) => (isFigure(name) ? new Html(' class="figure"') : nothing)
  return html`<table>
<thead><tr>${columns.map((name) => html`<th${figure(name)}>${tools.w.field({ field: name })}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${columns.map((name) => html`<td${figure(name)}>${cell(name, row)}</td>`)}</tr>`)}</tbody>
</table>`
}

/** A list that is a table where all of it is rows. */
const longOf = (value: Json, tools: Tools, before: Json): Html =>
  Array.isArray(value) && value.every(isContent) ? tableOf(value, tools, rowsIn(before)) : written('', value, tools)

const first = ['number', 'rank', 'title', 'name', 'legalName', 'supplierName', 'description', 'supplier']
const place = (name: string) => (first.includes(name) ? first.indexOf(name) : first.length)
/** RFC 8785 sorts members by name; people read what a thing is called first, and tables last. */
const inReadingOrder = (names: readonly string[]): string[] => names.toSorted((a, b) => place(a) - place(b))

const rowsIn = (value: Json): Content[] => (Array.isArray(value) ? value.filter(isContent) : [])

/**
 * What a change found, member by member and row by row, where all of it has its counterpart in what the change makes
 * of it: then the two are said together, and nothing besides.
 */
const beforeIn = ({ before, ...content }: Content): Content | undefined => {
  const was = Array.isArray(before) ? { lines: before } : before
  if (!isContent(was)) return undefined
  const isMatched = (name: string, value: Json): boolean =>
    Array.isArray(value)
      ? value.every((row) => {
          const now = isContent(row) && rowOf(rowsIn(content[name]), row)
          return now && Object.keys(row).every((member) => member in now)
        })
      : !isContent(value)
  return Object.entries(was).every(([name, value]) => name in content && isMatched(name, value)) ? was : undefined
}

/**
 * What was shown, member by member, whatever the page of its day was called: nothing that was hashed is left out, and a
 * member this version has no words for goes by its own name.
 */
export const contentHtml = (content: Json, tools: Tools): Html => {
  if (!isContent(content)) return html`<p>${written('', content, tools)}</p>`
  const own = Currency.safeParse(content.currency)
  const within = own.success ? { ...tools, currency: own.data } : tools
  const was = beforeIn(content)
  const said = Object.keys(content).filter((name) => !(was && name === 'before'))
  const names = inReadingOrder(said.filter((name) => !isBlank(content[name])))
  const isLong = (name: string) => Array.isArray(content[name]) && content[name].some(isContent)
  const facts = names.filter((name) => !isLong(name))
  return html`<dl>${facts.map((name) => html`<dt>${tools.w.field({ field: name })}</dt><dd>${turned(name, was?.[name], content[name], within)}</dd>`)}</dl>
${names.filter(isLong).map((name) => html`<h4>${tools.w.field({ field: name })}</h4>${longOf(content[name], within, was?.[name])}`)}`
}
