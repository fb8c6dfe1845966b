import * as z from 'zod'
import { letter, own, tender } from './letter-shapes.ts'

/** None of them says a price: what a change comes to is read on the page of the contract. */
export const changeLetters = [
  letter('changeOffered', { ...tender, contractNumber: z.string(), words: z.string() }),
  /** Withdrawn with words, or without any because another one is being prepared in its place. */
  letter('changeTakenBack', { ...tender, contractNumber: z.string(), words: z.string() }),
  letter('changeAnswered', {
    ...own,
    contractNumber: z.string(),
    supplier: z.string(),
    accepted: z.boolean(),
    words: z.string(),
  }),
] as const
