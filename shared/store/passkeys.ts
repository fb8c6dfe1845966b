import * as z from 'zod'
import { sha256Hex } from '../domain/canonical.ts'
import type { Signal } from '../domain/events.ts'
import { inMinutes } from '../domain/mailbox-codes.ts'
import { ok, refuse } from '../domain/outcome.ts'
import { CHALLENGE_MINUTES, Passkey } from '../domain/passkeys.ts'
import { keys, ranges } from './keys.ts'
import type { LinkedCase } from './links.ts'
import { withSignal } from './signals.ts'
import type { Table } from './table.ts'

/** A passkey with what proves it: its public key, and how far it had counted. */
export const KeptPasskey = Passkey.extend({
  credentialId: z.string(),
  /** SubjectPublicKeyInfo, base64url. */
  publicKey: z.string(),
  counter: z.int().min(0),
  transports: z.array(z.string()),
  /** The address it was made from, as far as known. */
  madeFrom: z.string().default(''),
  challengeSha256: z.string(),
  status: z.enum(['good', 'removed']),
})
export type KeptPasskey = z.infer<typeof KeptPasskey>

const seconds = (instant: string) => Math.ceil(Date.parse(instant) / 1000)
export const passkeyIdOf = (credentialId: string): string => sha256Hex(credentialId)
const isGood = ({ status, expiresAt }: KeptPasskey, now: string) => status === 'good' && expiresAt > now

export const loadPasskeys = async (table: Table, email: string, now: string): Promise<KeptPasskey[]> => {
  const kept = z.array(KeptPasskey).parse(await table.all(ranges.passkeys(email)))
  return kept.filter((passkey) => isGood(passkey, now)).sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
}

/** Unknown, removed, expired and of another mailbox are the same answer. */
export const loadPasskey = async (table: Table, email: string, passkeyId: string, now: string) => {
  const item = await table.get(keys.passkey(email, passkeyId))
  const passkey = item && KeptPasskey.parse(item)
  return passkey && isGood(passkey, now) ? passkey : undefined
}
export const findPasskey = (table: Table, email: string, credentialId: string, now: string) =>
  loadPasskey(table, email, passkeyIdOf(credentialId), now)

/** Kept a little longer than any challenge lives that was made before now. */
const answered = (challengeSha256: string, now: string) => ({
  put: {
    ...keys.challengeUsed(challengeSha256),
    kind: 'ChallengeUsed',
    ttl: seconds(inMinutes(now, 2 * CHALLENGE_MINUTES)),
  },
  when: 'absent' as const,
  otherwise: { code: 'challenge_used' } as const,
})

/** Its mailbox is told: whoever else can read it may have made the passkey. */
const passkeyMade = ({ passkeyId, createdAt: at }: KeptPasskey, openedFor: LinkedCase): Signal => {
  const { buyerId, rfqId, subject, number, stakeholderId } = openedFor
  const data = { subject, number, stakeholderId, passkeyId }
  return { id: `passkey.${passkeyId}`, name: 'passkey.made', buyerId, rfqId, at, data }
}

type Made = { email: string; passkey: KeptPasskey; openedFor: LinkedCase }

/** Keeps a new passkey and uses up its challenge; kept again with the same challenge it is the same passkey. */
export const keepPasskey = async (table: Table, { email, passkey, openedFor }: Made, now: string) => {
  const item = { ...keys.passkey(email, passkey.passkeyId), kind: 'Passkey', ...passkey }
  const kept = await table.commit([
    answered(passkey.challengeSha256, now),
    {
      put: withSignal({ ...item, ttl: seconds(passkey.expiresAt) }, passkeyMade(passkey, openedFor)),
      when: 'absent',
      otherwise: { code: 'challenge_used' },
    },
  ])
  if (kept.ok) return ok(passkey)
  const before = await findPasskey(table, email, passkey.credentialId, now)
  return before?.challengeSha256 === passkey.challengeSha256 ? ok(before) : refuse({ code: 'passkey_refused' })
}

/** Uses up the challenge and keeps what the passkey now counts, unless it has been used or removed meanwhile. */
export const answerChallenge = (
  table: Table,
  email: string,
  { passkeyId, counter }: KeptPasskey,
  answer: { challenge: string; counter: number },
  now: string,
) =>
  table.commit<{ code: 'challenge_used' } | { code: 'changed' }>([
    answered(sha256Hex(answer.challenge), now),
    {
      update: keys.passkey(email, passkeyId),
      set: { counter: answer.counter, lastUsedAt: now },
      when: { counter, status: 'good' },
      otherwise: { code: 'changed' },
    },
  ])

/** A passkey that was removed stays removed; what is left of it goes by itself. */
export const dropPasskey = (table: Table, email: string, passkeyId: string, now: string) =>
  table.update({
    update: keys.passkey(email, passkeyId),
    set: { status: 'removed', ttl: seconds(now) },
    when: 'present',
    otherwise: { code: 'passkey_unknown' } as const,
  })
