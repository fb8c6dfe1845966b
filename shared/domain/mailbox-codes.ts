import { type Ask, type Asker, fairAsk, type Shares } from './fair-share.ts'
import { ok, refuse } from './outcome.ts'
import { HOUR, later, MINUTE } from './time.ts'

export const CODE_MINUTES = 10
export const CODE_TRIES = 5
/** Asked again within this time, the code that is on its way is the answer: whoever clicks everything gets one letter. */
const RESEND_SECONDS = 30
export const SESSION_MINUTES = 30
export const LINK_DAYS = 30
/** How long a browser that proved a mailbox stays known to it. */
export const KNOWN_DAYS = 400

/**
 * Through one link strangers cause at most 60 codes a day. Five tries each: who holds a link and not its mailbox guesses
 * a code with a chance of 3 in 10,000 a day, and the mailbox has every one of the 60 letters.
 */
export const CODE_SHARES: Shares = {
  browserPerHour: 5,
  networkPerHour: 10,
  networksPerDay: 12,
  ownPerDay: 4,
  commonPerDay: 12,
}
/** The link itself is rarely needed again: at most 16 letters a day, counted apart from the buyer's reminders. */
export const LINK_SHARES: Shares = {
  browserPerHour: 3,
  networkPerHour: 3,
  networksPerDay: 6,
  ownPerDay: 2,
  commonPerDay: 4,
}
const REMINDERS_PER_HOUR = 5

export const inMinutes = (now: string, minutes: number): string => later(now, minutes * MINUTE)

/** One ask for a code to a mailbox: good for the browser that asked, for some minutes and tries. */
export type CodeAsked = Ask & { email: string; turn: number; expiresAt: string; tries: number }

type Numbered = { turn: number; askedAt: string }
const nextOf = (asks: readonly Numbered[]): number => Math.max(0, ...asks.map(({ turn }) => turn)) + 1

/**
 * The next ask for a code, given those of the last day and at least the newest; or the one that was just made. What was
 * asked before the buyer last sent a reminder counts for nothing: one call to the buyer lets in whom others kept out.
 */
export const askForCode = (
  asks: readonly CodeAsked[],
  asker: Asker & { email: string },
  now: string,
  remindedAt = '',
) => {
  const pending = newestOf(asks, asker.browserSha256)
  const isOnItsWay = pending?.email === asker.email && later(pending.askedAt, RESEND_SECONDS * 1000) > now
  if (isOnItsWay && pending.tries < CODE_TRIES) return ok(pending)
  const counted = asks.filter(({ askedAt }) => askedAt > remindedAt)
  const fair = fairAsk(counted, asker, now, CODE_SHARES)
  if (!fair.ok) return fair
  return ok<CodeAsked>({
    ...asker,
    turn: nextOf(asks),
    askedAt: now,
    expiresAt: inMinutes(now, CODE_MINUTES),
    tries: 0,
  })
}

/** Who wants a stakeholder to get their newest link: the buyer, who is signed in, or whoever holds an older link. */
export type LinkAsked = Numbered & ({ by: 'buyer' } | ({ by: 'holder' } & Asker))
export type LinkAsker = { by: 'buyer' } | ({ by: 'holder' } & Asker)

/** Buyer and holders of the link are counted apart, so that neither can stand in the other's way. */
export const askForLink = (asks: readonly LinkAsked[], asker: LinkAsker, now: string) => {
  const fair = asker.by === 'buyer' ? fairReminder(asks, now) : fairAsk(held(asks), asker, now, LINK_SHARES)
  return fair.ok ? ok<LinkAsked>({ ...asker, turn: nextOf(asks), askedAt: now }) : fair
}

const held = (asks: readonly LinkAsked[]) => asks.filter((ask) => ask.by === 'holder')

const fairReminder = (asks: readonly LinkAsked[], now: string) => {
  const recent = asks
    .filter(({ by, askedAt }) => by === 'buyer' && Date.parse(askedAt) > Date.parse(now) - HOUR)
    .map(({ askedAt }) => askedAt)
    .sort()
  const [first = now] = recent.slice(-REMINDERS_PER_HOUR)
  if (recent.length < REMINDERS_PER_HOUR) return ok(undefined)
  return refuse({ code: 'asked_too_often', againAt: later(first, HOUR) })
}

const newestOf = <A extends CodeAsked>(asks: readonly A[], browserSha256: string): A | undefined =>
  asks.filter((ask) => ask.browserSha256 === browserSha256).sort((a, b) => b.turn - a.turn)[0]

/** The ask a code is tried against: this browser's newest, if it is young enough and has tries left. */
export const codeToTry = <A extends CodeAsked>(newest: readonly A[], browserSha256: string, now: string) => {
  const own = newestOf(newest, browserSha256)
  if (!own || own.expiresAt <= now) return refuse({ code: 'code_expired' })
  if (own.tries >= CODE_TRIES) return refuse({ code: 'code_used_up' })
  return ok(own)
}
