import * as contract from '../../shared/contracts/passkeys.ts'
import { sha256Hex } from '../../shared/domain/canonical.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { CHALLENGE_MINUTES, mayEnrol, passkeyEnds } from '../../shared/domain/passkeys.ts'
import { MINUTE } from '../../shared/domain/time.ts'
import { keepPasskey, loadPasskeys, passkeyIdOf } from '../../shared/store/passkeys.ts'
import { findSession, type Session } from '../../shared/store/sessions.ts'
import { route } from '../http/api.ts'
import { isOwnChallenge, newChallenge, userHandleOf } from './challenges.ts'
import type { Deps } from './index.ts'
import { algorithms } from './public-keys.ts'
import { challengeAnswered, relyingPartyOf, verifyEnrolment } from './verify.ts'

const challengeIn = (token: string, { browserSha256 }: Session) => ({
  purpose: 'enrol' as const,
  secretSha256: sha256Hex(token),
  browserSha256,
})

export const askEnrolmentRoute = ({ table, mac, site, now }: Deps) =>
  route(contract.askEnrolment, async ({ token }) => {
    const session = await findSession(table, token, now())
    if (!session) return refuse({ code: 'session_unknown' })
    const { email } = session
    const enrolled = await loadPasskeys(table, email, now())
    const may = mayEnrol(session, enrolled)
    if (!may.ok) return may
    const { id, name } = relyingPartyOf(site)
    return ok({
      rp: { id, name },
      user: { id: await userHandleOf(mac, email), name: email, displayName: email },
      challenge: await newChallenge(mac, challengeIn(token, session), now()),
      pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key' as const, alg })),
      timeout: CHALLENGE_MINUTES * MINUTE,
      excludeCredentials: enrolled.map(({ credentialId, transports }) => ({
        type: 'public-key' as const,
        id: credentialId,
        transports,
      })),
      // The authenticator must find it by the site alone: a sign-in names no passkey.
      authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
      attestation: 'none',
    })
  })

export const enrolPasskeyRoute = ({ table, mac, site, now }: Deps) =>
  route(contract.enrolPasskey, async ({ token, body: { credential }, receivedFrom }) => {
    const session = await findSession(table, token, now())
    if (!session) return refuse({ code: 'session_unknown' })
    // Who may make one came by a link and its code, and is told by the same way.
    const { email, openedFor } = session
    if (!openedFor) return refuse({ code: 'passkey_refused' })
    const answered = challengeAnswered(credential)
    if (!answered.ok) return answered
    const challenge = answered.value
    const own = await isOwnChallenge(mac, challengeIn(token, session), challenge, now())
    if (!own) return refuse({ code: 'passkey_refused' })
    const enrolled = verifyEnrolment(credential, { relyingParty: relyingPartyOf(site), challenge })
    if (!enrolled.ok) return enrolled
    const passkey = {
      ...enrolled.value,
      passkeyId: passkeyIdOf(enrolled.value.credentialId),
      madeIn: receivedFrom.browser,
      madeFrom: receivedFrom.address,
      createdAt: now(),
      expiresAt: passkeyEnds(now()),
      lastUsedAt: null,
      transports: credential.response.transports,
      challengeSha256: sha256Hex(challenge),
      status: 'good' as const,
    }
    return keepPasskey(table, { email, passkey, openedFor }, now())
  })
