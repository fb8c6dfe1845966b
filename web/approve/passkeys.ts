import type * as z from 'zod'
import type { CreationOptions, RequestOptions } from '../../shared/contracts/passkeys.ts'
import type { Passkey } from '../../shared/domain/passkeys.ts'
import type { Answer, Opened, post } from './api.ts'
import { passkeyHere } from './kept.ts'

/** Posts to a path under /approvals/, by the link or in the session. */
type Post = ReturnType<typeof post>

/** The reader changed their mind, took too long, or has no passkey here: browsers do not say which. */
const unused = { ok: false, refusal: { code: 'passkey_unused' } } as const

const bytes = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))
const base64url = (buffer: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

/** Whether this device itself can keep a passkey and verify who uses it: by a finger, a face, a PIN. */
export const canUsePasskeys = async (): Promise<boolean> =>
  typeof PublicKeyCredential === 'function' &&
  (await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable())

const remember = () => passkeyHere.set('yes')

type Asked = PublicKeyCredential | 'there already' | undefined
const asked = async (ceremony: () => Promise<Credential | null>): Promise<Asked> => {
  try {
    const credential = await ceremony()
    return credential instanceof PublicKeyCredential ? credential : undefined
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
    return error.name === 'InvalidStateError' ? 'there already' : undefined
  }
}

/** Makes a passkey for the mailbox of a session. Where this device has one for it already, that one is as good. */
export const enrol = async (post: Post): Promise<Answer<Passkey | 'there already'>> => {
  const options = await post<z.output<typeof CreationOptions>>('passkeys/enrolments')
  if (!options.ok) return options
  const { challenge, user, excludeCredentials, ...others } = options.value
  const made = await asked(() =>
    navigator.credentials.create({
      publicKey: {
        ...others,
        challenge: bytes(challenge),
        user: { ...user, id: bytes(user.id) },
        excludeCredentials: excludeCredentials.map(({ id, transports, type }) => ({
          type,
          id: bytes(id),
          transports: transports as AuthenticatorTransport[],
        })),
      },
    }),
  )
  if (made === 'there already') {
    remember()
    return { ok: true, value: made }
  }
  if (!(made?.response instanceof AuthenticatorAttestationResponse)) return unused
  const { clientDataJSON, attestationObject } = made.response
  const kept = await post<Passkey>('passkeys', {
    credential: {
      id: made.id,
      response: {
        clientDataJSON: base64url(clientDataJSON),
        attestationObject: base64url(attestationObject),
        transports: made.response.getTransports(),
      },
    },
  })
  if (kept.ok) remember()
  return kept
}

/** Opens a session with a passkey of the mailbox the link was sent to. */
export const signIn = async (post: Post, browser: string): Promise<Answer<Opened>> => {
  const options = await post<z.output<typeof RequestOptions>>('passkeys/sign-ins', { browser })
  if (!options.ok) return options
  const { challenge, ...others } = options.value
  const got = await asked(() => navigator.credentials.get({ publicKey: { ...others, challenge: bytes(challenge) } }))
  if (got === 'there already' || !(got?.response instanceof AuthenticatorAssertionResponse)) return unused
  const { clientDataJSON, authenticatorData, signature } = got.response
  const opened = await post<Opened>('passkeys/sessions', {
    browser,
    credential: {
      id: got.id,
      response: {
        clientDataJSON: base64url(clientDataJSON),
        authenticatorData: base64url(authenticatorData),
        signature: base64url(signature),
      },
    },
  })
  if (opened.ok) remember()
  // Once it opens nothing any more, making another is offered again.
  else if (opened.refusal.code === 'passkey_refused') passkeyHere.forget()
  return opened
}
