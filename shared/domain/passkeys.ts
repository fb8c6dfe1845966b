import * as z from 'zod'
import { Instant, Sha256 } from './ids.ts'
import { ok, refuse } from './outcome.ts'
import { DAY, later } from './time.ts'

export const CHALLENGE_MINUTES = 5
/** A mailbox changes hands more quietly than a finger: now and then it has to be proved again with a code. */
export const PASSKEY_DAYS = 180
export const PASSKEYS_PER_MAILBOX = 10

/** What its owner sees of a passkey. It belongs to a mailbox, whichever organisations ask that mailbox. */
export const Passkey = z.object({
  /** SHA-256 of the credential's own id, which may be longer than a key of the table. */
  passkeyId: Sha256,
  /** The browser it was made in, as a person would call it. */
  madeIn: z.string(),
  createdAt: Instant,
  expiresAt: Instant,
  lastUsedAt: Instant.nullable(),
})
export type Passkey = z.infer<typeof Passkey>

export const passkeyEnds = (now: string): string => later(now, PASSKEY_DAYS * DAY)

/** Only a code proves the mailbox itself: a passkey that brought forth another would outlive its owner's mailbox. */
export const mayEnrol = (opened: { method: 'code' | 'passkey' }, enrolled: readonly unknown[]) => {
  if (opened.method !== 'code') return refuse({ code: 'code_needed' })
  if (enrolled.length >= PASSKEYS_PER_MAILBOX) return refuse({ code: 'too_many_passkeys', most: PASSKEYS_PER_MAILBOX })
  return ok(undefined)
}

/** Passkeys that are synchronized do not count and always say 0; one that counts and stands still has a copy. */
export const hasCounted = (kept: number, said: number): boolean => (kept === 0 && said === 0) || said > kept
