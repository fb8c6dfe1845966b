import type { Mail } from '../domain/letters.ts'
import type { ApprovalSubject } from '../domain/subjects.ts'
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

/** What is decided, as sentences name it. */
export const thingOf = (
  w: Words,
  { subject, contractNumber = 'none' }: { subject: ApprovalSubject; contractNumber?: string | undefined },
): string => w.subjectOf({ subject, contractNumber })

export const secret = (value: string | undefined): string => {
  if (value === undefined) throw new Error('The letter needs a secret it was not given')
  return value
}
