import * as z from 'zod'
import { Instant, OrgId, RfqId, StakeholderId } from './ids.ts'
import { ApprovalSubject } from './subjects.ts'

/** One kind of letter: its template, and what it says as facts. */
export const letter = <const N extends string, S extends z.ZodRawShape>(template: N, says: S) =>
  z.object({ template: z.literal(template), ...says })

export const about = { buyer: z.string(), title: z.string() }
export const tender = { ...about, buyerId: OrgId, rfqId: RfqId }
export const own = { ...about, rfqId: RfqId }

/** Whose link to compute when the letter is written; the link itself is kept nowhere. */
export const LetterLink = z.object({
  buyerId: OrgId,
  rfqId: RfqId,
  subject: ApprovalSubject,
  number: z.int(),
  stakeholderId: StakeholderId,
})
export type LetterLink = z.infer<typeof LetterLink>

/** A limit that holds no more, of whose step, and which saying of it this is: its entry leaves the reader's calendar. */
export const EndedLimit = LetterLink.extend({ until: Instant, revision: z.int() })
export type EndedLimit = z.infer<typeof EndedLimit>
