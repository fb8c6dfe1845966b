import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hashesOf } from '../../shared/domain/approval-sections.ts'
import { sha256Hex } from '../../shared/domain/canonical.ts'
import type { Contract } from '../../shared/domain/contract.ts'
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
import { caseOfChange, daysMoved, sizeOfChange } from '../../shared/domain/contract-change-size.ts'
import { sumMinor } from '../../shared/domain/money.ts'
import { notPlanned } from '../../shared/domain/planning.ts'
import { aBidder } from '../support/awards.ts'
import { NOON, RFQ } from '../support/builders.ts'
import { aContract } from '../support/contracts.ts'

const made = aContract(aBidder('Deltadata', '10.00'))

const contractOf = (prices: readonly [quantity: string, unitPrice: string, totalMinor: number][]): Contract => {
  const [line] = made.lines
  if (!line) throw new Error('A contract has lines')
  const lines = prices.map(([quantity, unitPrice, totalMinor], i) => ({
    ...line,
    number: String(i + 1),
    quantity,
    unitPrice,
    totalMinor,
    deliverBy: null,
  }))
  return { ...made, lines, totalMinor: sumMinor(lines.map(({ totalMinor }) => totalMinor)) }
}
const small = contractOf([
  ['10', '100.00', 100_000],
  ['4', '25.00', 10_000],
])

const changed = (contract: Contract, asked: LineChange[]) => {
  const made = changedLines(contract, asked)
  if (!made.ok) throw new Error(made.refusal.code)
  return made.value
}
const aChange = (contract: Contract, asked: LineChange[], over: Partial<ContractChange> = {}): ContractChange => ({
  ...{ changeId: 'chg_01JQ0000000000000000000001', rfqId: RFQ, number: 1, status: 'pending', reason: 'quantity' },
  ...{ words: 'Ten pupils more', note: 'Within the budget', budgetLine: 'IT-7', needsApproval: true },
  ...{ currency: contract.currency, budget: { line: 'IT-7', name: 'Computers' } },
  ...{ proposedAt: NOON, proposedBy: { email: 'sille@strandby.example', name: 'Sille' }, answer: null, ended: null },
  told: 'nothing',
  ...changed(contract, asked),
  ...over,
})
const agree = (committed: Contract, earlier: AgreedChange[], asked: LineChange[]): AgreedChange[] => {
  const change = aChange(asItStands(committed, earlier), asked, { number: earlier.length + 1, status: 'active' })
  return [...earlier, agreedChange(committed, earlier, change)]
}

describe('what a change makes of a contract', () => {
  it('is its lines as they are and as they shall be, and the total of both', () => {
    expect(
      changed(small, [
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
    expect(changed(exact, [{ number: '1', unitPrice: '123456789012.123457' }]).lines).toHaveLength(1)
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
    const { lines } = changed(small, [{ number: '1', quantity: '12' }])
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

describe('how large a change is', () => {
  const size = (agreed: AgreedChange[], asked: LineChange[]) => {
    const standing = asItStands(small, agreed)
    return sizeOfChange(small, standing, changed(standing, asked).lines)
  }

  it('is what moves on its lines, although nothing is added in all', () => {
    expect(
      size(
        [],
        [
          { number: '1', quantity: '9' },
          { number: '2', quantity: '8' },
        ],
      ),
    ).toBe(20_000)
    expect(size([], [{ number: '1', deliverBy: '2027-01-01' }])).toBe(0)
  })

  it('is what moves on a line, although fewer pieces at a higher price come to the same', () => {
    expect(size([], [{ number: '1', quantity: '5', unitPrice: '200.00' }])).toBe(100_000)
    expect(size([], [{ number: '1', quantity: '20', unitPrice: '50.00' }])).toBe(200_000)
    const fewer = agree(small, [], [{ number: '1', quantity: '5' }])
    expect(size(fewer, [{ number: '1', unitPrice: '200.00' }])).toBe(100_000)
    expect(size([], [{ number: '1', quantity: '11', unitPrice: '110.00' }])).toBe(21_000)
  })

  it('is no less than how far all changes together leave the contract from what was first approved', () => {
    const first = agree(small, [], [{ number: '1', quantity: '11' }])
    expect(size(first, [{ number: '1', quantity: '12' }])).toBe(20_000)
    expect(size(first, [{ number: '2', quantity: '5' }])).toBe(12_500)
    // Going back is as large as what is taken back.
    expect(size(first, [{ number: '1', quantity: '10' }])).toBe(10_000)
  })

  it('cannot be made smaller by cutting it into parts', () => {
    const steps = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(steps, (parts) => {
        const whole = parts.reduce((sum, one) => sum + one, 0)
        const inOne = size([], [{ number: '1', quantity: String(10 + whole) }])
        let agreed: AgreedChange[] = []
        let quantity = 10
        let last = 0
        for (const part of parts) {
          quantity += part
          const asked = [{ number: '1', quantity: String(quantity) }]
          last = size(agreed, asked)
          agreed = agree(small, agreed, asked)
        }
        expect(last).toBe(inOne)
      }),
    )
  })

  it('is what the policy judges it by, with the budget line that pays', () => {
    const planning = { ...notPlanned, category: 'Computers', risk: 'high' as const }
    const change = { sizeMinor: 5, movedDays: 14, currency: small.currency, budgetLine: '' }
    expect(caseOfChange({ planning }, change, ['new'])).toMatchObject({
      subject: 'change',
      amount: { amountMinor: 5, currency: small.currency },
      categories: ['Computers'],
      risk: 'high',
      supplier: ['new'],
      movedDays: 14,
      budgetLine: null,
    })
  })
})

describe('how far a change moves a delivery date', () => {
  const dated = { ...small, lines: small.lines.map((line) => ({ ...line, deliverBy: '2027-03-01' })) }
  const moved = (earlier: AgreedChange[], asked: LineChange[], committed: Contract = dated) =>
    daysMoved(committed, earlier, changed(asItStands(committed, earlier), asked).lines)
  const to = (deliverBy: string | null, number = '1') => ({ number, deliverBy })

  it('is the most days by which a line moves, whether it is later or earlier', () => {
    expect(moved([], [to('2027-03-11')])).toBe(10)
    expect(moved([], [to('2027-02-01')])).toBe(28)
    expect(moved([], [to('2027-03-02'), to('2027-03-31', '2')])).toBe(30)
    // The clocks change in between: a day is a day all the same.
    expect(moved([], [to('2027-04-01')])).toBe(31)
  })

  it('is nothing where a change moves no date, whatever was moved before', () => {
    expect(moved([], [{ number: '1', quantity: '12' }])).toBe(0)
    const delayed = agree(dated, [], [to('2027-06-01')])
    expect(moved(delayed, [{ number: '1', quantity: '12' }])).toBe(0)
    expect(moved(delayed, [{ number: '2', quantity: '12' }])).toBe(0)
  })

  it('counts from what was first agreed, so that a long delay cut into short ones is long', () => {
    const delayed = agree(dated, [], [to('2027-03-21')])
    expect(moved(delayed, [to('2027-03-31')])).toBe(30)
    // Going back is as far as it goes back.
    expect(moved(delayed, [to('2027-03-02')])).toBe(19)
  })

  it('is more than anybody asks for where a date is set or taken away', () => {
    expect(moved([], [to(null)])).toBeGreaterThan(3_650)
    expect(moved([], [to('2027-03-01')], small)).toBeGreaterThan(3_650)
    // Once one is agreed it is what later ones are counted from.
    const dated = agree(small, [], [to('2027-03-01')])
    const delayed = agree(small, dated, [to('2027-03-06')])
    expect(moved(delayed, [to('2027-03-11')], small)).toBe(10)
  })
})

describe('the sections of a change', () => {
  const documents = [{ name: 'Lease.pdf', sha256: sha256Hex('Lease'), bytes: 5 }]
  const sectionsOf = (asked: LineChange[], over: Partial<ContractChange> = {}) =>
    changeSections({
      rfq: { planning: notPlanned },
      documents,
      contract: small,
      change: aChange(small, asked, over),
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
