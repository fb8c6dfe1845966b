import * as contract from '../../shared/contracts/passkeys.ts'
import { sha256Hex } from '../../shared/domain/canonical.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { CHALLENGE_MINUTES } from '../../shared/domain/passkeys.ts'
import { MINUTE } from '../../shared/domain/time.ts'
import { findLink, type Link, LinkedCase, stepBehind } from '../../shared/store/links.ts'
import { answerChallenge, findPasskey } from '../../shared/store/passkeys.ts'
import { loadRfq } from '../../shared/store/rfqs.ts'
import { openMailbox } from '../../shared/store/sessions.ts'
import { route } from '../http/api.ts'
import { isOwnChallenge, newChallenge } from './challenges.ts'
import type { Deps } from './index.ts'
import { challengeAnswered, relyingPartyOf, verifySignIn } from './verify.ts'

const challengeAt = (token: string, browser: string) => ({
  purpose: 'sign-in' as const,
  secretSha256: sha256Hex(token),
  browserSha256: sha256Hex(browser),
})

export const askSignInRoute = ({ table, mac, site, now }: Deps) =>
  route(contract.askSignIn, async ({ token, body }) => {
    if (!(await findLink(table, token, now()))) return refuse({ code: 'link_unknown' })
    return ok({
      rpId: relyingPartyOf(site).id,
      challenge: await newChallenge(mac, challengeAt(token, body.browser), now()),
      timeout: CHALLENGE_MINUTES * MINUTE,
      userVerification: 'required',
    })
  })

export const signInWithPasskeyRoute = (deps: Deps) =>
  route(contract.signInWithPasskey, async ({ token, body, receivedFrom: openedFrom }) => {
    const { table, mac, now } = deps
    const { browser, credential } = body
    const link = await findLink(table, token, now())
    const email = link && (await mailboxBehind(deps, link))
    if (!link || !email) return refuse({ code: 'link_unknown' })
    const challenge = challengeAnswered(credential)
    if (!challenge.ok) return challenge
    const own = await isOwnChallenge(mac, challengeAt(token, browser), challenge.value, now())
    if (!own) return refuse({ code: 'passkey_refused' })
    const proved = await proveMailbox(deps, email, credential, challenge.value)
    if (!proved.ok) return proved
    const [browserSha256, openedFor] = [sha256Hex(browser), LinkedCase.parse(link)]
    return ok(await openMailbox(table, { email, method: 'passkey', browserSha256, openedFrom, openedFor }, now()))
  })

/** The mailbox codes go to: that of the newest step its stakeholder has. */
const mailboxBehind = async ({ table }: Deps, link: Link): Promise<string | undefined> => {
  const rfq = await loadRfq(table, link.buyerId, link.rfqId)
  return rfq && (await stepBehind(table, rfq, link))?.step.email
}

/** Checks the signature, then uses up the challenge together with the count it was signed with. */
const proveMailbox = async (deps: Deps, email: string, credential: contract.Assertion, challenge: string) => {
  const { table, site, now } = deps
  for (;;) {
    const passkey = await findPasskey(table, email, credential.id, now())
    if (!passkey) return refuse({ code: 'passkey_refused' })
    const counter = verifySignIn(credential, passkey, { relyingParty: relyingPartyOf(site), challenge })
    if (!counter.ok) return counter
    const used = await answerChallenge(table, email, passkey, { challenge, counter: counter.value }, now())
    if (used.ok) return ok(undefined)
    if (used.refusal.code === 'challenge_used') return refuse({ code: 'passkey_refused' })
    // Used in another tab or removed meanwhile: look again.
  }
}
