import { describe, expect, it } from 'vitest'
import { areas, argumentsOf, compileMessages, languages, readCatalogue } from '../../../infra/build/messages.ts'
import { cpuTimeOf } from '../../support/cpu-time.ts'
import { pluralsOf } from './plurals.ts'

const others = languages.filter((language) => language !== 'en')

describe('the message catalogues', () => {
  it('say the same things in every language', () => {
    for (const area of areas()) {
      const keys = Object.keys(readCatalogue('en', area)).sort()
      for (const language of others)
        expect(Object.keys(readCatalogue(language, area)).sort(), `${language}/${area}`).toEqual(keys)
    }
  })

  it('take the same arguments in every language', () => {
    for (const area of areas()) {
      const english = readCatalogue('en', area)
      for (const language of others) {
        const translated = readCatalogue(language, area)
        for (const [key, text] of Object.entries(english)) {
          expect(argumentsOf(translated[key] ?? ''), `${language}/${area}.${key}`).toEqual(argumentsOf(text))
        }
      }
    }
  })

  it('have every plural form of their language', () => {
    const missing = languages.flatMap((language) => {
      const wanted = new Intl.PluralRules(language).resolvedOptions().pluralCategories
      return areas().flatMap((area) =>
        Object.entries(readCatalogue(language, area)).flatMap(([key, text]) =>
          pluralsOf(text).flatMap((forms) =>
            wanted.filter((form) => !forms.includes(form)).map((form) => `${language}/${area}.${key} has no “${form}”`),
          ),
        ),
      )
    })
    expect(missing).toEqual([])
  })

  it('compile in well under a second', async () => {
    expect((await cpuTimeOf(compileMessages)).ms).toBeLessThan(1_000)
  })
})
