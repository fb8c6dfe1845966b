import { ok, refuse } from './outcome.ts'
import { HOUR, later, MINUTE } from './time.ts'

export const CODE_MINUTES = 10
export const CODE_TRIES = 5
export const SESSION_MINUTES = 30
export const LINK_DAYS = 30
const ASKS_PER_BROWSER = 5
/** Also how many of the newest asks must be known to judge the next one. */
export const ASKS_PER_LINK = 20
export const LINKS_PER_STAKEHOLDER = 5

export const inMinutes = (now: string, minutes: number): string => later(now, minutes * MINUTE)

/** One ask for a code: good for the browser that asked, for some minutes and tries. */
export type CodeAsked = { turn: number; browserSha256: string; askedAt: string; expiresAt: string; tries: number }

const withinAnHour = (now: string) => (ask: { askedAt: string }) => Date.parse(ask.askedAt) > Date.parse(now) - HOUR

/** At most five codes an hour for a browser and twenty for a link: a mailbox cannot be flooded through a link. */
export const askForCode = (newest: readonly CodeAsked[], browserSha256: string, now: string) => {
  const recent = newest.filter(withinAnHour(now))
  const own = recent.filter((ask) => ask.browserSha256 === browserSha256)
  if (recent.length >= ASKS_PER_LINK || own.length >= ASKS_PER_BROWSER) return refuse({ code: 'asked_too_often' })
  const turn = Math.max(0, ...newest.map((ask) => ask.turn)) + 1
  return ok<CodeAsked>({ turn, browserSha256, askedAt: now, expiresAt: inMinutes(now, CODE_MINUTES), tries: 0 })
}

/** At most five links an hour go to one stakeholder, whoever asks for them. */
export const askForLink = (newest: readonly { turn: number; askedAt: string }[], now: string) => {
  if (newest.filter(withinAnHour(now)).length >= LINKS_PER_STAKEHOLDER) return refuse({ code: 'asked_too_often' })
  return ok({ turn: Math.max(0, ...newest.map((ask) => ask.turn)) + 1, askedAt: now })
}

/** The ask a code is tried against: this browser's newest, if it is young enough and has tries left. */
export const codeToTry = <A extends CodeAsked>(newest: readonly A[], browserSha256: string, now: string) => {
  const [own] = newest.filter((ask) => ask.browserSha256 === browserSha256).sort((a, b) => b.turn - a.turn)
  if (!own || own.expiresAt <= now) return refuse({ code: 'code_expired' })
  if (own.tries >= CODE_TRIES) return refuse({ code: 'code_used_up' })
  return ok(own)
}
