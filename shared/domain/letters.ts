import * as z from 'zod'
import { approvalLetters } from './approval-letters.ts'
import { changeLetters } from './change-letters.ts'
import { Instant, Sha256 } from './ids.ts'
import { about, letter, own, tender } from './letter-shapes.ts'
import { AmountMinor, Currency } from './money.ts'
import { Language } from './party.ts'

/** What a letter says, as facts: sentences, numbers and times are put into the reader's language when it is written. */
export const LetterContent = z.discriminatedUnion('template', [
  letter('invitation', { ...tender, closesAt: Instant, timeZone: z.string(), lineCount: z.int() }),
  letter('extended', { ...tender, from: Instant, closesAt: Instant, timeZone: z.string(), reason: z.string() }),
  letter('cancelled', { ...tender, reason: z.string() }),
  letter('unsuccessful', { ...tender, reason: z.string() }),
  letter('questionAsked', { ...own, question: z.string() }),
  letter('questionAnswered', { ...tender, question: z.string(), answer: z.string() }),
  letter('bidsOpened', { ...own, bids: z.int(), invalid: z.int() }),
  letter('bidInvalid', {
    ...tender,
    causes: z.array(z.object({ code: z.string(), line: z.string().optional() })),
  }),
  letter('bidDisqualified', { ...tender, reason: z.string() }),
  ...approvalLetters,
  ...changeLetters,
  letter('code', {
    ...about,
    code: z.object({ tokenSha256: Sha256, browserSha256: Sha256, turn: z.int() }),
    minutes: z.int(),
  }),
  letter('memberInvited', { organisation: z.string() }),
  letter('won', { ...tender, contractNumber: z.string(), totalMinor: AmountMinor, currency: Currency }),
  letter('lost', {
    ...tender,
    ranking: z.object({ rank: z.int(), ranked: z.int() }).optional(),
    winningTotalMinor: AmountMinor.optional(),
    winnerName: z.string().optional(),
    currency: Currency,
  }),
  letter('contractMade', {
    ...own,
    supplier: z.string(),
    contractNumber: z.string(),
    totalMinor: AmountMinor,
    currency: Currency,
  }),
])
export type LetterContent = z.infer<typeof LetterContent>

/** One letter that is meant to be sent. `id` is stable: the same happening gives the same id to the same mailbox. */
export const Mail = z.object({
  id: z.string(),
  to: z.string(),
  language: Language,
  says: LetterContent,
  /** When what it tells of happened. */
  at: Instant,
})
export type Mail = z.infer<typeof Mail>
