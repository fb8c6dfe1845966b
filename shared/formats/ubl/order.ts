import type { ContractCopy } from '../../domain/contract.ts'
import { cac, cbc, conditionsOf, hashed, namespacesOf, orderLine, partiesOf, totals } from './order-parts.ts'
import { xmlDocument } from './xml.ts'

/** The purchase order of a contract as a UBL 2.1 Order, its elements in the order the schema wants. */
export const orderXml = (contract: ContractCopy): string => {
  const { terms, bid, committedAt, currency, lines } = contract
  return xmlDocument([
    'Order',
    namespacesOf('Order'),
    cbc('UBLVersionID', '2.1'),
    cbc('ID', contract.orderNumber),
    cbc('IssueDate', committedAt.slice(0, 10)),
    cbc('IssueTime', committedAt.slice(11)),
    cbc('Note', terms.title),
    cbc('Note', terms.specialTerms),
    cbc('DocumentCurrencyCode', currency),
    cbc('CustomerReference', terms.buyerReference),
    cbc('LineCountNumeric', String(lines.length)),
    // The sealed bid this order accepts, by the hash its bidder can prove.
    cac('QuotationDocumentReference', cbc('ID', `${contract.rfqId}/${bid.version}`), hashed(bid.sha256)),
    cac('OriginatorDocumentReference', cbc('ID', contract.rfqId)),
    cac('Contract', cbc('ID', contract.contractNumber), cbc('IssueDate', committedAt.slice(0, 10))),
    ...partiesOf(contract),
    ...conditionsOf(contract),
    totals(contract),
    ...lines.map((line) => orderLine(line, currency)),
  ])
}
