import * as z from 'zod'

const ULID = '[0-7][0-9A-HJKMNP-TV-Z]{25}'
const id = <P extends string>(prefix: P) => z.string().regex(new RegExp(`^${prefix}_${ULID}$`))

/** Ids are a prefix and a ULID, made by whoever creates the thing, so that a retried creation is the same creation. */
export const OrgId = id('org')
export const RfqId = id('rfq')
export const BidId = id('bid')
export const QuestionId = id('qst')
export const AttachmentId = id('att')
export const AwardId = id('awd')
export const StakeholderId = id('stk')
export const ChangeId = id('chg')
export const RuleId = id('rul')

/** Instants are UTC with milliseconds, in one spelling, so that strings sort as times. */
export const Instant = z.iso.datetime({ precision: 3 })
export const CalendarDate = z.iso.date()
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)
