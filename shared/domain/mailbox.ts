/**
 * The mailbox an address is read in: what follows a plus sign sorts mail and names nobody else (RFC 5233). Whoever may not
 * approve is not let in under such a name. At the few providers where the sign means nothing, two people would count as
 * one, which keeps one of them out and lets nobody in.
 */
export const mailboxOf = (address: string): string => address.replace(/(?<=[^@])\+[^@]*(?=@)/, '')

/** Addresses with the mailboxes they are read in, once each. */
export const withMailboxes = (addresses: readonly string[]): string[] => [
  ...new Set(addresses.flatMap((address) => [address, mailboxOf(address)])),
]

export const sameMailbox = (a: string, b: string): boolean => mailboxOf(a) === mailboxOf(b)
