import { describe, expect, it } from 'vitest'
import { type AskedQuestion, mayAsk, questionsForBuyer, questionsForSupplier } from '../../shared/domain/questions.ts'
import { isVisible, ownView, type Standing, whileBiddable } from '../../shared/domain/tender.ts'
import { anRfq, DAY, later, NOON, someTerms } from '../support/builders.ts'

const nobody: Standing = { invited: false, takesPartSince: null, declined: null }
const published = anRfq({ publishedAt: NOON })
const CLOSES = later(NOON, 7 * DAY)

describe('who sees an RFQ', () => {
  it.each([
    ['nobody else, where it is selective', published, nobody, false],
    ['who was invited', published, { ...nobody, invited: true }, true],
    ['whose organisation takes part', published, { ...nobody, takesPartSince: NOON }, true],
    ['anyone, where it is open', anRfq({ publishedAt: NOON, terms: someTerms({ method: 'open' }) }), nobody, true],
    [
      'nobody, before it is published',
      anRfq({ terms: someTerms({ method: 'open' }) }),
      { ...nobody, invited: true },
      false,
    ],
  ])('%s', (_, rfq, standing, expected) => {
    expect(isVisible(rfq, standing)).toBe(expected)
  })
})

describe('a decline', () => {
  const declined = { at: later(NOON, 5), reason: 'capacity', words: '' } as const
  it('stands until the organisation takes part after it', () => {
    expect(ownView({ ...nobody, declined })).toMatchObject({ takesPart: false, declined })
    expect(ownView({ ...nobody, declined, takesPartSince: NOON })).toMatchObject({ takesPart: false, declined })
    expect(ownView({ ...nobody, declined, takesPartSince: later(NOON, 6) })).toMatchObject({
      takesPart: true,
      declined: null,
    })
  })
})

describe('what comes before a bid', () => {
  it('ends at the closing time to the millisecond, before any job has run', () => {
    expect(whileBiddable(anRfq(), later(CLOSES, -1)).ok).toBe(true)
    expect(whileBiddable(anRfq(), CLOSES)).toEqual({
      ok: false,
      refusal: { code: 'rfq_closed', closedAt: CLOSES, receivedAt: CLOSES },
    })
    expect(whileBiddable(anRfq({ status: 'evaluation' }), NOON)).toMatchObject({ refusal: { code: 'rfq_not_open' } })
  })
})

describe('questions', () => {
  const asked = (supplierId: string, answered = false): AskedQuestion => ({
    questionId: 'q',
    text: 'Which colour?',
    askedAt: NOON,
    supplierId,
    answer: answered ? { text: 'Black', answeredAt: NOON } : null,
  })
  it('never say who asked', () => {
    const questions = [asked('org_a'), asked('org_b', true)]
    expect(JSON.stringify(questionsForBuyer(questions))).not.toMatch(/org_/)
    expect(JSON.stringify(questionsForSupplier(questions, 'org_a'))).not.toMatch(/org_/)
  })
  it('are seen by all once answered, before that by the asker', () => {
    const questions = [asked('org_a'), asked('org_b', true)]
    expect(questionsForSupplier(questions, 'org_a').map(({ own }) => own)).toEqual([true, false])
    expect(questionsForSupplier(questions, 'org_b').map(({ own }) => own)).toEqual([true])
    expect(questionsForSupplier(questions, 'org_c').map(({ own }) => own)).toEqual([false])
  })
  it('are at most twenty from one organisation', () => {
    const twenty = Array.from({ length: 20 }, () => asked('org_a'))
    expect(mayAsk(twenty, 'org_a')).toBe(false)
    expect(mayAsk(twenty.slice(1), 'org_a')).toBe(true)
    expect(mayAsk(twenty, 'org_b')).toBe(true)
  })
})
