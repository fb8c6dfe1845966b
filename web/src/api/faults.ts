/** Nobody answered: the network, not the person, is at fault; what they typed is still there. */
export class Unreachable extends Error {
  override name = 'Unreachable'
}

/** The session is over; signing in again leads back to the same page. */
export class SignedOut extends Error {
  override name = 'SignedOut'
}

/** The server failed; `reference` is what a person can quote to support. */
export class ServerFault extends Error {
  override name = 'ServerFault'
  readonly reference: string | undefined
  constructor(message: string, reference: string | undefined) {
    super(message)
    this.reference = reference
  }
}
