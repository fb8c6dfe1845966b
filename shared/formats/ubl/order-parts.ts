import type { ContractCopy, ContractLine } from '../../domain/contract.ts'
import { type Currency, decimalOf } from '../../domain/money.ts'
import type { Address, Party } from '../../domain/party.ts'
import type { Xml } from './xml.ts'

type Children = readonly (Xml | string | undefined)[]
export const cac = (name: string, ...children: Children): Xml => [`cac:${name}`, {}, ...children]
/** A basic component; a blank one is left out. */
export const cbc = (
  name: string,
  text: string | undefined,
  attributes: Record<string, string> = {},
): Xml | undefined => (text === undefined || text === '' ? undefined : [`cbc:${name}`, attributes, text])
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

/** One line; of a change also what becomes of it. */
export const orderLine = (line: ContractLine, currency: Currency, status?: 'Revised' | 'Cancelled'): Xml =>
  cac(
    'OrderLine',
    cac(
      'LineItem',
      cbc('ID', line.number),
      cbc('Note', line.note),
      cbc('LineStatusCode', status),
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

const delivery = ({ terms: { deliveryPlace, incoterm } }: ContractCopy): Xml[] => [
  ...(deliveryPlace ? [cac('Delivery', address('DeliveryAddress', deliveryPlace))] : []),
  ...(incoterm ? [cac('DeliveryTerms', cbc('ID', incoterm))] : []),
]

const payment = ({ terms: { paymentDays, paymentTerms } }: ContractCopy): Xml[] => {
  if (paymentDays === null && paymentTerms === '') return []
  const period = cbc('DurationMeasure', paymentDays === null ? undefined : String(paymentDays), { unitCode: 'DAY' })
  return [cac('PaymentTerms', cbc('Note', paymentTerms), period && cac('SettlementPeriod', period))]
}

export const totals = ({ totalMinor, currency, terms: { vat } }: ContractCopy): Xml =>
  cac(
    'AnticipatedMonetaryTotal',
    money('LineExtensionAmount', totalMinor, currency),
    money(vat === 'included' ? 'TaxInclusiveAmount' : 'TaxExclusiveAmount', totalMinor, currency),
    money('PayableAmount', totalMinor, currency),
  )

/** What a document is named by that only those who have it can show. */
export const hashed = (sha256: string): Xml =>
  cac(
    'Attachment',
    cac(
      'ExternalReference',
      cbc('DocumentHash', sha256),
      cbc('HashAlgorithmMethod', 'http://www.w3.org/2001/04/xmlenc#sha256'),
    ),
  )

/** Where a document of UBL lives: the components are the same in all. */
export const namespacesOf = (document: string) => ({
  xmlns: `urn:oasis:names:specification:ubl:schema:xsd:${document}-2`,
  'xmlns:cac': 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
  'xmlns:cbc': 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2',
})

/** The two parties, and what stays the same for every line. */
export const partiesOf = ({ buyer, supplier, award, supplierContact }: ContractCopy): Xml[] => [
  cac('BuyerCustomerParty', party(buyer, award.proposedBy.email)),
  cac('SellerSupplierParty', party(supplier, supplierContact)),
]
export const conditionsOf = (contract: ContractCopy): Xml[] => [...delivery(contract), ...payment(contract)]
