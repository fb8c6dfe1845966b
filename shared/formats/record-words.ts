import type { Language } from '../domain/party.ts'
import da from '../messages/compiled/record.da.generated.js'
import en from '../messages/compiled/record.en.generated.js'
import fr from '../messages/compiled/record.fr.generated.js'
import { type Say, say } from './say.ts'

const words: Record<Language, typeof en> = { en, fr, da }

/** What a record is written with: the words and figures of a language, and the time zone of its RFQ. */
export type RecordTools = { w: typeof en; s: Say; timeZone: string }

export const recordTools = (language: Language, timeZone: string): RecordTools => ({
  w: words[language],
  s: say(language),
  timeZone,
})
