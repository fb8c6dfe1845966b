import * as z from 'zod'
import { AttachmentId, AwardId, ChangeId, Instant, OrgId, QuestionId, Sha256, StakeholderId } from './ids.ts'
import { Actor, StakeholderRole } from './party.ts'
import { Planning } from './planning.ts'
import { ApprovalSubject } from './subjects.ts'

/** Everything that can happen to an RFQ and changes its item; facts (bid versions, decisions) are events of their own. */
export const rfqEvents = {
  'rfq.drafted': z.object({}),
  /** One more person began to write a draft; said once for each. */
  'draft.joined': z.object({}),
  'rfq.published': z.object({
    closesAt: Instant,
    method: z.string(),
    invited: z.int(),
    termsSha256: Sha256,
    linesSha256: Sha256,
    documents: z.array(z.object({ attachmentId: AttachmentId, sha256: Sha256 })),
    planning: Planning.optional(),
    /** Number of the request that approved it, where the policy asked for one. */
    approval: z.int().optional(),
  }),
  /** Somebody asked for approval to publish a draft. */
  'publication.proposed': z.object({
    subject: z.literal('publication'),
    number: z.int(),
    superseded: z.int().nullable(),
    allApproved: z.boolean(),
  }),
  'planning.changed': z.object({ from: Planning, to: Planning }),
  'document.added': z.object({ attachmentId: AttachmentId, name: z.string(), sha256: Sha256 }),
  'rfq.extended': z.object({ from: Instant, to: Instant, reason: z.string() }),
  'rfq.cancelled': z.object({ reason: z.string() }),
  'rfq.unsuccessful': z.object({ reason: z.string() }),
  'invitation.declined': z.object({ email: z.string(), reason: z.string(), words: z.string() }),
  'question.asked': z.object({ questionId: QuestionId }),
  'question.answered': z.object({ questionId: QuestionId }),
  'bids.opened': z.object({
    bids: z.array(z.object({ supplierId: OrgId, version: z.int(), sha256: Sha256, finding: z.string() })),
  }),
  'bid.disqualified': z.object({ supplierId: OrgId, reason: z.string() }),
  'award.proposed': z.object({
    subject: z.literal('award'),
    awardId: AwardId,
    number: z.int(),
    supplierId: OrgId,
    superseded: z.int().nullable(),
    /** Everything was approved before, on an earlier proposal in which nothing of it was other. */
    allApproved: z.boolean(),
  }),
  'contract.committed': z.object({
    awardId: AwardId,
    contractNumber: z.string(),
    supplierId: OrgId,
    decisionsSha256: Sha256,
  }),
  /** Somebody proposed a change of the contract. */
  'change.proposed': z.object({
    subject: z.literal('change'),
    number: z.int(),
    changeId: ChangeId,
    /** Of all that is proposed, and of whether anybody has to approve it: see `contentSha256`. */
    contentSha256: Sha256,
    superseded: z.int().nullable(),
    /** Nobody is asked, or everything was approved before. */
    allApproved: z.boolean(),
  }),
  'change.withdrawn': z.object({ subject: z.literal('change'), number: z.int(), words: z.string() }),
  /** The supplier accepted it, which makes it part of the contract, or declined it. */
  'change.answered': z.object({
    subject: z.literal('change'),
    number: z.int(),
    accepted: z.boolean(),
    words: z.string(),
    /** Of the change as it was agreed; absent where it was declined. */
    agreementSha256: Sha256.optional(),
  }),
} as const
export type RfqEventName = keyof typeof rfqEvents
export type RfqEventData<N extends RfqEventName> = z.infer<(typeof rfqEvents)[N]>

/** One link of an RFQ's audit chain: `sha256` covers everything else, `previousSha256` the event before it. */
export const RfqEvent = z.object({
  number: z.int().positive(),
  name: z.enum(Object.keys(rfqEvents) as [RfqEventName, ...RfqEventName[]]),
  at: Instant,
  by: Actor,
  data: z.record(z.string(), z.unknown()),
  previousSha256: z.string(),
  sha256: Sha256,
})
export type RfqEvent = z.infer<typeof RfqEvent>

/**
 * What travels on the queues: enough to find the facts again, never their contents.
 * `id` is stable: the same happening relayed twice carries the same id.
 */
export const Signal = z.object({
  id: z.string(),
  name: z.string(),
  buyerId: OrgId,
  rfqId: z.string(),
  at: Instant,
  data: z.record(z.string(), z.unknown()),
})
export type Signal = z.infer<typeof Signal>

/** Ids of RFQs are made by their buyers, and nothing keeps two buyers from making the same one. */
export const signalId = ({ buyerId, rfqId }: Pick<Signal, 'buyerId' | 'rfqId'>, ...of: (string | number)[]): string =>
  [buyerId, rfqId, ...of].join('.')

/** Facts that are their own events, with what their signal says. */
export const factSignals = {
  'decision.made': z.object({
    subject: ApprovalSubject,
    number: z.int(),
    stakeholderId: StakeholderId,
    role: StakeholderRole,
    turn: z.int(),
    decision: z.string(),
    allApproved: z.boolean(),
  }),
  'approval.handled': z.object({
    subject: ApprovalSubject,
    number: z.int(),
    seq: z.int(),
    kind: z.string(),
    allApproved: z.boolean(),
  }),
  'code.asked': z.object({
    subject: ApprovalSubject,
    number: z.int(),
    stakeholderId: StakeholderId,
    browserSha256: Sha256,
    turn: z.int(),
  }),
  'link.asked': z.object({ subject: ApprovalSubject, number: z.int(), stakeholderId: StakeholderId, turn: z.int() }),
  'passkey.made': z.object({
    subject: ApprovalSubject,
    number: z.int(),
    stakeholderId: StakeholderId,
    passkeyId: Sha256,
  }),
  'member.invited': z.object({ email: z.string() }),
} as const
export type FactSignalName = keyof typeof factSignals
