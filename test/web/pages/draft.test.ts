import { describe, expect, it } from 'vitest'
import { notPlanned } from '../../../shared/domain/planning.ts'
import type { RfqLine, RfqTerms } from '../../../shared/domain/rfq.ts'
import { draftOf, emptyTerms, inCurrency, savable } from '../../../web/src/pages/rfqs/edit/draft.ts'
import { blankLine, nextNumber, rememberWhole, savableLines } from '../../../web/src/pages/rfqs/edit/lines.ts'
import { problemsOf } from '../../../web/src/pages/rfqs/edit/problems.ts'

const NOON = Date.parse('2026-11-22T12:00:00.000Z')
const place = { street: 'Rådhustorvet 4', postalCode: '4390', city: 'Strandby', country: 'DK' }
const terms: RfqTerms = {
  ...emptyTerms({ currency: 'DKK', timeZone: 'Europe/Copenhagen', address: place }),
  title: 'Chairs',
  invited: ['anna@nordkontor.example'],
  closesAt: '2026-12-03T11:00:00.000Z',
}
const chair: RfqLine = {
  number: '1',
  name: 'Chair',
  description: '',
  quantity: '35',
  unit: 'H87',
  required: true,
  deliverBy: null,
}
const saved = { terms, lines: [chair], planning: notPlanned }
const draft = draftOf(saved)

describe('what is saved of a draft', () => {
  it('is what was typed', () => {
    expect(savable(draft, saved)).toMatchObject({ terms, lines: [chair], malformed: [] })
  })
  it('leaves a malformed field as it was saved, and names it', () => {
    // A field of the form holds what was typed, whatever the schema thinks of it.
    const typed: unknown = '3x'
    const mine = { ...draft, terms: { ...draft.terms, paymentDays: typed as number, title: 'Tables' } }
    expect(savable(mine, saved)).toMatchObject({
      terms: { paymentDays: 30, title: 'Tables' },
      malformed: ['paymentDays'],
    })
  })
  it('keeps what was planned while its estimate is half-written, and names it', () => {
    const typed: unknown = '12x'
    const before = { ...saved, planning: { ...notPlanned, estimatedMinor: 90_000 } }
    const planning = { ...notPlanned, estimatedMinor: typed as number, risk: 'high' as const }
    expect(savable({ ...draft, planning }, before)).toMatchObject({
      planning: { estimatedMinor: 90_000, risk: 'high' },
      malformed: ['estimatedMinor'],
    })
    expect(problemsOf({ ...draft, planning }, NOON)).toMatchObject([
      { section: 'planning', pointer: '/planning/estimatedMinor', code: 'malformed' },
    ])
  })
  it('estimates the same amount after the currency changed to one with other decimals', () => {
    const planning = { ...notPlanned, estimatedMinor: 12_300_00 }
    expect(inCurrency(planning, 'DKK', 'JPY').estimatedMinor).toBe(12_300)
    expect(inCurrency(planning, 'DKK', 'KWD').estimatedMinor).toBe(12_300_000)
    expect(inCurrency(planning, 'DKK', 'EUR')).toEqual(planning)
    expect(inCurrency(notPlanned, 'DKK', 'JPY')).toBe(notPlanned)
  })
  it('has no place of delivery when every part of it is blank', () => {
    const nowhere = { street: '', postalCode: '', city: '', country: '' }
    expect(
      savable({ ...draft, terms: { ...draft.terms, deliveryPlace: nowhere } }, saved).terms.deliveryPlace,
    ).toBeNull()
  })
})

describe('the lines of a draft', () => {
  it('are without the blank ones', () => {
    expect(savableLines([...draft.lines, blankLine('2')])).toMatchObject({ lines: [chair] })
  })
  it('keep what a row was while it is half-written', () => {
    const half = draft.lines.map((line) => ({ ...line, quantity: '' }))
    const { lines, faults } = savableLines(half)
    expect(lines).toEqual([chair])
    expect([...(faults.get(half[0]?.id ?? '') ?? [])]).toEqual([['quantity', 'missing']])
  })
  it('take what a row became once it is whole again', () => {
    const whole = rememberWhole(draft.lines.map((line) => ({ ...line, quantity: '36' })))
    expect(savableLines(whole.map((line) => ({ ...line, unit: '?' }))).lines).toEqual([{ ...chair, quantity: '36' }])
  })
  it('leave a second row of the same number out, and say so', () => {
    const twice = [...draft.lines, ...draftOf(saved).lines]
    const { lines, faults } = savableLines(twice)
    expect(lines).toHaveLength(1)
    expect(faults.get(twice[1]?.id ?? '')?.get('number')).toBe('duplicate')
  })
  it('go on counting from the highest number', () => {
    expect(nextNumber([{ number: '7' }, { number: 'A-9' }, { number: '3' }])).toBe(8)
    expect(nextNumber([])).toBe(1)
  })
})

describe('what is missing before publication', () => {
  it('is nothing in a complete draft', () => {
    expect(problemsOf(draft, NOON)).toEqual([])
  })
  it('is named by section and field', () => {
    const bare = { ...draft, terms: { ...draft.terms, title: '', invited: [], closesAt: null }, lines: [] }
    expect(problemsOf(bare, NOON).map(({ section, pointer }) => `${section}${pointer}`)).toEqual([
      'basics/title',
      'closing/closesAt',
      'lines/lines',
      'suppliers/invited',
    ])
  })
  it('is a later time where the closing time has passed', () => {
    const past = { ...draft, terms: { ...draft.terms, closesAt: '2026-11-22T12:00:00.000Z' } }
    expect(problemsOf(past, NOON)).toMatchObject([{ pointer: '/closesAt', code: 'past' }])
  })
})
