import { describe, expect, it } from 'vitest'
import { type BidDraft, blank, problemsOf, rowsOf, withRows } from '../../../web/src/pages/bids/edit/bid-draft.ts'
import { aLine } from '../../support/builders.ts'

const draft: BidDraft = { answers: {}, validityDays: '90', note: '' }

describe('a bid being written', () => {
  it.each(['constructor', 'toString', 'valueOf'])('has a blank row for a line numbered %s', (number) => {
    const line = aLine({ number })
    const [row] = rowsOf(draft, [line])
    expect(row).toEqual({ line, typed: blank })
    if (row) expect(problemsOf(row, true)).toEqual({ unitPrice: 'priceMissing' })
    const typed = { ...blank, unitPrice: '1.00' }
    expect(rowsOf(withRows(draft, [{ line, typed }]), [line])).toEqual([{ line, typed }])
  })
})
