import { ok, refuse } from './outcome.ts'
import { DAY, HOUR, inOrder, later } from './time.ts'

/** Who asks for a letter to somebody's mailbox: a browser in a network. A known one has proved that mailbox before. */
export type Asker = { browserSha256: string; network: string; known: boolean }
export type Ask = Asker & { askedAt: string }

export type Shares = {
  browserPerHour: number
  networkPerHour: number
  /** Of how many networks strangers may ask in a day. */
  networksPerDay: number
  /** What each of them has for itself in a day. */
  ownPerDay: number
  /** What those who used up their own may still take, all together. */
  commonPerDay: number
}

/** How many letters strangers can cause in a day at most. */
export const mostPerDay = ({ networksPerDay, ownPerDay, commonPerDay }: Shares): number =>
  networksPerDay * ownPerDay + commonPerDay

/**
 * Anyone who holds a link may ask for letters to the mailbox behind it: the person, a scanner of their mail, whoever the
 * link was forwarded to. The mailbox must not be flooded, and nobody's asking may keep the person from asking:
 *
 * - A known browser answers for itself alone. What others ask is not even counted against it, so they cannot refuse it.
 * - A stranger answers for its browser and its network, which others cannot use up from elsewhere.
 * - Every network has a share of each day of its own. What goes beyond comes out of a common share; when that is used
 *   up, the own shares are still there. So whatever is asked from up to `networksPerDay - 1` other networks, a person
 *   whose network did not ask yet is answered, and `ownPerDay` times.
 * - All together are no more than `mostPerDay`, since no more networks than that are let in on a day.
 *
 * What is left: who asks from the person's own network, or from as many networks as a day has, may keep a browser that
 * never proved the mailbox waiting until the time the refusal names, unless its person goes on in another network or has
 * the buyer remind them (`askForCode`). An ask that is refused counts for nothing.
 */
const isWithin = (asks: readonly Ask[], asker: Asker, now: string, shares: Shares): boolean => {
  const since = (span: number) => {
    const start = Date.parse(now) - span
    return (ask: Ask) => Date.parse(ask.askedAt) > start
  }
  const lastHour = since(HOUR)
  const ofBrowser = asks.filter(({ browserSha256 }) => browserSha256 === asker.browserSha256)
  if (ofBrowser.filter(lastHour).length >= shares.browserPerHour) return false
  if (asker.known) return true
  const byNetwork = Map.groupBy(asks.filter((ask) => !ask.known).filter(since(DAY)), ({ network }) => network)
  const own = byNetwork.get(asker.network) ?? []
  if (own.length === 0) return byNetwork.size < shares.networksPerDay
  if (own.filter(lastHour).length >= shares.networkPerHour) return false
  const beyond = [...byNetwork.values()].map(({ length }) => Math.max(0, length - shares.ownPerDay))
  return own.length < shares.ownPerDay || beyond.reduce((sum, more) => sum + more, 0) < shares.commonPerDay
}

/** Whether a letter is sent, judged by the asks of the last day; a refusal says when it would be, if nobody else asks. */
export const fairAsk = (asks: readonly Ask[], asker: Asker, now: string, shares: Shares) => {
  if (isWithin(asks, asker, now, shares)) return ok(undefined)
  const ends = asks.flatMap(({ askedAt }) => [later(askedAt, HOUR), later(askedAt, DAY)]).sort(inOrder)
  const againAt = ends.find((end) => end > now && isWithin(asks, asker, end, shares)) ?? later(now, DAY)
  return refuse({ code: 'asked_too_often', againAt })
}
