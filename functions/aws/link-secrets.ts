import type { Mac } from './mac.ts'

/**
 * What a stakeholder is sent is computed, never stored: the same link again carries the same token, and a code can be
 * checked without having been kept. The words in front keep a link from ever being a code's MAC.
 */
export const tokenFor = async (
  mac: Mac,
  link: { buyerId: string; rfqId: string; number: number; stakeholderId: string },
): Promise<string> => {
  const { buyerId, rfqId, number, stakeholderId } = link
  return Buffer.from(await mac(`approval-link|${buyerId}|${rfqId}|${number}|${stakeholderId}`)).toString('base64url')
}

/** Six digits; the remainder of a 48-bit number by a million favours no code by more than one in 281 million. */
export const codeFor = async (
  mac: Mac,
  asked: { tokenSha256: string; browserSha256: string; turn: number },
): Promise<string> => {
  const { tokenSha256, browserSha256, turn } = asked
  const bytes = Buffer.from(await mac(`approval-code|${tokenSha256}|${browserSha256}|${turn}`))
  return String(bytes.readUIntBE(0, 6) % 1_000_000).padStart(6, '0')
}
