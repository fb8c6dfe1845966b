import { Currency } from '../../domain/money.ts'
import { type Address, CountryCode } from '../../domain/party.ts'
import { Incoterm, MAX_INVITED, type RfqTerms } from '../../domain/rfq.ts'
import { Email } from '../../domain/text.ts'
import { daysBetween } from '../../domain/time.ts'
import type { Notes } from './import-notes.ts'
import { dateOf, endOfDay } from './import-values.ts'
import { child, children, type Element, wordsOf } from './xml-tree.ts'

type Day = { today: string; timeZone: string }

/** The country of an address; where it names none, that of the buyer. */
const countryOf = (root: Element, address: Element): string | undefined => {
  const buyers = ['cac:OriginatorCustomerParty', 'cac:BuyerCustomerParty'].map((name) => child(root, name, 'cac:Party'))
  const places = [address, ...buyers.map((party) => child(party, 'cac:PostalAddress'))]
  return places
    .map((place) => child(place, 'cac:Country', 'cbc:IdentificationCode')?.text.trim())
    .find((code) => CountryCode.safeParse(code).success)
}

const placeOf = (root: Element, notes: Notes): Address | null => {
  const [delivery, ...others] = children(root, 'cac:Delivery')
  for (const other of others) notes.about('unsupported', other)
  const address = child(delivery, 'cac:DeliveryAddress') ?? child(delivery, 'cac:DeliveryLocation', 'cac:Address')
  if (!address) {
    notes.blank('/RequestForQuotation/cac:Delivery/cac:DeliveryAddress', '/terms/deliveryPlace')
    return null
  }
  const part = (name: string) => notes.line(child(address, `cbc:${name}`), 200)
  const country = countryOf(root, address)
  if (country === undefined) {
    notes.about('unreadable', address, { text: wordsOf(address), field: '/terms/deliveryPlace' })
    return null
  }
  const lines = children(address, 'cac:AddressLine').map((one) => notes.line(child(one, 'cbc:Line'), 200))
  const named = [part('StreetName'), part('BuildingNumber')].filter(Boolean).join(' ')
  const street = named || (lines.shift() ?? '')
  const more = ['AdditionalStreetName', 'Floor', 'Room', 'Department'].map(part)
  const extra = [...more, ...lines].filter(Boolean).join(', ')
  if (street.length > 200 || extra.length > 200) notes.about('shortened', address)
  return {
    street: street.slice(0, 200),
    ...(extra !== '' && { extra: extra.slice(0, 200) }),
    postalCode: notes.line(child(address, 'cbc:PostalZone'), 20),
    city: notes.line(child(address, 'cbc:CityName'), 100),
    country,
  }
}

const closingOf = (root: Element, { today, timeZone }: Day, notes: Notes): string | null => {
  const field = '/terms/closesAt'
  const due = child(root, 'cbc:SubmissionDueDate')
  if (!due) {
    notes.blank('/RequestForQuotation/cbc:SubmissionDueDate', field)
    return null
  }
  const date = dateOf(due.text)
  if (date !== undefined && date >= today) return endOfDay(date, timeZone)
  notes.about(date === undefined ? 'unreadable' : 'pastDate', due, { field })
  return null
}

const validityOf = (root: Element, closesAt: string | null, { today }: Day, notes: Notes): number | null => {
  const field = '/terms/bidValidityDays'
  const period = child(root, 'cac:RequestedValidityPeriod')
  const duration = child(period, 'cbc:DurationMeasure')
  const end = child(period, 'cbc:EndDate')
  const asked = duration ?? end
  if (!asked) {
    notes.blank('/RequestForQuotation/cac:RequestedValidityPeriod', field)
    return null
  }
  const date = end && dateOf(end.text)
  const inDays = duration?.attributes.get('unitCode') === 'DAY' && /^\d{1,3}$/.test(duration.text.trim())
  const until = Math.round(daysBetween(closesAt ?? today, date ?? today))
  const days = duration ? (inDays ? Number(duration.text) : 0) : until
  if (days >= 1 && days <= 730) return days
  notes.about(!duration && date !== undefined && date < today ? 'pastDate' : 'unreadable', asked, { field })
  return null
}

const currencyOf = (root: Element, notes: Notes): Currency | null => {
  const field = '/terms/currency'
  const code = child(root, 'cbc:PricingCurrencyCode')
  const known = Currency.safeParse(code?.text.trim())
  if (known.success) return known.data
  if (code) notes.about('unreadable', code, { field })
  else notes.blank('/RequestForQuotation/cbc:PricingCurrencyCode', field)
  return null
}

/** Suppliers are invited by mailbox: one that is only named is told to the buyer. */
const invitedOf = (root: Element, notes: Notes): string[] => {
  const sellers = children(root, 'cac:SellerSupplierParty')
  const field = '/terms/invited'
  if (sellers.length === 0) notes.blank('/RequestForQuotation/cac:SellerSupplierParty', field)
  const emails = sellers.flatMap((seller) => {
    const party = child(seller, 'cac:Party')
    const mail = child(party, 'cac:Contact', 'cbc:ElectronicMail')
    const email = Email.safeParse(mail?.text ?? '')
    if (email.success) return [email.data]
    if (mail) notes.about('unreadable', mail, { field })
    else notes.about('leftBlank', seller, { text: child(party, 'cac:PartyName', 'cbc:Name')?.text ?? '', field })
    return []
  })
  return [...new Set(emails)].slice(0, MAX_INVITED)
}

const incotermOf = (root: Element, notes: Notes) => {
  const code = child(root, 'cac:DeliveryTerms', 'cbc:ID')
  if (!code) return null
  const known = Incoterm.safeParse(code.text.trim().toUpperCase())
  if (!known.success) notes.about('unreadable', code, { field: '/terms/incoterm' })
  return known.data ?? null
}

const specialTermsOf = (root: Element, notes: Notes): string => {
  const said = children(root, 'cac:DeliveryTerms').flatMap((terms) => children(terms, 'cbc:SpecialTerms'))
  const text = said.map((one) => notes.prose(one, 4_000)).join('\n')
  const [first] = said
  if (first && text.length > 4_000) notes.about('shortened', first, { field: '/terms/specialTerms' })
  return text.slice(0, 4_000)
}

export const readTerms = (root: Element, day: Day, notes: Notes): RfqTerms => {
  const said = children(root, 'cbc:Note').map((note) => notes.prose(note, 10_000))
  const title = (said[0] ?? '').split('\n')[0]?.slice(0, 200).trim() ?? ''
  const description = said.length > 1 || said[0] !== title ? said.join('\n') : ''
  if (title === '') notes.blank('/RequestForQuotation/cbc:Note', '/terms/title')
  const closesAt = closingOf(root, day, notes)
  const terms: RfqTerms = {
    title,
    description: description.slice(0, 10_000),
    buyerReference: notes.line(child(root, 'cbc:ID'), 60),
    currency: currencyOf(root, notes),
    vat: 'excluded',
    method: 'selective',
    invited: invitedOf(root, notes),
    deliveryPlace: placeOf(root, notes),
    incoterm: incotermOf(root, notes),
    paymentDays: null,
    paymentTerms: '',
    specialTerms: specialTermsOf(root, notes),
    bidValidityDays: validityOf(root, closesAt, day, notes),
    closesAt,
    timeZone: day.timeZone,
    toldToLosers: 'winningTotal',
  }
  // A request for quotation in UBL 2.1 has no place for them.
  notes.blank('/RequestForQuotation', '/terms/paymentDays')
  return terms
}
