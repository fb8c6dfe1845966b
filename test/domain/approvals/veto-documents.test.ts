import { describe, expect, it } from 'vitest'
import { replayed } from '../../../shared/domain/approval-replay.ts'
import { mayBringDocument, saysTheSame } from '../../../shared/domain/approval-rules.ts'
import { sha256Hex } from '../../../shared/domain/canonical.ts'
import { type Decision, DecisionAsked, saidIn } from '../../../shared/domain/decisions.ts'
import { documentTypes, MAX_DOCUMENT_BYTES, typeOfDocument } from '../../../shared/domain/document-types.ts'
import { DAY, later } from '../../../shared/domain/time.ts'
import { documentOf, type VetoDocument } from '../../../shared/domain/veto-documents.ts'
import { anApproval, aRequest, aVeto, openedRequest, taken } from '../../support/awards.ts'
import { NOON } from '../../support/builders.ts'
import { following, idOf, say, stepOf } from '../../support/deciding.ts'

const financial = idOf('financial')
const bytes = new TextEncoder().encode('Account 4.2 after October')
const sha256 = sha256Hex(bytes)
const document: VetoDocument = { name: 'budget.pdf', contentType: 'application/pdf', bytes: bytes.length, sha256 }
const aDocumentedVeto = (own: Partial<VetoDocument> = {}): DecisionAsked =>
  DecisionAsked.parse({ ...aVeto(), document: { ...document, ...own } })

describe('a document for a veto', () => {
  it('is what its bytes and its name make it', () => {
    expect(documentOf({ name: 'budget.pdf', sha256 }, bytes)).toEqual({ ok: true, value: document })
    expect(documentOf({ name: 'budget.pdf', sha256: sha256Hex('other') }, bytes)).toMatchObject({
      refusal: { code: 'document_differs' },
    })
    expect(documentOf({ name: 'budget.pdf', sha256: sha256Hex('') }, new Uint8Array())).toMatchObject({ ok: false })
  })

  it('is at most 3 MB large', () => {
    const large = new Uint8Array(MAX_DOCUMENT_BYTES)
    expect(documentOf({ name: 'a.pdf', sha256: sha256Hex(large) }, large).ok).toBe(true)
    const larger = new Uint8Array(MAX_DOCUMENT_BYTES + 1)
    expect(documentOf({ name: 'a.pdf', sha256: sha256Hex(larger) }, larger)).toMatchObject({
      refusal: { code: 'document_too_large', megabytes: 3 },
    })
  })

  it.each([
    ['Budget 2026.PDF', 'application/pdf'],
    ['a.b.csv', 'text/csv'],
    ['scan.jpeg', 'image/jpeg'],
    ['page.html', undefined],
    ['drawing.svg', undefined],
    ['run.exe', undefined],
    ['pdf', undefined],
    ['.pdf', undefined],
    ['budget.pdf ', undefined],
    ['a.constructor', undefined],
    ['budget.pdf.js', undefined],
  ])('called %s has the type %s', (name, type) => {
    expect(typeOfDocument(name)).toBe(type)
  })

  it('is never of a type that a browser would run', () => {
    for (const type of Object.values(documentTypes)) expect(type).not.toMatch(/html|svg|xml$|script/)
  })
})

describe('a veto with a document', () => {
  it('is taken when exactly this one was brought to its step', () => {
    const decided = say(aRequest(), financial, aDocumentedVeto(), { documents: [document] })
    expect(decided).toMatchObject({ ok: true, value: { decision: { decision: 'veto', document } } })
  })

  it('is refused at the document when it was not brought, or another was', () => {
    const unknown = { ok: false, refusal: { code: 'document_unknown', pointer: '/document' } }
    expect(say(aRequest(), financial, aDocumentedVeto())).toMatchObject(unknown)
    for (const own of [{ name: 'other.pdf' }, { bytes: 1 }, { sha256: sha256Hex('other') }])
      expect(say(aRequest(), financial, aDocumentedVeto(own), { documents: [document] })).toMatchObject(unknown)
  })

  it('is another veto than the same one without it', () => {
    const kept: Decision = { ...aDocumentedVeto(), ...taken('financial') }
    expect(saysTheSame(kept, aDocumentedVeto())).toBe(true)
    expect(saysTheSame(kept, aVeto())).toBe(false)
    expect(saidIn(kept)).toMatchObject({ decision: 'veto' })
  })
})

describe('a document may be brought', () => {
  const bring = (request = aRequest(), at = NOON) => mayBringDocument(request, stepOf(request, financial), at)

  it('by who could veto now, also after an approval', () => {
    expect(bring().ok).toBe(true)
    expect(bring(following(aRequest(), [financial, anApproval()])).ok).toBe(true)
  })

  it('by nobody else: not before the declaration, not when it has vetoed, not when it is over', () => {
    expect(bring(openedRequest())).toMatchObject({ refusal: { code: 'declaration_required' } })
    expect(bring(following(aRequest(), [financial, aVeto()]))).toMatchObject({
      refusal: { code: 'decision_stands', decision: 'vetoed', asked: 'veto' },
    })
    expect(bring(aRequest({ status: 'superseded' }))).toMatchObject({ refusal: { code: 'award_superseded' } })
    expect(bring(aRequest({ status: 'committed' }))).toMatchObject({ refusal: { code: 'contract_committed' } })
    expect(bring(aRequest(), later(NOON, 60 * DAY))).toMatchObject({
      refusal: { code: 'award_superseded', status: 'expired' },
    })
  })
})

describe('a veto with a document', () => {
  it('is made again from its facts like any other (P6)', () => {
    const opened = aRequest()
    const made = say(opened, financial, aDocumentedVeto(), { documents: [document] })
    if (!made.ok) throw new Error(made.refusal.code)
    expect(replayed(opened, [{ decision: made.value.decision }])).toEqual(made.value.request)
  })
})
