import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hashesOf } from '../../shared/domain/approval-sections.ts'
import { sha256Hex } from '../../shared/domain/canonical.ts'
import type { AgreedChange, ContractChange, LineChange } from '../../shared/domain/contract-change.ts'
import {
  agreedChange,
  asItStands,
  changedLines,
  changeForSupplier,
  changeSections,
  isOffered,
  MAX_CHANGED_LINES,
  MAX_CHANGES,
  roomForChange,
  wasOffered,
} from '../../shared/domain/contract-change-rules.ts'
import { notPlanned } from '../../shared/domain/planning.ts'
import { NOON } from '../support/builders.ts'
import { aChange, agree, changeOf, contractOf } from '../support/changes.ts'

const small = contractOf([
  ['10', '100.00', 100_000],
  ['4', '25.00', 10_000],
])

describe('what a change makes of a contract', () => {
  it('is its lines as they are and as they shall be, and the total of both', () => {
    expect(
      changeOf(small, [
        { number: '2', quantity: '0' },
        { number: '1', unitPrice: '99.995' },
      ]),
    ).toEqual({
      lines: [
        expect.objectContaining({
          number: '1',
          before: { quantity: '10', unitPrice: '100.00', totalMinor: 100_000, deliverBy: null },
          after: { quantity: '10', unitPrice: '99.995', totalMinor: 99_995, deliverBy: null },
        }),
        expect.objectContaining({ number: '2', after: expect.objectContaining({ totalMinor: 0 }) }),
      ],
      totals: { beforeMinor: 110_000, afterMinor: 99_995 },
    })
  })

  it('leaves out lines that are what they are asked to be, to the last digit', () => {
    const exact = contractOf([['1', '123456789012.123456', 12_345_678_901_212]])
    expect(changedLines(small, [{ number: '1', quantity: '10.000', unitPrice: '100' }])).toMatchObject({
      refusal: { code: 'change_empty' },
    })
    expect(changeOf(exact, [{ number: '1', unitPrice: '123456789012.123457' }]).lines).toHaveLength(1)
  })

  it('is refused where a line is not in the contract or an amount can no longer be counted', () => {
    expect(
      changedLines(small, [
        { number: '1', quantity: '1' },
        { number: '7', quantity: '1' },
      ]),
    ).toMatchObject({
      refusal: { code: 'line_unknown', line: '7', pointer: '/lines/1/number' },
    })
    expect(changedLines(small, [{ number: '1', quantity: '999999999', unitPrice: '999999999999' }])).toMatchObject({
      refusal: { code: 'change_too_large', line: '1' },
    })
  })

  it('is refused where the contract has as many changes, or changed lines, as fit into one answer', () => {
    const { lines } = changeOf(small, [{ number: '1', quantity: '12' }])
    const changes = (count: number) => Array.from({ length: count }, () => ({ lines }))
    expect(roomForChange(changes(MAX_CHANGES - 1), lines).ok).toBe(true)
    expect(roomForChange(changes(MAX_CHANGES), lines)).toMatchObject({ refusal: { code: 'too_many_changes' } })
    const many = Array.from({ length: MAX_CHANGED_LINES - 1 }, () => lines).flat()
    expect(roomForChange([{ lines: many }], lines).ok).toBe(true)
    expect(roomForChange([{ lines: many }, { lines }], lines)).toMatchObject({ refusal: { code: 'too_many_changes' } })
  })

  it('adds up over any number of changes, whose hashes name the one before', () => {
    const line = fc.record({ number: fc.constantFrom('1', '2'), quantity: fc.nat(500).map(String) })
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (asked) => {
        const agreed = asked.reduce<AgreedChange[]>(
          (sofar, one) => (changedLines(asItStands(small, sofar), [one]).ok ? agree(small, sofar, [one]) : sofar),
          [],
        )
        const standing = asItStands(small, agreed)
        expect(standing.totalMinor).toBe(agreed.at(-1)?.totals.afterMinor ?? small.totalMinor)
        for (const [i, { totals }] of agreed.entries())
          expect(totals.beforeMinor).toBe(agreed[i - 1]?.totals.afterMinor ?? small.totalMinor)
        expect(new Set(agreed.map(({ agreementSha256 }) => agreementSha256)).size).toBe(agreed.length)
        const [, second] = agreed
        const alone =
          second && agreedChange(small, [], { ...aChange(small, [{ number: '1', quantity: '1' }]), ...second })
        expect(alone?.agreementSha256 === undefined || alone.agreementSha256 !== second?.agreementSha256).toBe(true)
      }),
    )
  })
})

describe('the sections of a change', () => {
  const documents = [{ name: 'Lease.pdf', sha256: sha256Hex('Lease'), bytes: 5 }]
  const sectionsOf = (asked: LineChange[], over: Partial<ContractChange> = {}) =>
    changeSections({
      rfq: { planning: notPlanned },
      documents,
      contract: small,
      change: aChange(small, asked, { budget: { line: 'IT-7', name: 'Computers' }, ...over }),
    })
  const hashes = (...change: Parameters<typeof sectionsOf>) => hashesOf(sectionsOf(...change))
  const first = hashes([{ number: '1', quantity: '12' }])
  const differ = (other: Record<string, string>) =>
    Object.entries(first).flatMap(([section, sha256]) => (other[section] === sha256 ? [] : [section]))

  it('change where what they say does, and nowhere else', () => {
    expect(differ(hashes([{ number: '1', quantity: '12' }]))).toEqual([])
    expect(differ(hashes([{ number: '1', quantity: '12', deliverBy: '2027-01-01' }]))).toEqual(['delivery'])
    expect(differ(hashes([{ number: '1', quantity: '12', unitPrice: '99.00' }]))).toEqual(['price', 'budget'])
    expect(differ(hashes([{ number: '1', quantity: '12' }], { note: 'Outside the budget' }))).toEqual(['risk'])
    expect(differ(hashes([{ number: '1', quantity: '12' }], { words: 'Eleven pupils more' }))).toEqual(['risk'])
    expect(differ(hashes([{ number: '1', quantity: '12' }], { budget: { line: 'IT-8', name: '' } }))).toEqual([
      'budget',
    ])
  })

  it('say what the supplier was scored before, and look twice at a low score', () => {
    const scored = (score: number) =>
      sectionsOf([{ number: '1', quantity: '12' }], { supplierScore: { score, note: 'Late' } })
    expect(scored(50).risk).toMatchObject({ flags: [], supplierScore: { score: 50, note: 'Late' } })
    expect(scored(49).risk).toMatchObject({ flags: ['lowScore'], supplierScore: { score: 49 } })
    expect(differ(hashesOf(scored(50)))).toEqual(['risk'])
  })

  it('say the contract, its supplier and the lines that change, before and after', () => {
    const sections = sectionsOf([{ number: '2', quantity: '5' }])
    expect(sections).toMatchObject({
      what: {
        supplier: small.supplier,
        documents,
        bidNote: small.bid.note,
        lines: [{ number: '2', quantity: '5' }],
        before: [{ number: '2', quantity: '4' }],
      },
      price: { totalMinor: 112_500, before: { totalMinor: 110_000, lines: [{ number: '2', totalMinor: 10_000 }] } },
      budget: { line: 'IT-7', before: { totalMinor: 110_000 }, totalMinor: 112_500 },
      delivery: { lines: [{ number: '2' }], before: [{ number: '2' }] },
      risk: { reason: 'Ten pupils more', note: 'Within the budget', changing: { because: 'quantity', changes: 0 } },
    })
    expect(sections.risk).toMatchObject({ flags: [] })
    // The record of its approval says what is here, and there are no bids to compare.
    expect(sections.risk).not.toHaveProperty('isLowest')
  })
})

describe('what a supplier knows of a change', () => {
  const pending = aChange(small, [{ number: '1', quantity: '12' }])

  it.each(['proposed', 'conditional', 'vetoed', 'expired', 'superseded', 'cancelled'] as const)(
    'is nothing while its approval is %s',
    (status) => {
      expect(isOffered(pending, { status })).toBe(false)
      expect(wasOffered(pending, { status })).toBe(false)
    },
  )

  it('is the whole of it once everybody approved, or where nobody is asked', () => {
    expect(isOffered(pending, undefined)).toBe(false)
    expect(isOffered(pending, { status: 'approved' })).toBe(true)
    expect(isOffered({ ...pending, needsApproval: false }, undefined)).toBe(true)
    expect(isOffered({ ...pending, status: 'cancelled' }, { status: 'approved' })).toBe(false)
  })

  it('is what became of one it was offered, and nothing of one it never was', () => {
    const ended = { because: 'withdrawn' as const, words: '', at: NOON, offered: false }
    expect(wasOffered({ ...pending, status: 'cancelled', ended }, undefined)).toBe(false)
    expect(wasOffered({ ...pending, status: 'cancelled', ended: { ...ended, offered: true } }, undefined)).toBe(true)
  })

  it('is never what the buyer’s people told each other', () => {
    const text = JSON.stringify(changeForSupplier(pending))
    expect(text).toContain('Ten pupils more')
    for (const inner of ['Within the budget', 'IT-7', 'Computers']) expect(text).not.toContain(inner)
  })
})
