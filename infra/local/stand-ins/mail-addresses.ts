const mailbox = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?=.{1,253}$)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$/i
const named = /^(?:"(?:[^"\\]|\\.)*"|[^<>@",;:]*)\s*<([^<>]+)>$/

/**
 * The bare address of `Name <address>`, as SES takes it: seven-bit ASCII throughout, other names as RFC 2047 words.
 * Nothing where it is not one.
 */
export const addressIn = (text: string): string | undefined => {
  if (/[^\x20-\x7e]/.test(text)) return undefined
  const address = named.exec(text.trim())?.[1] ?? text.trim()
  return mailbox.test(address) ? address.toLowerCase() : undefined
}
