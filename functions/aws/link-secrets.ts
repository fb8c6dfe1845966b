import type { ApprovalSubject } from '../../shared/domain/subjects.ts'
import type { Mac } from './mac.ts'

/** Whom a link is for, and what they are asked to approve. */
type LinkedTo = { buyerId: string; rfqId: string; subject: ApprovalSubject; number: number; stakeholderId: string }

/**
 * What a stakeholder is sent is computed, never stored: the same link again carries the same token, and a code can be
 * checked without having been kept. The words in front keep a link from ever being a code's MAC.
 */
export const tokenFor = async (mac: Mac, link: LinkedTo): Promise<string> => {
  const { buyerId, rfqId, subject, number, stakeholderId } = link
  const named = [buyerId, rfqId, subject, number, stakeholderId].join('|')
  return Buffer.from(await mac(`approval-link|${named}`)).toString('base64url')
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
