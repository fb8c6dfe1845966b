import type { Notes } from './import-notes.ts'
import { type Element, wordsOf } from './xml-tree.ts'

const party = (name: string) => [`${name}/**`]
const address = (at: string) => [
  `${at}/cbc:ID`,
  `${at}/cbc:AddressFormatCode`,
  `${at}/cbc:AddressTypeCode`,
  `${at}/cbc:StreetName`,
  `${at}/cbc:AdditionalStreetName`,
  `${at}/cbc:BuildingNumber`,
  `${at}/cbc:Floor`,
  `${at}/cbc:Room`,
  `${at}/cbc:Department`,
  `${at}/cbc:CityName`,
  `${at}/cbc:PostalZone`,
  `${at}/cac:AddressLine/cbc:Line`,
  `${at}/cac:Country/**`,
]
const period = (at: string) => ['StartDate', 'StartTime', 'EndDate', 'EndTime'].map((name) => `${at}/cbc:${name}`)

/** What the import reads, or may pass over because it says nothing a draft could hold. All else is named to the buyer. */
const known = [
  'cbc:UBLVersionID',
  'cbc:CustomizationID',
  'cbc:ProfileID',
  'cbc:ProfileExecutionID',
  'cbc:ID',
  'cbc:CopyIndicator',
  'cbc:UUID',
  'cbc:IssueDate',
  'cbc:IssueTime',
  'cbc:SubmissionDueDate',
  'cbc:Note',
  'cbc:PricingCurrencyCode',
  'cbc:LineCountNumeric',
  ...period('cac:RequestedValidityPeriod'),
  'cac:RequestedValidityPeriod/cbc:DurationMeasure',
  ...party('cac:OriginatorCustomerParty'),
  ...party('cac:BuyerCustomerParty'),
  ...party('cac:SellerSupplierParty'),
  'cac:Delivery/cbc:ID',
  'cac:Delivery/cbc:LatestDeliveryDate',
  ...period('cac:Delivery/cac:RequestedDeliveryPeriod'),
  ...address('cac:Delivery/cac:DeliveryAddress'),
  'cac:Delivery/cac:DeliveryLocation/cbc:ID',
  ...address('cac:Delivery/cac:DeliveryLocation/cac:Address'),
  'cac:DeliveryTerms/cbc:ID',
  'cac:DeliveryTerms/cbc:SpecialTerms',
  'cac:RequestForQuotationLine/cbc:ID',
  'cac:RequestForQuotationLine/cbc:UUID',
  'cac:RequestForQuotationLine/cbc:Note',
  'cac:RequestForQuotationLine/cbc:OptionalLineItemIndicator',
  'cac:RequestForQuotationLine/cac:LineItem/cbc:ID',
  'cac:RequestForQuotationLine/cac:LineItem/cbc:UUID',
  'cac:RequestForQuotationLine/cac:LineItem/cbc:Note',
  'cac:RequestForQuotationLine/cac:LineItem/cbc:Quantity',
  'cac:RequestForQuotationLine/cac:LineItem/cac:Delivery/cbc:LatestDeliveryDate',
  ...period('cac:RequestForQuotationLine/cac:LineItem/cac:Delivery/cac:RequestedDeliveryPeriod'),
  'cac:RequestForQuotationLine/cac:LineItem/cac:Item/cbc:Description',
  'cac:RequestForQuotationLine/cac:LineItem/cac:Item/cbc:Name',
  'cac:RequestForQuotationLine/cac:LineItem/cac:Item/cac:BuyersItemIdentification/cbc:ID',
  'cac:RequestForQuotationLine/cac:LineItem/cac:Item/cac:SellersItemIdentification/cbc:ID',
  'cac:RequestForQuotationLine/cac:LineItem/cac:Item/cac:ManufacturersItemIdentification/cbc:ID',
  'cac:RequestForQuotationLine/cac:LineItem/cac:Item/cac:StandardItemIdentification/cbc:ID',
]
const leaves = new Set(known.filter((path) => !path.endsWith('/**')))
const subtrees = new Set(known.filter((path) => path.endsWith('/**')).map((path) => path.slice(0, -3)))
const onTheWay = new Set(
  known.flatMap((path) => path.split('/').map((_, depth, parts) => parts.slice(0, depth + 1).join('/'))),
)

/** Names each kind of element the import does not understand once, at its first place in the file. */
export const noteUnsupported = (root: Element, notes: Notes): void => {
  const named = new Set<string>()
  const look = (element: Element, at: string): void => {
    for (const one of element.children) {
      const path = at === '' ? one.name : `${at}/${one.name}`
      if (leaves.has(path) || subtrees.has(path) || named.has(path)) continue
      if (onTheWay.has(path)) look(one, path)
      else {
        named.add(path)
        notes.about('unsupported', one, { text: wordsOf(one) })
      }
    }
  }
  look(root, '')
}
