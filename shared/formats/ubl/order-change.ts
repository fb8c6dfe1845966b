import type { ContractCopy } from '../../domain/contract.ts'
import type { AgreedChange } from '../../domain/contract-change.ts'
import { cac, cbc, conditionsOf, hashed, namespacesOf, orderLine, partiesOf, totals } from './order-parts.ts'
import { xmlDocument } from './xml.ts'

/**
 * A change both parties agreed as a UBL 2.1 OrderChange: the lines that change, as they are from then on, and what the
 * whole order comes to. `contract` is as it was committed; what it buys and from whom stands there.
 */
export const orderChangeXml = (contract: ContractCopy, change: AgreedChange): string => {
  const { terms, committedAt, currency, orderNumber, contractNumber } = contract
  const { number, words, totals: total, agreementSha256, answer, proposedAt } = change
  const agreedAt = answer?.at ?? proposedAt
  const id = `${orderNumber}-C${number}`
  const committedOn = committedAt.slice(0, 10)
  const made = new Map(contract.lines.map((line) => [line.number, line]))
  const lines = change.lines.map(({ number: of, after }) => {
    const line = made.get(of)
    if (!line)
      throw new Error(`Change ${number} of ${contractNumber} is of line ${of}, which the contract does not have`)
    return { ...line, ...after }
  })
  return xmlDocument([
    'OrderChange',
    namespacesOf('OrderChange'),
    cbc('UBLVersionID', '2.1'),
    cbc('ID', id),
    cbc('IssueDate', agreedAt.slice(0, 10)),
    cbc('IssueTime', agreedAt.slice(11)),
    cbc('SequenceNumberID', String(number)),
    cbc('Note', terms.title),
    cbc('Note', words),
    cbc('DocumentCurrencyCode', currency),
    cbc('CustomerReference', terms.buyerReference),
    cbc('LineCountNumeric', String(lines.length)),
    cac('OrderReference', cbc('ID', orderNumber), cbc('IssueDate', committedOn)),
    cac('OriginatorDocumentReference', cbc('ID', contract.rfqId)),
    cac(
      'Contract',
      cbc('ID', contractNumber),
      cbc('IssueDate', committedOn),
      // What was agreed, by the hash both parties can make again.
      cac('ContractDocumentReference', cbc('ID', `${contractNumber}/${number}`), hashed(agreementSha256)),
    ),
    ...partiesOf(contract),
    ...conditionsOf(contract),
    totals({ ...contract, totalMinor: total.afterMinor }),
    ...lines.map((line) => orderLine(line, currency, Number(line.quantity) === 0 ? 'Cancelled' : 'Revised')),
  ])
}
