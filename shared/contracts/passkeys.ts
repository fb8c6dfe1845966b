import * as z from 'zod'
import { Instant, Sha256 } from '../domain/ids.ts'
import { Passkey } from '../domain/passkeys.ts'
import { endpoint } from './endpoint.ts'
import { Browser, done, noBody, nothing } from './shapes.ts'

/** Base64url, as WebAuthn writes all its bytes in JSON. */
const bytes = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[A-Za-z0-9_-]+$/)
const CredentialId = bytes(1_364)
const Transport = z.string().max(32)

/** Of what `PublicKeyCredential.toJSON()` makes, the members that are looked at; browsers send more of them. */
export const Attestation = z.object({
  id: CredentialId,
  response: z.object({
    clientDataJSON: bytes(8_000),
    attestationObject: bytes(64_000),
    transports: z.array(Transport).max(10).default([]),
  }),
})
export type Attestation = z.output<typeof Attestation>

export const Assertion = z.object({
  id: CredentialId,
  response: z.object({
    clientDataJSON: bytes(8_000),
    authenticatorData: bytes(8_000),
    signature: bytes(8_000),
  }),
})
export type Assertion = z.output<typeof Assertion>

const Descriptor = z.object({ type: z.literal('public-key'), id: z.string(), transports: z.array(z.string()) })

/** For `PublicKeyCredential.parseCreationOptionsFromJSON`. */
export const CreationOptions = z.object({
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  challenge: z.string(),
  pubKeyCredParams: z.array(z.object({ type: z.literal('public-key'), alg: z.int() })),
  timeout: z.int(),
  excludeCredentials: z.array(Descriptor),
  authenticatorSelection: z.object({
    residentKey: z.literal('required'),
    requireResidentKey: z.literal(true),
    userVerification: z.literal('required'),
  }),
  attestation: z.literal('none'),
})

/** For `PublicKeyCredential.parseRequestOptionsFromJSON`. It names no passkey: who holds a link learns of none. */
export const RequestOptions = z.object({
  rpId: z.string(),
  challenge: z.string(),
  timeout: z.int(),
  userVerification: z.literal('required'),
})

export const askEnrolment = endpoint({
  method: 'POST',
  path: '/approvals/passkeys/enrolments',
  access: 'session',
  summary: 'What a browser needs to make a passkey for this mailbox; good for five minutes and once',
  params: nothing,
  query: nothing,
  body: noBody,
  answers: { status: 201, body: CreationOptions },
  refusals: ['session_unknown', 'code_needed', 'too_many_passkeys'],
})

export const enrolPasskey = endpoint({
  method: 'POST',
  path: '/approvals/passkeys',
  access: 'session',
  summary: 'Keep the passkey a browser made; it opens the inbox of this mailbox for 180 days',
  params: nothing,
  query: nothing,
  body: z.strictObject({ credential: Attestation }),
  answers: { status: 201, body: Passkey },
  refusals: ['session_unknown', 'passkey_refused'],
})

export const askSignIn = endpoint({
  method: 'POST',
  path: '/approvals/passkeys/sign-ins',
  access: 'link',
  summary: 'What a browser needs to sign in with a passkey instead of a code; good for five minutes and once',
  params: nothing,
  query: nothing,
  body: z.strictObject({ browser: Browser }),
  answers: { status: 201, body: RequestOptions },
  refusals: ['link_unknown'],
})

export const signInWithPasskey = endpoint({
  method: 'POST',
  path: '/approvals/passkeys/sessions',
  access: 'link',
  summary: 'Prove the mailbox with its passkey; opens 30 minutes',
  params: nothing,
  query: nothing,
  body: z.strictObject({ browser: Browser, credential: Assertion }),
  answers: { status: 201, body: z.object({ session: z.string(), expiresAt: Instant }) },
  refusals: ['link_unknown', 'passkey_refused'],
})

export const listPasskeys = endpoint({
  method: 'GET',
  path: '/approvals/passkeys',
  access: 'session',
  summary: 'The passkeys of this mailbox',
  params: nothing,
  query: nothing,
  body: noBody,
  answers: { status: 200, body: z.object({ items: z.array(Passkey) }) },
  refusals: ['session_unknown'],
})

export const removePasskey = endpoint({
  method: 'DELETE',
  path: '/approvals/passkeys/{passkeyId}',
  access: 'session',
  summary: 'Let a passkey open nothing any more',
  params: z.strictObject({ passkeyId: Sha256 }),
  query: nothing,
  body: noBody,
  answers: { status: 200, body: done },
  refusals: ['session_unknown', 'passkey_unknown'],
})
