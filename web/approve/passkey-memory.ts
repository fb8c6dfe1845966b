const KEY = 'sealbid.approve.passkey'

/** Whether this browser has made or used a passkey of ours. Its secret is with the device; this only says so. */
export const hasPasskey = (): boolean => localStorage.getItem(KEY) !== null
export const rememberPasskey = (): void => localStorage.setItem(KEY, 'yes')
/** Once it opens nothing any more, making another is offered again. */
export const forgetPasskey = (): void => localStorage.removeItem(KEY)

/** Whether this device itself can keep a passkey and verify who uses it: by a finger, a face, a PIN. */
export const canUsePasskeys = async (): Promise<boolean> =>
  typeof PublicKeyCredential === 'function' &&
  (await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable())
