import { describe, expect, it } from 'vitest'
import { type ProblemCode, problems } from '../../../shared/contracts/problems.ts'
import { loadCatalogue, optionalTranslator } from '../../../web/src/i18n/catalogue.ts'
import { languages } from '../../../web/src/i18n/language.ts'

const codes = Object.keys(problems) as ProblemCode[]

describe.each(languages)('refusals in %s', (language) => {
  it.each(codes)('%s is a sentence and a way on, with or without its facts', async (code) => {
    const say = optionalTranslator(await loadCatalogue(language))
    const sentence = say(`problems.${code}`, {}) ?? ''
    expect(sentence).toMatch(/^\p{Lu}.*[.!?]$/su)
    expect(sentence.length).toBeGreaterThan(40)
    expect(sentence).not.toMatch(/undefined|[{}]/)
  })
  it('say both times of a bid that came late', async () => {
    const say = optionalTranslator(await loadCatalogue(language))
    const facts = { closedAt: '12:00:00.000 CET', receivedAt: '12:00:00.412 CET' }
    expect(say('problems.rfq_closed', facts)).toContain(facts.closedAt)
    expect(say('problems.rfq_closed', facts)).toContain(facts.receivedAt)
  })
})
