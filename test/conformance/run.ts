import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Contract } from '../../shared/domain/contract.ts'
import { orderXml } from '../../shared/formats/ubl/order.ts'
import { orderChangeXml } from '../../shared/formats/ubl/order-change.ts'
import { importRfq } from '../../shared/formats/ubl/rfq-import.ts'
import { aLine, someTerms } from '../support/builders.ts'
import { changedContract } from '../support/changes.ts'
import { aContract, madeUpContracts } from './contracts.ts'
import { faultsOf, schemaAt } from './schema.ts'

/**
 * Imports every RequestForQuotation it finds under a folder, says what it could not read, and validates every UBL
 * export against the official schemas in the same folder: `npm run conformance -- DIR`.
 */
const [folder] = process.argv.slice(2)
if (folder === undefined) {
  console.error('Say where the public documents are: npm run conformance -- DIR')
  process.exit(1)
}

let passed = 0
let failed = 0
const check = (what: string, faults: readonly string[]) => {
  if (faults.length === 0) passed++
  else failed++
  console.log(`${faults.length === 0 ? 'ok  ' : 'FAIL'} ${what}`)
  for (const fault of faults.slice(0, 10)) console.log(`       ${fault}`)
}

const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.xml'))
  .map((entry) => join(entry.parentPath, entry.name))
  .sort()
const maindoc = join(folder, 'ubl/xsd-2.1/maindoc')
const requests = schemaAt(join(maindoc, 'UBL-RequestForQuotation-2.1.xsd'))
const orders = schemaAt(join(maindoc, 'UBL-Order-2.1.xsd'))
const orderChanges = schemaAt(join(maindoc, 'UBL-OrderChange-2.1.xsd'))
const now = new Date().toISOString()

let found = 0
for (const file of files) {
  const xml = readFileSync(file, 'utf8')
  if (!/<([\w.-]+:)?RequestForQuotation[\s>]/.test(xml)) continue
  found++
  const outcome = importRfq(xml, { now, timeZone: 'UTC' })
  const name = relative(folder, file)
  check(`${name} is valid by its schema`, faultsOf(requests, xml))
  if (!outcome.ok) {
    check(`${name} is read`, [JSON.stringify(outcome.refusal)])
    continue
  }
  const { terms, lines, notes } = outcome.value
  check(`${name} is read: ${lines.length} lines, ${terms.currency}`, lines.length > 0 ? [] : ['no line was read'])
  for (const { code, path, line, text, field } of notes) {
    console.log(
      `       ${code} ${path}${line ? ` (line ${line})` : ''}${text && `: ${text}`}${field ? ` → ${field}` : ''}`,
    )
  }
  check(`${name} as an order`, faultsOf(orders, orderXml(aContract(terms, lines))))
}
check(`${found} requests for quotation among ${files.length} XML files`, found > 0 ? [] : ['there is none'])
for (const [what, contract] of madeUpContracts()) check(`an order with ${what}`, faultsOf(orders, orderXml(contract)))
const broken = orderXml(aContract(someTerms(), [aLine()])).replace(/<cbc:IssueDate>[^<]*<\/cbc:IssueDate>/, '')
check('the schema finds an order without its date', faultsOf(orders, broken).length > 0 ? [] : ['it found nothing'])

/** Every line in turn revised in all there is to revise, then no longer wanted. */
const changesOf = (contract: Contract) => {
  const lines = contract.lines.slice(0, 50).map(({ number }) => number)
  const revised = lines.map((number) => ({ number, quantity: '7.5', unitPrice: '99.999999', deliverBy: '2027-01-31' }))
  const dropped = lines.map((number) => ({ number, quantity: '0' as const }))
  return changedContract(contract, revised, dropped).changes.map((change) => orderChangeXml(contract, change))
}
for (const [what, contract] of madeUpContracts())
  for (const [i, xml] of changesOf(contract).entries())
    check(`change ${i + 1} of an order with ${what}`, faultsOf(orderChanges, xml))
const [sound = ''] = changesOf(aContract(someTerms(), [aLine()]))
for (const [what, planted] of [
  ['its order', sound.replace(/<cac:OrderReference>.*<\/cac:OrderReference>/, '')],
  ['its number in the sequence', sound.replace(/<cbc:SequenceNumberID>[^<]*<\/cbc:SequenceNumberID>/, '')],
  ['a line', sound.replace(/<cac:OrderLine>.*<\/cac:OrderLine>/, '')],
] as const) {
  const found = planted !== sound && faultsOf(orderChanges, planted).length > 0
  check(`the schema finds a change of an order without ${what}`, found ? [] : ['it found nothing'])
}
requests.dispose()
orders.dispose()
orderChanges.dispose()

console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
