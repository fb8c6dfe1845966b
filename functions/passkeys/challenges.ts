import { randomBytes, timingSafeEqual } from 'node:crypto'
import { inMinutes } from '../../shared/domain/mailbox-codes.ts'
import { CHALLENGE_MINUTES } from '../../shared/domain/passkeys.ts'
import type { Mac } from '../aws/mac.ts'

/**
 * What a browser is challenged for: to enrol in a session, or to sign in where a link was opened. A challenge for one
 * is of no use for another.
 */
export type ChallengeFor = { purpose: 'enrol' | 'sign-in'; secretSha256: string; browserSha256: string }

const sealOf = (mac: Mac, { purpose, secretSha256, browserSha256 }: ChallengeFor, head: string) =>
  mac(`passkey-challenge|${purpose}|${secretSha256}|${browserSha256}|${head}`)

/** When it expires, chance, and a MAC over both: nothing is kept for who asks, so asking can wear nothing out. */
export const newChallenge = async (mac: Mac, asked: ChallengeFor, now: string): Promise<string> => {
  const head = `${inMinutes(now, CHALLENGE_MINUTES)}|${randomBytes(18).toString('base64url')}`
  const seal = Buffer.from(await sealOf(mac, asked, head)).toString('base64url')
  return Buffer.from(`${head}|${seal}`).toString('base64url')
}

/** Whether a challenge was made here, for this, and not too long ago. That it serves once is the store's to say. */
export const isOwnChallenge = async (mac: Mac, asked: ChallengeFor, challenge: string, now: string) => {
  const [expiresAt = '', chance = '', said = ''] = Buffer.from(challenge, 'base64url').toString().split('|')
  const seal = Buffer.from(await sealOf(mac, asked, `${expiresAt}|${chance}`))
  const given = Buffer.from(said, 'base64url')
  return given.length === seal.length && timingSafeEqual(given, seal) && expiresAt > now
}

/** Whose passkey it is to an authenticator: the same for all passkeys of a mailbox, and it tells nobody which. */
export const userHandleOf = async (mac: Mac, email: string): Promise<string> =>
  Buffer.from(await mac(`passkey-user|${email}`)).toString('base64url')
