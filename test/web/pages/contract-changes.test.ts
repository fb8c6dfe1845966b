import { describe, expect, it } from 'vitest'
import type { ChangeView } from '../../../shared/contracts/contract-changes.ts'
import type { ContractLine } from '../../../shared/domain/contract.ts'
import type { AgreedChange, ChangedLine, ContractChange, OfferStatus } from '../../../shared/domain/contract-change.ts'
import { changeForSupplier } from '../../../shared/domain/contract-change-rules.ts'
import {
  basisOf,
  type ChangeRow,
  firstDraft,
  isChanged,
  lineChanges,
  numberOfWrong,
  problemsOf,
  rowsOf,
  rowTotal,
  typedLines,
} from '../../../web/src/pages/contracts/propose/change-draft.ts'
import { sectionsChanged } from '../../../web/src/pages/contracts/propose/sections-changed.ts'
import { changeStanding, offerStanding, replacedBefore } from '../../../web/src/pages/contracts/standing.ts'
import { firstTotal, standingLines } from '../../../web/src/pages/contracts/standing-lines.ts'
import { NOON, RFQ } from '../../support/builders.ts'

const aContractLine = (over: Partial<ContractLine> = {}): ContractLine => ({
  ...{ number: '1', name: 'Desk', description: 'As described', unit: 'H87', deliverBy: null },
  ...{ quantity: '10', unitPrice: '100.00', totalMinor: 100_000 },
  ...over,
})
const desk = aContractLine()
const chair = aContractLine({ number: '2', name: 'Chair', quantity: '4', unitPrice: '12.50', totalMinor: 5_000 })

const terms = ({ quantity, unitPrice, totalMinor, deliverBy }: ContractLine): ChangedLine['before'] => ({
  ...{ quantity, unitPrice, totalMinor, deliverBy },
})
const changed = (before: ContractLine, after: Partial<ContractLine>): ChangedLine => ({
  ...{ number: before.number, name: before.name, unit: before.unit },
  ...{ before: terms(before), after: terms({ ...before, ...after }) },
})
const person = { email: 'sille@strandby.example', name: 'Sille Holm' }

const aChange = (over: Partial<ContractChange> = {}): ContractChange => ({
  ...{ changeId: 'chg_01JQ0000000000000000000CH1', rfqId: RFQ, number: 1, status: 'pending', currency: 'DKK' },
  ...{ reason: 'quantity', words: 'Two more desks.', note: '', budgetLine: '', budget: { line: '', name: '' } },
  lines: [changed(desk, { quantity: '12', totalMinor: 120_000 })],
  totals: { beforeMinor: 105_000, afterMinor: 125_000 },
  ...{ needsApproval: true, proposedAt: NOON, proposedBy: person, answer: null, ended: null },
  told: 'nothing',
  ...over,
})
const anEnd = (because: 'withdrawn' | 'replaced') => ({
  status: 'cancelled' as const,
  ended: { because, words: '', at: NOON, offered: false },
})
const anAnswer = (accepted: boolean) => ({ accepted, words: '', at: NOON, by: person })
const views = (...changes: ContractChange[]): ChangeView[] => changes.map((change) => ({ change, request: null }))

describe('how a change stands', () => {
  it.each([
    ['proposed', 'inApproval'],
    ['conditional', 'conditional'],
    ['vetoed', 'vetoed'],
    ['expired', 'lapsed'],
    ['approved', 'offered'],
  ] as const)('is that of its request while it is pending: %s', (status, standing) => {
    expect(changeStanding(aChange(), { status })).toBe(standing)
  })

  it('is with the supplier where nobody has to approve it', () => {
    expect(changeStanding(aChange(), null)).toBe('offered')
    expect(changeStanding(aChange())).toBe('offered')
  })

  it('is what became of it, whatever its request says', () => {
    const approved = { status: 'approved' } as const
    expect(changeStanding(aChange({ status: 'active', answer: anAnswer(true) }), approved)).toBe('agreed')
    expect(changeStanding(aChange({ status: 'cancelled', answer: anAnswer(false) }), approved)).toBe('declined')
    expect(changeStanding(aChange(anEnd('withdrawn')), approved)).toBe('withdrawn')
    expect(changeStanding(aChange(anEnd('replaced')), approved)).toBe('replaced')
  })

  it('is for its supplier whether it may answer, a veto of the buyer’s people only holding it', () => {
    const seen = (offer: OfferStatus, over: Partial<ContractChange> = {}) =>
      offerStanding({ ...changeForSupplier(aChange(over)), offer })
    expect(seen('open')).toBe('offered')
    expect(seen('held')).toBe('held')
    expect(seen('over')).toBe('lapsed')
    expect(seen('over', anEnd('withdrawn'))).toBe('withdrawn')
    expect(seen('over', { status: 'active', answer: anAnswer(true) })).toBe('agreed')
  })

  it('goes back over those it took the place of, and no further than one that ended otherwise', () => {
    const [third, second, first] = views(
      aChange({ number: 3, ...anEnd('replaced') }),
      aChange({ number: 2, ...anEnd('withdrawn') }),
      aChange({ number: 1, ...anEnd('replaced') }),
    )
    if (!third || !second || !first) throw new Error('Three changes')
    expect(replacedBefore([third, second, first])).toEqual([third])
    expect(replacedBefore([first])).toEqual([first])
  })
})

describe('a contract as it stands', () => {
  it('says of each changed line what it was when the contract was concluded', () => {
    const twelve = { ...desk, quantity: '12', totalMinor: 120_000 }
    const agreed = (number: number, lines: ChangedLine[], beforeMinor: number): AgreedChange => ({
      ...aChange({ number, status: 'active', lines, totals: { beforeMinor, afterMinor: 0 } }),
      agreementSha256: 'a'.repeat(64),
    })
    const changes = [
      agreed(1, [changed(desk, { quantity: '12', totalMinor: 120_000 })], 105_000),
      agreed(2, [changed(twelve, { unitPrice: '90.00', totalMinor: 108_000 })], 125_000),
    ]
    const now = { ...twelve, unitPrice: '90.00', totalMinor: 108_000 }
    expect(standingLines({ lines: [now, chair], changes })).toEqual([
      { line: now, was: terms(desk) },
      { line: chair, was: undefined },
    ])
    expect(firstTotal({ changes, totalMinor: 113_000 })).toBe(105_000)
    expect(firstTotal({ changes: [], totalMinor: 113_000 })).toBe(113_000)
  })
})

describe('a change being written', () => {
  const typed = (line: ContractLine, over: Partial<ChangeRow['typed']>): ChangeRow => {
    const [row] = rowsOf([line], {})
    if (!row) throw new Error('One line is one row')
    return { ...row, typed: { ...row.typed, ...over } }
  }

  it.each(['constructor', 'toString'])('leaves a line numbered %s as it is', (number) => {
    const [row] = rowsOf([{ ...desk, number }], {})
    expect(row).toMatchObject({ typed: { quantity: '10', unitPrice: '100.00', deliverBy: '' } })
    expect(row && isChanged(row)).toBe(false)
  })

  it('sends only what is other, and knows a number in another spelling', () => {
    const rows = [typed(desk, { quantity: '10.0', unitPrice: '100' }), typed(chair, { unitPrice: '13', deliverBy: '' })]
    expect(lineChanges(rows)).toEqual([{ number: '2', unitPrice: '13' }])
    expect(typedLines(rows)).toEqual({ 2: { quantity: '4', unitPrice: '13', deliverBy: '' } })
    expect(rowsOf([desk, chair], typedLines(rows)).map(isChanged)).toEqual([false, true])
  })

  it('tells prices apart that no floating point number does', () => {
    const line = { ...desk, unitPrice: '999999999999.999998' }
    expect(isChanged(typed(line, { unitPrice: '999999999999.999999' }))).toBe(true)
  })

  it('takes a line out by the quantity 0, however it is spelt, and a date away by nothing', () => {
    expect(lineChanges([typed(desk, { quantity: '0.00' })])).toEqual([{ number: '1', quantity: '0' }])
    expect(rowTotal(typed(desk, { quantity: '0' }), 'DKK')).toBe(0)
    const dated = { ...desk, deliverBy: '2026-12-01' }
    expect(lineChanges([typed(dated, { deliverBy: '' })])).toEqual([{ number: '1', deliverBy: null }])
  })

  it('says what is wrong with a cell, and sends nothing of its line until it is put right', () => {
    const wrong = typed(desk, { quantity: '-1', unitPrice: '', deliverBy: '2026-02-30' })
    expect(problemsOf(wrong)).toEqual({ quantity: 'quantityWrong', unitPrice: 'priceWrong', deliverBy: 'dateWrong' })
    expect(numberOfWrong([wrong, typed(chair, {})])).toBe(3)
    expect(lineChanges([wrong])).toEqual([])
    expect(rowTotal(wrong, 'DKK')).toBeUndefined()
    expect(rowTotal(typed(desk, { quantity: '999999999', unitPrice: '999999999999' }), 'DKK')).toBeUndefined()
    expect(typedLines([wrong])).toEqual({ 1: wrong.typed })
  })

  it('counts the price of several by its base, rounded once', () => {
    const line = { ...desk, priceBase: '3' }
    expect(rowTotal(typed(line, { quantity: '10', unitPrice: '1.00' }), 'DKK')).toBe(333)
  })

  it('begins with the change that is pending, else blank, and knows when that is another', () => {
    const pending = aChange({ number: 2, note: 'Budget is there.', budgetLine: '4.2' })
    const revision = firstDraft(views(pending, aChange(anEnd('replaced'))))
    expect(revision).toEqual({
      basis: '2 pending',
      ...{ reason: 'quantity', words: 'Two more desks.', note: 'Budget is there.', budgetLine: '4.2' },
      lines: { 1: { quantity: '12', unitPrice: '100.00', deliverBy: '' } },
    })
    const over = views(aChange({ number: 2, status: 'active', answer: anAnswer(true) }))
    expect(firstDraft(over)).toMatchObject({ basis: '2', reason: null, lines: {} })
    const withdrawn = views(aChange({ number: 3, ...anEnd('withdrawn') }))
    expect(firstDraft(withdrawn)).toMatchObject({ basis: '3', reason: null, lines: {} })
    expect(basisOf([])).toBe('0')
  })

  it('begins with the newest change where its supplier declined that, so that it is not typed again', () => {
    const no = { status: 'cancelled', answer: anAnswer(false) } as const
    const declined = aChange({ ...no, number: 2, note: 'Budget is there.', budgetLine: '4.2' })
    expect(firstDraft(views(declined))).toEqual({
      basis: '2',
      ...{ reason: 'quantity', words: 'Two more desks.', note: 'Budget is there.', budgetLine: '4.2' },
      lines: { 1: { quantity: '12', unitPrice: '100.00', deliverBy: '' } },
    })
    const since = views(aChange({ number: 3, status: 'active', answer: anAnswer(true) }), declined)
    expect(firstDraft(since)).toMatchObject({ basis: '3', reason: null, lines: {} })
  })
})

describe('who is asked again by a revision', () => {
  const before = aChange()
  const { reason, words, note, budgetLine, lines, totals } = before
  const same = { reason, words, note, budgetLine, lines, afterMinor: totals.afterMinor }
  const [line] = lines
  if (!line) throw new Error('One line')

  it('is nobody while nothing is other', () => {
    expect(sectionsChanged(before, same)).toEqual([])
  })

  it.each([
    ['a note', { note: 'See the offer.' }, ['risk']],
    ['words', { words: 'Three more desks.' }, ['risk']],
    ['a budget line', { budgetLine: '4.2' }, ['budget']],
    ['a date', { lines: [changed(desk, { ...line.after, deliverBy: '2026-12-01' })] }, ['delivery']],
    [
      'a price',
      { lines: [changed(desk, { ...line.after, unitPrice: '90.00', totalMinor: 108_000 })], afterMinor: 113_000 },
      ['price', 'budget'],
    ],
    [
      'a quantity',
      { lines: [changed(desk, { quantity: '11', totalMinor: 110_000 })], afterMinor: 115_000 },
      ['what', 'price', 'budget'],
    ],
    ['another line', { lines: [line, changed(chair, { deliverBy: '2026-12-01' })] }, ['what', 'price', 'delivery']],
  ] as const)('are those who answer for %s', (_, over, sections) => {
    expect(sectionsChanged(before, { ...same, ...over })).toEqual(sections)
  })
})
