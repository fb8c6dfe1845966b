import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { importUblRfqRoute } from '../../functions/rfq-imports/import-ubl-rfq.ts'
import { importRfq } from '../../shared/formats/ubl/rfq-import.ts'
import { callRoute } from '../support/api.ts'
import { NOON } from '../support/builders.ts'

const sample = readFileSync(new URL('samples/request.xml', import.meta.url), 'utf8')
const read = (xml: string) => importRfq(xml, { now: NOON, timeZone: 'Europe/Paris' })
const imported = (xml = sample) => {
  const outcome = read(xml)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal))
  return outcome.value
}
const notesAt = (path: string, xml = sample) => imported(xml).notes.filter((note) => note.path.includes(path))
/** The smallest file with one line, and what goes into it. */
const aFile = (
  inside: string,
  line = '<b:Quantity unitCode="H87">1</b:Quantity><a:Item><b:Name>Thing</b:Name></a:Item>',
) =>
  `<RequestForQuotation xmlns="urn:oasis:names:specification:ubl:schema:xsd:RequestForQuotation-2"
    xmlns:a="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
    xmlns:b="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">${inside}
    <a:RequestForQuotationLine><b:ID>1</b:ID><a:LineItem>${line}</a:LineItem></a:RequestForQuotationLine>
  </RequestForQuotation>`

describe('importing a request for quotation', () => {
  it('takes over what the file says, whatever prefixes and encoding it declares', () => {
    const { terms, buyerName, documentId } = imported()
    expect({ buyerName, documentId }).toEqual({ buyerName: 'Mairie de Lyon', documentId: 'RFQ-2026-17' })
    expect(terms).toMatchObject({
      title: 'Meubles de bureau',
      description: 'Meubles de bureau\npour la mairie\nLivraison à l’étage.',
      buyerReference: 'RFQ-2026-17',
      currency: 'EUR',
      invited: ['ventes@mobilier.example'],
      incoterm: 'DAP',
      bidValidityDays: 90,
      closesAt: '2026-04-10T21:59:00.000Z',
      paymentDays: null,
      deliveryPlace: {
        street: 'Place de la Comédie 1',
        extra: 'Cour nord',
        postalCode: '69001',
        city: 'Lyon',
        country: 'FR',
      },
    })
  })
  it('reads lines with their own date or that of the whole delivery', () => {
    expect(imported().lines).toEqual([
      {
        number: '10',
        name: 'Bureau',
        description: 'Chêne massif',
        itemReference: 'B-1',
        quantity: '12.5',
        unit: 'H87',
        required: true,
        deliverBy: '2026-05-15',
      },
      {
        number: '2',
        name: 'Lampe',
        description: '',
        itemReference: 'X',
        quantity: '3',
        unit: 'C62',
        required: false,
        deliverBy: '2026-06-30',
      },
    ])
  })
  it('names what it could not read by its place and line', () => {
    expect(notesAt('RequestForQuotationLine[3]')).toEqual([
      {
        code: 'unreadable',
        path: '/RequestForQuotation/cac:RequestForQuotationLine[3]/cac:LineItem/cbc:Quantity',
        line: 74,
        text: '-4',
      },
    ])
    expect(notesAt('RequestForQuotationLine[2]')).toEqual([
      expect.objectContaining({ code: 'unreadable', line: 62, text: '10', field: '/lines/1/number' }),
      expect.objectContaining({ code: 'leftBlank', line: 66, field: '/lines/1/unit' }),
    ])
  })
  it('names what a draft has no place for, and what the file does not say', () => {
    expect(imported().notes.filter(({ code }) => code === 'unsupported')).toEqual([
      expect.objectContaining({ path: expect.stringContaining('/cbc:CountrySubentity'), text: 'Rhône' }),
      expect.objectContaining({ path: expect.stringContaining('/cac:CommodityClassification'), text: '39130000' }),
    ])
    const blanks = imported(aFile('')).notes.filter(({ code }) => code === 'leftBlank')
    expect(blanks.map(({ field }) => field).sort()).toEqual([
      '/terms/bidValidityDays',
      '/terms/closesAt',
      '/terms/currency',
      '/terms/deliveryPlace',
      '/terms/invited',
      '/terms/paymentDays',
      '/terms/title',
    ])
  })
  it('leaves dates of the past blank and says so', () => {
    const past = '<b:SubmissionDueDate>2008-04-24</b:SubmissionDueDate>'
    const { terms, notes } = imported(aFile(past))
    expect(terms.closesAt).toBeNull()
    expect(notes).toContainEqual({
      code: 'pastDate',
      path: '/RequestForQuotation/cbc:SubmissionDueDate',
      line: 3,
      text: '2008-04-24',
      field: '/terms/closesAt',
    })
  })
  it.each([
    ['<b:SubmissionDueDate>soon</b:SubmissionDueDate>', '/terms/closesAt'],
    ['<b:PricingCurrencyCode>XBT</b:PricingCurrencyCode>', '/terms/currency'],
    ['<a:DeliveryTerms><b:ID>XYZ</b:ID></a:DeliveryTerms>', '/terms/incoterm'],
    [
      '<a:RequestedValidityPeriod><b:DurationMeasure unitCode="ANN">1</b:DurationMeasure></a:RequestedValidityPeriod>',
      '/terms/bidValidityDays',
    ],
  ])('leaves blank what it cannot read: %s', (inside, field) => {
    expect(imported(aFile(inside)).notes).toContainEqual(expect.objectContaining({ code: 'unreadable', field }))
  })
  it('takes characters that change direction out of texts and says where', () => {
    const { terms, notes } = imported(aFile('<b:Note>Pay &#x202E;000,1 EUR&#x85;</b:Note>'))
    expect(terms.title).toBe('Pay 000,1 EUR')
    expect(notes).toContainEqual(expect.objectContaining({ code: 'unreadable', path: '/RequestForQuotation/cbc:Note' }))
  })
  it('shortens what is too long without halving a character', () => {
    const { terms, notes } = imported(aFile(`<b:ID>${'😀'.repeat(40)}</b:ID><b:Note>${'x'.repeat(10_001)}</b:Note>`))
    expect(terms.buyerReference).toBe('😀'.repeat(30))
    expect(terms.title).toHaveLength(200)
    expect(notes.filter(({ code }) => code === 'shortened').length).toBeGreaterThanOrEqual(2)
  })
})

describe('a file that is not read', () => {
  const bomb = `<!DOCTYPE r [<!ENTITY a "${'x'.repeat(100)}"><!ENTITY b "${'&a;'.repeat(100)}">]>`
  const external = '<!DOCTYPE r SYSTEM "file:///etc/passwd">'
  it.each([
    ['a bomb of entities', `${bomb}<r>&b;</r>`, { detail: 'doctype', line: 1 }],
    ['an external document type', `\n${external}<r/>`, { detail: 'doctype', line: 2 }],
    ['one hidden by its letter case', sample.replace('<q:Req', '<!doctype x><q:Req'), { detail: 'doctype' }],
    ['an unknown entity', aFile('<b:Note>&xxe;</b:Note>'), { detail: 'malformed', line: 3 }],
    [
      'another document',
      '<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2"/>',
      { detail: 'other_document' },
    ],
    ['a page', '<html><body>', { detail: 'malformed' }],
    ['half a file', sample.slice(0, 900), { detail: 'malformed' }],
    ['nothing but spaces', '   ', { detail: 'malformed' }],
    ['a null character', aFile('<b:Note>\u0000</b:Note>'), { detail: 'malformed' }],
    ['an abyss', `${'<a>'.repeat(5_000)}`, { detail: 'malformed' }],
  ])('%s', (_, xml, refusal) => {
    expect(read(xml)).toMatchObject({ ok: false, refusal: { code: 'unreadable_document', ...refusal } })
  })
  it('has too many lines', () => {
    const line = '</a:LineItem></a:RequestForQuotationLine><a:RequestForQuotationLine><a:LineItem>'
    const xml = aFile('', line.repeat(5_000))
    expect(read(xml)).toMatchObject({ refusal: { detail: 'too_many_lines', text: '5001' } })
  })
  it('is refused by the route with a code, never as a fault', async () => {
    const as = { email: 'a@b.example', org: 'org_01JQ000000000000000000BYER', buys: true }
    const ask = (xml: string) => callRoute(importUblRfqRoute(), { body: { fileName: 'a.xml', xml }, as })
    expect(await ask('<a')).toMatchObject({ status: 422, json: { code: 'unreadable_document', detail: 'malformed' } })
    expect(await ask('<a>\uD800</a>')).toMatchObject({ status: 422 })
    expect((await ask(sample)).status).toBe(200)
  })
})
