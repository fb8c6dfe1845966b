import * as z from 'zod'
import { letter, own, tender } from './letter-shapes.ts'

const ofChange = { ...tender, contractNumber: z.string(), number: z.int().positive() }

/** None of them says a price: what a change comes to is read on the page of the contract. */
export const changeLetters = [
  letter('changeOffered', {
    ...ofChange,
    words: z.string(),
    /** The number of the offer it takes the place of, of which nothing else is said any more. */
    replaces: z.int().nullable(),
  }),
  /** Withdrawn with words, or without any because another one is being prepared in its place or nobody lifted a veto. */
  letter('changeTakenBack', { ...ofChange, words: z.string() }),
  letter('changeAnswered', {
    ...own,
    contractNumber: z.string(),
    supplier: z.string(),
    accepted: z.boolean(),
    words: z.string(),
  }),
] as const
