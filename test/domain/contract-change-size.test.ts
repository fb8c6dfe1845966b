import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Contract } from '../../shared/domain/contract.ts'
import type { AgreedChange, LineChange } from '../../shared/domain/contract-change.ts'
import { asItStands } from '../../shared/domain/contract-change-rules.ts'
import { caseOfChange, daysMoved, sizeOfChange } from '../../shared/domain/contract-change-size.ts'
import { notPlanned } from '../../shared/domain/planning.ts'
import { agree, changeOf, contractOf } from '../support/changes.ts'

const small = contractOf([
  ['10', '100.00', 100_000],
  ['4', '25.00', 10_000],
])

describe('how large a change is', () => {
  const size = (agreed: AgreedChange[], asked: LineChange[]) => {
    const standing = asItStands(small, agreed)
    return sizeOfChange(small, standing, changeOf(standing, asked).lines)
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
    daysMoved(committed, earlier, changeOf(asItStands(committed, earlier), asked).lines)
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
