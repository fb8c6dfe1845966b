import { describe, expect, it } from 'vitest'
import type { ApprovalRecord } from '../../shared/domain/approval-record.ts'
import { hashOf } from '../../shared/domain/canonical.ts'
import { approvalRecordHtml } from '../../shared/formats/approval-record-html.ts'
import { anApprovalRecord } from '../support/approval-records.ts'

const text = (html: string) =>
  html
    .replaceAll(/<style>.*?<\/style>/gs, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')

/** The same record as if it had been of a change: more pieces, the price of each as it is. */
const aChangeRecord = (): ApprovalRecord => {
  const record = anApprovalRecord()
  for (const { section, content } of Object.values(record.shown)) {
    if (section === 'what')
      Object.assign(content ?? {}, {
        lines: [{ number: '1', quantity: '40' }],
        before: [{ number: '1', quantity: '35' }],
      })
    if (section === 'budget')
      Object.assign(content ?? {}, { totalMinor: 23_920_000, before: { totalMinor: 20_930_000 } })
    if (section === 'risk')
      Object.assign(content ?? {}, { changing: { contractNumber: '2026-0000RFQ1', because: 'quantity', changes: 1 } })
  }
  return { ...record, changeNumber: 2 }
}

describe('the approval record as a page', () => {
  it.each([
    ['en', 'Approval record of contract 2026-0000RFQ1', '209,300.00 DKK', 'overrode the veto', 'Price and terms'],
    ['fr', 'Procès-verbal d’approbation du marché 2026-0000RFQ1', 'DKK', 'a passé outre le veto', 'Prix et conditions'],
    [
      'da',
      'Godkendelsesprotokol for kontrakt 2026-0000RFQ1',
      '209.300,00 DKK',
      'tilsidesatte vetoet',
      'Pris og vilkår',
    ],
  ] as const)('speaks %s', (language, ...parts) => {
    const page = text(approvalRecordHtml(anApprovalRecord(), language))
    for (const part of parts) expect(page).toContain(part)
    expect(page).not.toMatch(/undefined|\[object|NaN/)
  })

  it('says of who was asked about a veto what became of it, not that they approved', () => {
    const page = text(approvalRecordHtml(anApprovalRecord(), 'en'))
    expect(page).toMatch(/asked to override the veto of Oda Berg overrode the veto/)
  })

  it.each(['en', 'fr', 'da'] as const)('names no member of a fact as the record does, in %s', (language) => {
    const record = anApprovalRecord()
    const answer = { kind: 'answer', asked: { number: 1, turn: 2 }, words: 'Yes, it is', at: record.committedAt }
    for (const { facts } of record.requests) facts.push({ ...facts[0], ...answer } as (typeof facts)[number])
    const page = approvalRecordHtml(record, language)
    expect(page).toContain('Yes, it is')
    expect(page.match(/<dt>[a-z]+(?:[A-Z]\w*)?<\/dt>/g)).toBeNull()
  })

  it('says what became of each objection before anything else', () => {
    const page = text(approvalRecordHtml(anApprovalRecord(), 'en'))
    const told = ['Objections', 'Line 4.2 is spent', 'replaced by a newer one', 'The hall is closed in May']
    const after = ['Overridden by Hanne Krog', 'I will have it opened', 'Lifted by Finn Dahl', 'The council moved it']
    let from = 0
    for (const part of [...told, ...after, 'Who was asked', 'What happened, in order']) {
      const at = page.indexOf(part, from)
      expect(at, part).toBeGreaterThan(-1)
      from = at
    }
  })

  it('shows each thing said and shown, as text, and leads from a decision to what it was made on', () => {
    const record = anApprovalRecord()
    const html = approvalRecordHtml(record, 'en')
    expect(html).not.toContain('<for>')
    for (const sha256 of Object.keys(record.shown)) {
      expect(html).toContain(`id="shown-${sha256}"`)
      expect(html).toContain(`href="#shown-${sha256}"`)
    }
    const page = text(html)
    for (const part of [
      'Who mounts them?',
      'The supplier does',
      'The clock sent a reminder · Oda Berg (operational)',
      'Mailbox proved with a code sent to it, from 192.0.2.7',
      'earlier, now with a passkey',
      'Decided on by Tove Lind (technical); Finn Dahl (financial); Oda Berg (operational)',
      'stands from request 1',
      'for Fie Holt, who did not answer in time',
      'asked to override the veto of Oda Berg',
      'Delivered &amp; mounted',
      'The only bid',
      '250,000.00 DKK',
      `Document budget.pdf · ${hashOf('budget')}`,
    ])
      expect(page).toContain(part)
  })

  it.each([
    ['en', 'Approval record of change 2 of contract 2026-0000RFQ1', 'Change agreed', '35 → 40', 'Reason Quantity'],
    ['fr', 'modification 2 du marché 2026-0000RFQ1', 'Modification convenue le', '35 → 40', 'Motif Quantités'],
    ['da', 'ændring 2 af kontrakt 2026-0000RFQ1', 'Ændringen blev aftalt', '35 → 40', 'Årsag Antal'],
  ] as const)('says of a change which it is, and what was before beside what shall be, in %s', (language, ...parts) => {
    const page = text(approvalRecordHtml(aChangeRecord(), language))
    for (const part of parts) expect(page).toContain(part)
    expect(page).not.toMatch(/undefined|\[object|NaN/)
  })

  it.each([
    [
      'en',
      '· declined by the supplier',
      'request ended (declined by the supplier)',
      'declined the change for the supplier',
    ],
    [
      'fr',
      '· refusée par le fournisseur',
      'refusée par le fournisseur',
      'a refusé la modification au nom du fournisseur',
    ],
    ['da', '· afvist af leverandøren', 'afvist af leverandøren', 'afviste ændringen på leverandørens vegne'],
  ] as const)('says of a change its supplier declined who did, and in what words, in %s', (language, ...parts) => {
    const record = aChangeRecord()
    const [first] = record.requests
    const by = { email: 'anna@deltadata.example', name: 'Anna Dahl' }
    Object.assign(first ?? {}, {
      status: 'cancelled',
      answer: { accepted: false, words: 'We cannot get <so> many', at: record.committedAt, by },
    })
    const page = text(approvalRecordHtml(record, language))
    for (const part of [...parts, 'Anna Dahl (anna@deltadata.example)', 'We cannot get &lt;so&gt; many'])
      expect(page).toContain(part)
    expect(page).not.toMatch(/called off|annulée|opgivet/)
  })

  it('says what was before by itself where it does not match what shall be', () => {
    const record = aChangeRecord()
    const page = text(approvalRecordHtml(record, 'en'))
    expect(page).toContain('209,300.00 DKK → 239,200.00 DKK')
    expect(page).not.toContain('As it was')
    for (const { content } of Object.values(record.shown)) Object.assign(content ?? {}, { before: [{ number: '7' }] })
    expect(text(approvalRecordHtml(record, 'en'))).toContain('As it was')
  })

  it('shows a member it has no words for under its own name', () => {
    const record = anApprovalRecord()
    const [shown] = Object.values(record.shown)
    Object.assign(shown?.content ?? {}, { warrantyMonths: 24 })
    Object.assign(record.requests[0]?.facts[0] ?? {}, { decision: 'applaud', mood: 'pleased' })
    const page = text(approvalRecordHtml(record, 'en'))
    for (const part of ['warrantyMonths 24', 'applaud', 'mood pleased']) expect(page).toContain(part)
  })
})
