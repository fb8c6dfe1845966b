import { describe, expect, it } from 'vitest'
import { agreementSha256 } from '../../shared/domain/contract-rules.ts'
import { contractHtml } from '../../shared/formats/contract-html.ts'
import { orderXml } from '../../shared/formats/ubl/order.ts'
import { orderChangeXml } from '../../shared/formats/ubl/order-change.ts'
import { xmlDocument } from '../../shared/formats/ubl/xml.ts'
import { aBidder } from '../support/awards.ts'
import { aLine } from '../support/builders.ts'
import { changedContract } from '../support/changes.ts'
import { aContract } from '../support/contracts.ts'

const bidder = aBidder('Deltadata', '10.00')
const hostile = '<script>alert(1)</script> & "x" ]]>'
const full = () =>
  aContract(bidder, {
    lines: [aLine({ name: hostile, description: 'Two\nlines', itemReference: 'PC-7', deliverBy: '2026-05-01' })],
    terms: {
      title: hostile,
      incoterm: 'DAP',
      paymentTerms: 'By bank',
      specialTerms: `${hostile}\n2`,
      buyerReference: 'Sag 42',
    },
  })

describe('the purchase order', () => {
  it('says what the contract says, element by element', () => {
    const xml = orderXml(full())
    for (const part of [
      '<cbc:ID>2026-0000RFQ1-PO1</cbc:ID>',
      '<cbc:Quantity unitCode="NIU">35</cbc:Quantity>',
      '<cbc:LineExtensionAmount currencyID="DKK">350.00</cbc:LineExtensionAmount>',
      '<cbc:PriceAmount currencyID="DKK">10.00</cbc:PriceAmount>',
      '<cbc:LatestDeliveryDate>2026-05-01</cbc:LatestDeliveryDate>',
      '<cbc:TaxExclusiveAmount currencyID="DKK">350.00</cbc:TaxExclusiveAmount>',
      '<cbc:Name>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot; ]]&gt;</cbc:Name>',
    ])
      expect(xml).toContain(part)
    expect(xml).not.toContain('<script>')
  })
})

describe('a change of the purchase order', () => {
  const made = full()
  const [first, second] = changedContract(
    made,
    [{ number: '1', quantity: '40', unitPrice: '9.50' }],
    [{ number: '1', quantity: '0' }],
  ).changes.map((change) => ({ change, xml: orderChangeXml(made, change) }))

  it('says which order, what its lines are from then on, and what the whole comes to', () => {
    for (const part of [
      '<cbc:ID>2026-0000RFQ1-PO1-C1</cbc:ID>',
      '<cac:OrderReference><cbc:ID>2026-0000RFQ1-PO1</cbc:ID>',
      '<cbc:Note>Ten pupils more</cbc:Note>',
      '<cbc:LineStatusCode>Revised</cbc:LineStatusCode><cbc:Quantity unitCode="NIU">40</cbc:Quantity>',
      '<cbc:PriceAmount currencyID="DKK">9.50</cbc:PriceAmount>',
      '<cbc:PayableAmount currencyID="DKK">380.00</cbc:PayableAmount>',
      `<cbc:DocumentHash>${first?.change.agreementSha256}</cbc:DocumentHash>`,
    ])
      expect(first?.xml).toContain(part)
  })
  it('cancels a line that is no longer wanted, and says nothing the buyer’s people told each other', () => {
    expect(second?.xml).toContain(
      '<cbc:LineStatusCode>Cancelled</cbc:LineStatusCode><cbc:Quantity unitCode="NIU">0</cbc:Quantity>',
    )
    expect(second?.xml).toContain('<cbc:PayableAmount currencyID="DKK">0.00</cbc:PayableAmount>')
    expect(`${first?.xml}${second?.xml}`).not.toContain('Within the budget')
  })
})

describe('XML', () => {
  it('refuses what it cannot say instead of changing it', () => {
    expect(() => xmlDocument(['a', {}, 'b\u0000'])).toThrow('U+0000')
    expect(() => xmlDocument(['a', {}, '\ud800'])).toThrow('U+d800')
    expect(() => xmlDocument(['a', { b: '\u0007' }])).toThrow('U+0007')
    expect(xmlDocument(['a', { b: '"\n<' }, 'æ 𝒳\r', undefined])).toContain('<a b="&quot;&#10;&lt;">æ 𝒳&#13;</a>')
  })
})

describe('the contract as a page', () => {
  it.each([
    ['en', 'Contract 2026-0000RFQ1', '350.00 DKK', 'within 10 days'],
    ['fr', 'Marché 2026-0000RFQ1', '350,00 DKK', 'sous 10 jours'],
    ['da', 'Kontrakt 2026-0000RFQ1', '350,00 DKK', 'inden 10 dage'],
  ] as const)('speaks %s', (language, ...parts) => {
    const html = contractHtml(full(), language)
    for (const part of parts) expect(html).toContain(part)
    expect(html).not.toMatch(/undefined|\[object|NaN/)
  })
  it.each([
    [
      'en',
      'As it stands since change 2',
      'Change 1, agreed',
      '35 units</span> → <strong>40 units',
      'Reason: quantity.',
    ],
    [
      'fr',
      'depuis la modification 2',
      'Modification 1, convenue le',
      '35 unités</span> → <strong>40 unités',
      'Motif : ',
    ],
    ['da', 'Som den gælder siden ændring 2', 'Ændring 1, aftalt', '35 ', 'Årsag: antal.'],
  ] as const)('stands as it was changed, with every change, in %s', (language, ...parts) => {
    const made = full()
    const { changes } = changedContract(made, undefined, [{ number: '1', unitPrice: '9.50' }])
    const html = contractHtml(made, language, changes)
    for (const part of [...parts, 'Ten pupils more', 'Gladly']) expect(html).toContain(part)
    for (const { agreementSha256: sha256 } of changes) expect(html).toContain(sha256)
    // What was agreed when it was made has the hash it always had.
    expect(html).toContain(agreementSha256(made))
    expect(html).toMatch(/<td class="figure total">380[.,]00 DKK/)
    expect(html).not.toMatch(/undefined|\[object|NaN|Within the budget/)
  })
  it.each([
    ['en', 'On a condition, confirmed as met since: Ten days earlier'],
    ['fr', 'Sous une condition, confirmée comme remplie depuis : Ten days earlier'],
    ['da', 'På en betingelse, som siden er bekræftet opfyldt: Ten days earlier'],
  ] as const)('tells a condition from a comment, in %s', (language, said) => {
    const contract = full()
    const approvals = contract.approvals.map((one) =>
      one.decision === 'approve' ? { ...one, comment: 'Fine', condition: 'Ten days earlier' } : one,
    )
    const page = contractHtml({ ...contract, approvals }, language)
    expect(page).toContain(`Fine<br>${said}`)
  })

  it('shows text as text, with both parties, every approval and the hashes that prove them', () => {
    const contract = full()
    const html = contractHtml(contract, 'en')
    expect(html).not.toContain('<script>')
    expect(html).toContain('Two<br>lines')
    for (const { name } of contract.approvals) expect(html).toContain(name)
    for (const part of ['Strandby Kommune', 'Deltadata', 'DK19438414', contract.bid.sha256, 'Sag 42', 'DAP'])
      expect(html).toContain(part)
  })
})
