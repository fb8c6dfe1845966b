import type { Mail } from '../domain/letters.ts'
import type en from '../messages/compiled/mail.en.generated.js'
import type { LetterParts } from './letter-layout.ts'
import type { Say } from './say.ts'

export type Words = typeof en

/** Computed when the letter is written: they are stored nowhere. */
export type Secrets = { approvalLink?: string; code?: string }
export type Tools = { w: Words; s: Say; site: string; secrets: Secrets }

export type Template = Mail['says']['template']
export type Says<T extends Template> = Extract<Mail['says'], { template: T }>
/** How the letters of these templates are written. */
export type Writers<T extends Template> = { [K in T]: (says: Says<K>, tools: Tools) => LetterParts }

export const secret = (value: string | undefined): string => {
  if (value === undefined) throw new Error('The letter needs a secret it was not given')
  return value
}
