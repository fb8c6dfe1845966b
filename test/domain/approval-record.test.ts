import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ApprovalRecord, verifyRecord } from '../../shared/domain/approval-record.ts'
import { canonical, hashOf } from '../../shared/domain/canonical.ts'
import { objectionsOf } from '../../shared/domain/objections.ts'
import { signedBy } from '../../shared/domain/signature.ts'
import { anApprovalRecord, first, second } from '../support/approval-records.ts'
import { aRecordKey } from '../support/record-key.ts'

const key = aRecordKey()
const bytes = (text: string) => new TextEncoder().encode(text)
const signed = async (text: string) => ({ text, jws: await signedBy(key.signer, bytes(text)) })
const verified = async (text: string) => {
  const { jws } = await signed(text)
  return verifyRecord(text, jws, key.publicKey)
}
/** A record somebody changed and had signed all the same. */
const because = async (change: (record: ApprovalRecord) => void) => {
  const record = structuredClone(anApprovalRecord())
  change(record)
  const answer = await verified(canonical(record))
  return answer.ok ? 'nothing' : answer.because
}

describe('an approval record', () => {
  it('verifies with its signature and its public key alone, and reads as it was written', async () => {
    const text = canonical(anApprovalRecord())
    expect(await verified(text)).toEqual({ ok: true, record: JSON.parse(text) })
  })

  it('holds every fact in the order of its request, with how its author had proved who they are', () => {
    const { requests } = anApprovalRecord()
    expect(requests.map(({ facts }) => facts.map(({ seq }) => seq))).toEqual([
      [2, 3, 4, 5, 6, 7, 8],
      [2, 3, 4, 5, 6],
    ])
    expect(requests[0]?.facts[2]).toMatchObject({
      decision: 'veto',
      name: 'Finn Dahl',
      remedy: 'Move 40,000 from 4.1',
      proved: { method: 'code', from: '192.0.2.7' },
      page: 'sealbid/approval-page/2',
    })
  })

  it('shows again whatever a decision was made on, also of a proposal that was replaced', () => {
    const { shown } = anApprovalRecord()
    expect(Object.keys(shown)).toHaveLength(7)
    for (const content of [first.price, second.price, first.what, first.delivery])
      expect(shown[hashOf(content)]?.content).toEqual(content)
  })

  it('is not made where something that was shown is not kept, or is not what it was', () => {
    expect(() => anApprovalRecord(() => undefined)).toThrow('is not kept')
    expect(() => anApprovalRecord(() => ({ title: 'Another' }))).toThrow('is not kept')
  })

  it('fails with any byte changed', async () => {
    const { text, jws } = await signed(canonical(anApprovalRecord()))
    await fc.assert(
      fc.asyncProperty(
        fc.nat(text.length - 1),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
        async (at, other) => {
          fc.pre(text[at] !== other)
          const tampered = text.slice(0, at) + other + text.slice(at + 1)
          expect(await verifyRecord(tampered, jws, key.publicKey)).toEqual({ ok: false, because: 'signature' })
        },
      ),
      { numRuns: 300 },
    )
  })

  it('fails, signed or not, where it does not hold together', async () => {
    const [price] = Object.entries(anApprovalRecord().shown).find(([, { section }]) => section === 'price') ?? ['']
    expect(await because(() => {})).toBe('nothing')
    expect(await because(({ shown }) => Object.assign(shown[price] ?? {}, { content: { totalMinor: 1 } }))).toBe(
      'content_differs',
    )
    expect(await because(({ shown }) => void delete shown[price])).toBe('content_missing')
    expect(await because(({ requests }) => requests[0]?.facts.reverse())).toBe('order')
    expect(await because((record) => Object.assign(record, { format: 'another/1' }))).toBe('form')
    expect(await verified(`${canonical(anApprovalRecord())} `)).toEqual({ ok: false, because: 'form' })
    expect(await verified('{')).toEqual({ ok: false, because: 'form' })
  })

  it('written by a later version, with more on it, still verifies', async () => {
    const later = (record: ApprovalRecord) => {
      const [request] = record.requests
      Object.assign(request ?? {}, { weather: 'rain' })
      Object.assign(request?.facts[0] ?? {}, { decision: 'shrug', mood: { tired: true } })
    }
    expect(await because(later)).toBe('nothing')
  })
})

describe('objections', () => {
  it('say what became of each: replaced, lifted by its role, or overridden by others, with reasons', () => {
    const objections = objectionsOf(anApprovalRecord())
    expect(
      objections.map(({ veto, request, became }) => [
        request.number,
        veto.role,
        became.how,
        'by' in became && became.by,
      ]),
    ).toMatchObject([
      [1, 'financial', 'ended', false],
      [1, 'operational', 'overridden', [{ name: 'Hanne Krog', words: 'I will have it opened' }]],
      [2, 'financial', 'lifted', [{ name: 'Finn Dahl', evidence: 'The council moved it' }]],
    ])
  })
})
