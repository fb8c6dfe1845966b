import { ok, refuse } from '../../domain/outcome.ts'
import { MAX_LINES, MAX_LINES_TEXT, type RfqLine, RfqTerms } from '../../domain/rfq.ts'
import { importNotes, type Note } from './import-notes.ts'
import { noteUnsupported } from './known-elements.ts'
import { readLines, wantedBy } from './rfq-import-lines.ts'
import { readTerms } from './rfq-import-terms.ts'
import { child, children, readTree, type Unreadable } from './xml-tree.ts'

export type ImportedRfq = {
  terms: RfqTerms
  lines: RfqLine[]
  notes: Note[]
  buyerName: string
  documentId: string
}

const REQUEST = {
  root: 'RequestForQuotation',
  namespace: 'urn:oasis:names:specification:ubl:schema:xsd:RequestForQuotation-2',
}

/**
 * Reads a UBL 2.1 RequestForQuotation into a draft. What the file lacks is left blank, what cannot be read or has no
 * place in a draft is named by its place in the file.
 */
export const importRfq = (xml: string, { now, timeZone }: { now: string; timeZone: string }) => {
  const tree = readTree(xml, REQUEST)
  if (!tree.ok) return tree
  const root = tree.value
  const unreadable = (detail: string, text: string) =>
    refuse<Unreadable>({ code: 'unreadable_document', detail, line: root.line, text })
  const asked = children(root, 'cac:RequestForQuotationLine').length
  if (asked > MAX_LINES) return unreadable('too_many_lines', String(asked))

  const notes = importNotes()
  const today = now.slice(0, 10)
  const terms = readTerms(root, { today, timeZone }, notes)
  const everywhere = wantedBy(child(root, 'cac:Delivery'), today, notes, '/lines/*/deliverBy')
  const lines = readLines(root, today, notes).map((line) => ({ ...line, deliverBy: line.deliverBy ?? everywhere }))
  const characters = lines.reduce((sum, { name, description }) => sum + name.length + description.length, 0)
  if (characters > MAX_LINES_TEXT) return unreadable('too_much_text', String(characters))
  noteUnsupported(root, notes)

  const customer = child(root, 'cac:OriginatorCustomerParty') ?? child(root, 'cac:BuyerCustomerParty')
  const party = child(customer, 'cac:Party')
  const buyerName = notes.line(child(party, 'cac:PartyName', 'cbc:Name'), 200)
  const documentId = notes.line(child(root, 'cbc:ID'), 60)
  return ok<ImportedRfq>({ terms: RfqTerms.parse(terms), lines, notes: notes.notes, buyerName, documentId })
}
