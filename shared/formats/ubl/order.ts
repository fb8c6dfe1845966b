import type { Contract, ContractLine } from '../../domain/contract.ts'
import { type Currency, decimalOf } from '../../domain/money.ts'
import type { Address, Party } from '../../domain/party.ts'
import { type Xml, xmlDocument } from './xml.ts'

const namespaces = {
  xmlns: 'urn:oasis:names:specification:ubl:schema:xsd:Order-2',
  'xmlns:cac': 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
  'xmlns:cbc': 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2',
}

type Children = readonly (Xml | string | undefined)[]
const cac = (name: string, ...children: Children): Xml => [`cac:${name}`, {}, ...children]
/** A basic component; a blank one is left out. */
const cbc = (name: string, text: string | undefined, attributes: Record<string, string> = {}): Xml | undefined =>
  text === undefined || text === '' ? undefined : [`cbc:${name}`, attributes, text]
const money = (name: string, amountMinor: number, currency: Currency) =>
  cbc(name, decimalOf(amountMinor, currency), { currencyID: currency })

const address = (name: string, { street, extra, city, postalCode, country }: Address): Xml =>
  cac(
    name,
    cbc('StreetName', street),
    cbc('AdditionalStreetName', extra),
    cbc('CityName', city),
    cbc('PostalZone', postalCode),
    cac('Country', cbc('IdentificationCode', country)),
  )

const party = ({ legalName, registrationId, vatId, address: where }: Party, email?: string): Xml =>
  cac(
    'Party',
    cac('PartyIdentification', cbc('ID', registrationId)),
    cac('PartyName', cbc('Name', legalName)),
    address('PostalAddress', where),
    vatId === '' ? undefined : cac('PartyTaxScheme', cbc('CompanyID', vatId), cac('TaxScheme', cbc('ID', 'VAT'))),
    cac('PartyLegalEntity', cbc('RegistrationName', legalName), cbc('CompanyID', registrationId)),
    email === undefined || email === '' ? undefined : cac('Contact', cbc('ElectronicMail', email)),
  )

const orderLine = (line: ContractLine, currency: Currency): Xml =>
  cac(
    'OrderLine',
    cac(
      'LineItem',
      cbc('ID', line.number),
      cbc('Note', line.note),
      cbc('Quantity', line.quantity, { unitCode: line.unit }),
      money('LineExtensionAmount', line.totalMinor, currency),
      line.deliverBy === null ? undefined : cac('Delivery', cbc('LatestDeliveryDate', line.deliverBy)),
      cac(
        'Price',
        cbc('PriceAmount', line.unitPrice, { currencyID: currency }),
        cbc('BaseQuantity', line.priceBase, { unitCode: line.unit }),
      ),
      cac(
        'Item',
        cbc('Description', line.description),
        cbc('Name', line.name),
        line.itemReference ? cac('BuyersItemIdentification', cbc('ID', line.itemReference)) : undefined,
      ),
    ),
  )

const delivery = ({ terms: { deliveryPlace, incoterm } }: Contract): Xml[] => [
  ...(deliveryPlace ? [cac('Delivery', address('DeliveryAddress', deliveryPlace))] : []),
  ...(incoterm ? [cac('DeliveryTerms', cbc('ID', incoterm))] : []),
]

const payment = ({ terms: { paymentDays, paymentTerms } }: Contract): Xml[] => {
  if (paymentDays === null && paymentTerms === '') return []
  const period = cbc('DurationMeasure', paymentDays === null ? undefined : String(paymentDays), { unitCode: 'DAY' })
  return [cac('PaymentTerms', cbc('Note', paymentTerms), period && cac('SettlementPeriod', period))]
}

const totals = ({ totalMinor, currency, terms: { vat } }: Contract): Xml =>
  cac(
    'AnticipatedMonetaryTotal',
    money('LineExtensionAmount', totalMinor, currency),
    money(vat === 'included' ? 'TaxInclusiveAmount' : 'TaxExclusiveAmount', totalMinor, currency),
    money('PayableAmount', totalMinor, currency),
  )

/** The sealed bid an order accepts, by the hash its bidder can prove. */
const sealedBid = (sha256: string): Xml =>
  cac(
    'Attachment',
    cac(
      'ExternalReference',
      cbc('DocumentHash', sha256),
      cbc('HashAlgorithmMethod', 'http://www.w3.org/2001/04/xmlenc#sha256'),
    ),
  )

/** The purchase order of a contract as a UBL 2.1 Order, its elements in the order the schema wants. */
export const orderXml = (contract: Contract): string => {
  const { terms, bid, buyer, supplier, committedAt, currency, lines } = contract
  return xmlDocument([
    'Order',
    namespaces,
    cbc('UBLVersionID', '2.1'),
    cbc('ID', contract.orderNumber),
    cbc('IssueDate', committedAt.slice(0, 10)),
    cbc('IssueTime', committedAt.slice(11)),
    cbc('Note', terms.title),
    cbc('Note', terms.specialTerms),
    cbc('DocumentCurrencyCode', currency),
    cbc('CustomerReference', terms.buyerReference),
    cbc('LineCountNumeric', String(lines.length)),
    cac('QuotationDocumentReference', cbc('ID', `${contract.rfqId}/${bid.version}`), sealedBid(bid.sha256)),
    cac('OriginatorDocumentReference', cbc('ID', contract.rfqId)),
    cac('Contract', cbc('ID', contract.contractNumber), cbc('IssueDate', committedAt.slice(0, 10))),
    cac('BuyerCustomerParty', party(buyer, contract.award.proposedBy.email)),
    cac('SellerSupplierParty', party(supplier, contract.supplierContact)),
    ...delivery(contract),
    ...payment(contract),
    totals(contract),
    ...lines.map((line) => orderLine(line, currency)),
  ])
}
