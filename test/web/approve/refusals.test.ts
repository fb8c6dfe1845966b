import { describe, expect, it } from 'vitest'
import * as absences from '../../../shared/contracts/absences.ts'
import * as approvals from '../../../shared/contracts/approvals.ts'
import * as shownDocuments from '../../../shared/contracts/shown-documents.ts'
import * as vetoDocuments from '../../../shared/contracts/veto-documents.ts'
import approveEn from '../../../shared/messages/compiled/approve.en.generated.js'
import da from '../../../shared/messages/compiled/approveMore.da.generated.js'
import en from '../../../shared/messages/compiled/approveMore.en.generated.js'
import fr from '../../../shared/messages/compiled/approveMore.fr.generated.js'
import { sentenceFor } from '../../../web/approve/refusals.ts'
import { seldomSentence } from '../../../web/approve/seldom-refusals.ts'
import type { Words } from '../../../web/approve/words.ts'

/** What the page itself says before anything else is fetched. */
const atOnce = ['session_unknown']
/** The page offers a role its own reasons only. */
const neverMet = ['reason_not_of_role']

const routes = Object.values({ ...approvals, ...absences, ...shownDocuments, ...vetoDocuments }).flatMap((one) =>
  'refusals' in one ? [one] : [],
)
const codes = [...new Set(routes.flatMap(({ refusals }): readonly string[] => refusals))]
// Enough of the page for what it says.
const english = { m: approveEn, seldom: async () => ({ seldomSentence, more: en }), say: {} } as unknown as Words
const words = { say: { dateTime: (instant: string) => instant } }

describe('a refusal on the approver’s page', () => {
  it.each(codes.filter((code) => ![...atOnce, ...neverMet].includes(code)))('%s has a sentence of its own', (code) => {
    const sentences = [en, fr, da].map((more) => seldomSentence({ code, correlationId: 'r' }, words, more))
    expect(new Set(sentences).size).toBe(3)
    expect(sentences).not.toContain(en.fault({ reference: 'r' }))
  })

  it('says what is wrong with what was typed, by the cause the server names', () => {
    const causes = ['too_big', 'invalid_format', 'odd_characters', 'before_first_day', 'custom']
    for (const more of [en, fr, da]) {
      const sentences = causes.map((because) =>
        seldomSentence({ code: 'invalid_request', because, most: 100 }, words, more),
      )
      expect(new Set(sentences).size).toBe(causes.length)
      expect(sentences[0]).toContain('100')
    }
  })

  it('sends nobody back to a code whose last try is spent', async () => {
    expect(await sentenceFor({ code: 'code_wrong', triesLeft: 1 }, english)).toContain('tries left: 1')
    expect(await sentenceFor({ code: 'code_wrong', triesLeft: 0 }, english)).toBe(en.code_used_up())
  })
})
