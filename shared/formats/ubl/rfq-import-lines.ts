import { RfqLine } from '../../domain/rfq.ts'
import type { Notes } from './import-notes.ts'
import { dateOf, quantityOf } from './import-values.ts'
import { child, children, type Element } from './xml-tree.ts'

/** UN/ECE code for "one": what a quantity without a unit counts. */
const ONE = 'C62'

/** When it is wanted: a period's end, or the latest date; what lies in the past is for the buyer to fill in anew. */
export const wantedBy = (delivery: Element | undefined, today: string, notes: Notes, field: string): string | null => {
  const element =
    child(delivery, 'cac:RequestedDeliveryPeriod', 'cbc:EndDate') ??
    child(delivery, 'cbc:LatestDeliveryDate') ??
    child(delivery, 'cac:RequestedDeliveryPeriod', 'cbc:StartDate')
  if (!element) return null
  const date = dateOf(element.text)
  if (date !== undefined && date >= today) return date
  notes.about(date === undefined ? 'unreadable' : 'pastDate', element, { field })
  return null
}

const unitOf = (quantity: Element, notes: Notes, field: string): string => {
  const code = quantity.attributes.get('unitCode')?.trim() ?? ''
  if (RfqLine.shape.unit.safeParse(code).success) return code
  if (code === '') notes.about('leftBlank', quantity, { text: '', field })
  else notes.about('unreadable', quantity, { text: code, field })
  return ONE
}

const referenceOf = (lineItem: Element | undefined, number: string, notes: Notes): string => {
  const item = child(lineItem, 'cac:Item')
  const identification = ['Buyers', 'Sellers', 'Manufacturers', 'Standard']
    .map((whose) => child(item, `cac:${whose}ItemIdentification`, 'cbc:ID'))
    .find((found) => found !== undefined)
  const reference = notes.line(identification ?? child(lineItem, 'cbc:ID'), 60)
  return reference === number ? '' : reference
}

const numberOf = (element: Element, index: number, taken: Set<string>, notes: Notes): string => {
  const id = child(element, 'cbc:ID')
  const number = notes.line(id, 12)
  if (RfqLine.shape.number.safeParse(number).success && !taken.has(number)) return number
  let free = index + 1
  while (taken.has(String(free))) free++
  notes.about('unreadable', id ?? element, { field: `/lines/${index}/number`, text: id?.text ?? '' })
  return String(free)
}

/** One line, or nothing where it has no quantity that could be priced: then the note says which. */
const readLine = (element: Element, index: number, taken: Set<string>, today: string, notes: Notes) => {
  const lineItem = child(element, 'cac:LineItem')
  const quantityElement = child(lineItem, 'cbc:Quantity')
  const quantity = quantityElement && quantityOf(quantityElement.text)
  if (!quantityElement || quantity === undefined) {
    notes.about('unreadable', quantityElement ?? element, { text: quantityElement?.text ?? '' })
    return undefined
  }
  const item = child(lineItem, 'cac:Item')
  const descriptions = children(item, 'cbc:Description').map((one) => notes.prose(one, 2_000))
  const said = [...children(element, 'cbc:Note'), ...children(lineItem, 'cbc:Note')]
  const remarks = said.map((note) => notes.prose(note, 2_000)).filter((text) => text !== '')
  const texts = [...new Set([...descriptions, ...remarks])].filter((text) => text !== '')
  const named = notes.line(child(item, 'cbc:Name'), 200)
  const name = named || (texts[0] ?? '').split('\n')[0]?.slice(0, 200).trim() || ''
  const number = numberOf(element, index, taken, notes)
  const itemReference = referenceOf(lineItem, number, notes)
  const description = texts.filter((text) => text !== name).join('\n')
  if (description.length > 2_000) notes.about('shortened', element, { field: `/lines/${index}/description` })
  const optional = child(element, 'cbc:OptionalLineItemIndicator')?.text.trim() === 'true'
  const line = RfqLine.safeParse({
    number,
    name,
    description: description.slice(0, 2_000),
    ...(itemReference !== '' && { itemReference }),
    quantity,
    unit: unitOf(quantityElement, notes, `/lines/${index}/unit`),
    required: !optional,
    deliverBy: wantedBy(child(lineItem, 'cac:Delivery'), today, notes, `/lines/${index}/deliverBy`),
  })
  if (!line.success) {
    notes.about('unreadable', element, { text: name })
    return undefined
  }
  taken.add(line.data.number)
  return line.data
}

export const readLines = (root: Element, today: string, notes: Notes): RfqLine[] => {
  const lines: RfqLine[] = []
  const taken = new Set<string>()
  for (const element of children(root, 'cac:RequestForQuotationLine')) {
    const line = readLine(element, lines.length, taken, today, notes)
    if (line) lines.push(line)
  }
  return lines
}
