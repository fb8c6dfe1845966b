import { describe, expect, it } from 'vitest'
import { hashOf } from '../../shared/domain/canonical.ts'
import { approvalRecordHtml } from '../../shared/formats/approval-record-html.ts'
import { anApprovalRecord } from '../support/approval-records.ts'

const text = (html: string) =>
  html
    .replaceAll(/<style>.*?<\/style>/gs, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')

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

  it('shows a member it has no words for under its own name', () => {
    const record = anApprovalRecord()
    const [shown] = Object.values(record.shown)
    Object.assign(shown?.content ?? {}, { warrantyMonths: 24 })
    Object.assign(record.requests[0]?.facts[0] ?? {}, { decision: 'applaud', mood: 'pleased' })
    const page = text(approvalRecordHtml(record, 'en'))
    for (const part of ['warrantyMonths 24', 'applaud', 'mood pleased']) expect(page).toContain(part)
  })
})
