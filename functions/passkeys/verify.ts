import {
  decodeAttestationObject,
  decodeClientDataJSON,
  isoBase64URL,
  parseAuthenticatorData,
} from '@simplewebauthn/server/helpers'
import * as z from 'zod'
import type { Assertion, Attestation } from '../../shared/contracts/passkeys.ts'
import { sha256Hex } from '../../shared/domain/canonical.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { hasCounted } from '../../shared/domain/passkeys.ts'
import { log } from '../queue/log.ts'
import { isSignedBy, keptKeyOf } from './public-keys.ts'

/** Whom passkeys are made for: the name in the site's address, and no page under another. */
type RelyingParty = { id: string; origin: string; name: string }

export const relyingPartyOf = (siteUrl: string): RelyingParty => {
  const { hostname, origin } = new URL(siteUrl)
  return { id: hostname, origin, name: 'sealbid' }
}

type Expected = { relyingParty: RelyingParty; challenge: string }
type Credential = { credentialId: string; publicKey: string; counter: number }

const insist = (holds: boolean, otherwise: string): void => {
  if (!holds) throw new Error(otherwise)
}

/** What cannot be read and what does not hold are refused alike. Why is for our log, never for the sender. */
const proven = <T>(read: () => T) => {
  try {
    return ok(read())
  } catch (error) {
    log.info('passkey refused', { because: error instanceof Error ? error.message : String(error) })
    return refuse({ code: 'passkey_refused' })
  }
}

/** The challenge a browser says it answers. */
export const challengeAnswered = ({ response }: Attestation | Assertion) =>
  proven(() => z.string().parse(decodeClientDataJSON(response.clientDataJSON).challenge))

/** What the browser vouches for: our page asked, not one that frames it, and for this. */
const checkClient = (clientDataJSON: string, type: string, { relyingParty, challenge }: Expected): void => {
  const client = decodeClientDataJSON(clientDataJSON)
  insist(client.type === type, 'another ceremony')
  insist(client.origin === relyingParty.origin && client.crossOrigin !== true, 'another origin')
  insist(client.challenge === challenge, 'another challenge')
}

/** What the authenticator vouches for: it is asked by our site, and has verified who touches it. */
const checkAuthenticator = (authData: Uint8Array, { relyingParty }: Expected) => {
  const read = parseAuthenticatorData(new Uint8Array(authData))
  insist(Buffer.from(read.rpIdHash).toString('hex') === sha256Hex(relyingParty.id), 'another site')
  insist(read.flags.up && read.flags.uv, 'the person was not verified')
  return read
}

/**
 * A new passkey, as `navigator.credentials.create` gave it (WebAuthn level 3, section 7.1). We ask for no attestation
 * and conclude nothing from one: which maker's device it is does not matter here.
 */
export const verifyEnrolment = ({ id, response }: Attestation, expected: Expected) =>
  proven((): Credential => {
    checkClient(response.clientDataJSON, 'webauthn.create', expected)
    const authData = decodeAttestationObject(isoBase64URL.toBuffer(response.attestationObject)).get('authData')
    const { counter, credentialID, credentialPublicKey } = checkAuthenticator(authData, expected)
    if (!credentialID || !credentialPublicKey) throw new Error('no key')
    insist(isoBase64URL.fromBuffer(credentialID) === id, 'another credential')
    return { credentialId: id, publicKey: keptKeyOf(credentialPublicKey), counter }
  })

/** What `navigator.credentials.get` gave, against the passkey it says it is (section 7.2); answers what it now counts. */
export const verifySignIn = ({ response }: Assertion, kept: Credential, expected: Expected) =>
  proven((): number => {
    checkClient(response.clientDataJSON, 'webauthn.get', expected)
    const authData = isoBase64URL.toBuffer(response.authenticatorData)
    const { counter } = checkAuthenticator(authData, expected)
    const clientHash = Buffer.from(sha256Hex(isoBase64URL.toBuffer(response.clientDataJSON)), 'hex')
    const signed = Buffer.concat([authData, clientHash])
    insist(isSignedBy(kept.publicKey, signed, isoBase64URL.toBuffer(response.signature)), 'another signature')
    insist(hasCounted(kept.counter, counter), 'a copy has counted further')
    return counter
  })
