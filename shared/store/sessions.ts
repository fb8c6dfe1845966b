import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import { sha256Hex } from '../domain/canonical.ts'
import { Instant, Sha256 } from '../domain/ids.ts'
import { inMinutes, KNOWN_DAYS, SESSION_MINUTES } from '../domain/mailbox-codes.ts'
import { DAY, later } from '../domain/time.ts'
import { Viewer } from '../domain/viewer.ts'
import { keys } from './keys.ts'
import { LinkedCase, seconds } from './links.ts'
import type { Table } from './table.ts'

/** Who proved a mailbox, how, and from where; good for all that is asked of this mailbox, and of no other. */
export const Session = z.object({
  email: z.string(),
  method: z.enum(['code', 'passkey']),
  browserSha256: Sha256,
  openedFrom: Viewer,
  openedAt: Instant,
  expiresAt: Instant,
  /** What the link was about that led here. */
  openedFor: LinkedCase.optional(),
})
export type Session = z.infer<typeof Session>

/** Opens a session whose token is stored nowhere; from now on the mailbox knows this browser. */
export const openMailbox = async (table: Table, proved: Omit<Session, 'openedAt' | 'expiresAt'>, now: string) => {
  const token = randomBytes(32).toString('base64url')
  const expiresAt = inMinutes(now, SESSION_MINUTES)
  const session: Session = { ...proved, openedAt: now, expiresAt }
  const key = keys.session(sha256Hex(token))
  const known = { ...keys.knownBrowser(proved.email, proved.browserSha256), kind: 'KnownBrowser', since: now }
  const kept = await table.commit([
    {
      put: { ...key, kind: 'Session', ...session, ttl: seconds(expiresAt) },
      when: 'absent',
      otherwise: { code: 'taken' } as const,
    },
    { put: { ...known, ttl: seconds(later(now, KNOWN_DAYS * DAY)) } },
  ])
  if (!kept.ok) throw new Error('A new session was taken already')
  return { session: token, expiresAt }
}

/** Unknown and expired are the same answer. */
export const findSession = async (table: Table, token: string, now: string): Promise<Session | undefined> => {
  const item = await table.get(keys.session(sha256Hex(token)))
  const session = item && Session.parse(item)
  return session && session.expiresAt > now ? session : undefined
}

/** Whether this browser has ever proved this mailbox. */
export const isKnown = async (table: Table, email: string, browserSha256: string): Promise<boolean> =>
  (await table.get(keys.knownBrowser(email, browserSha256))) !== undefined
