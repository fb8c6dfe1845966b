import * as z from 'zod'
import type { ApprovalRequest } from './approval.ts'
import { canonical, hashOf } from './canonical.ts'
import type { Contract } from './contract.ts'
import type { ContractChange } from './contract-change.ts'
import type { Decision, Handling } from './decisions.ts'
import type { RfqEvent } from './events.ts'
import { Instant, Sha256 } from './ids.ts'
import { Currency } from './money.ts'
import { TimeZone } from './party.ts'
import { isSignedBy, type PublicKey } from './signature.ts'

export const APPROVAL_RECORD = 'sealbid/approval-record/1'

/**
 * A record is read for as long as its contract is: what a later version of the page asks or says must not make an
 * earlier record unreadable, so beyond what every reader needs it is taken as it is.
 */
const RecordedFact = z.looseObject({
  seq: z.int().positive(),
  /** What a person said on their step, or what the buyer's people and the clock did (`kind`). */
  decision: z.string().optional(),
  kind: z.string().optional(),
  stakeholderId: z.string().optional(),
  name: z.string().optional(),
  role: z.string().optional(),
  decidedAt: Instant.optional(),
  at: Instant.optional(),
  by: z.union([z.string(), z.object({ email: z.string(), name: z.string() })]).optional(),
  proved: z.object({ method: z.string(), from: z.string() }).optional(),
  page: z.string().optional(),
  shown: z.record(z.string(), Sha256).optional(),
})
export type RecordedFact = z.infer<typeof RecordedFact>

const RecordedRequest = z.looseObject({
  subject: z.string(),
  number: z.int().positive(),
  status: z.string(),
  policyVersion: z.int(),
  askedAt: Instant,
  sections: z.record(z.string(), Sha256),
  requester: z.looseObject({ email: z.string(), name: z.string() }),
  groups: z.array(
    z.looseObject({
      groupId: z.string(),
      role: z.string(),
      needed: z.int().positive(),
      scope: z.array(z.string()),
      /** The step whose veto this group was asked to override. */
      overrides: z.string().optional(),
    }),
  ),
  steps: z.array(
    z.looseObject({
      stakeholderId: z.string(),
      name: z.string(),
      role: z.string(),
      groupId: z.string(),
      status: z.string(),
      /** The decision that stands, perhaps of an earlier request. */
      standing: z.looseObject({ number: z.int() }).nullish(),
      /** In whose place. */
      from: z.looseObject({ how: z.string(), name: z.string() }).nullish(),
    }),
  ),
  facts: z.array(RecordedFact),
  /** What the supplier said to the change it was about, where it came before them. */
  answer: z
    .looseObject({
      accepted: z.boolean(),
      words: z.string(),
      at: Instant,
      by: z.looseObject({ email: z.string(), name: z.string() }),
    })
    .optional(),
})
export type RecordedRequest = z.infer<typeof RecordedRequest>

/** How a request ended, or stands: one that its supplier's no brought to an end was not called off by anybody. */
export const endOf = ({ status, answer }: Pick<RecordedRequest, 'status' | 'answer'>): string =>
  status === 'cancelled' && answer?.accepted === false ? 'declined' : status

/**
 * How a contract was approved, or a change of it: everything that was asked, said and shown, complete in itself. Of a
 * change, what was agreed and when is what its two parties agreed on it, not the contract that was there before.
 */
export const ApprovalRecord = z.object({
  format: z.literal(APPROVAL_RECORD),
  contractNumber: z.string(),
  /** Present where it is of a change. */
  changeNumber: z.int().positive().optional(),
  rfqId: z.string(),
  title: z.string(),
  timeZone: TimeZone,
  currency: Currency,
  buyer: z.object({ orgId: z.string(), legalName: z.string() }),
  supplier: z.object({ orgId: z.string(), legalName: z.string() }),
  committedAt: Instant,
  /** Of the agreement itself, which the contract's document names too. */
  agreementSha256: Sha256,
  /** The link of the audit chain that says it was agreed; through it the signature covers all before it. */
  event: z.object({ number: z.int().positive(), sha256: Sha256 }),
  requests: z.array(RecordedRequest),
  /** What was shown, by the hash that decisions name it with. */
  shown: z.record(Sha256, z.object({ section: z.string(), content: z.json() })),
})
export type ApprovalRecord = z.infer<typeof ApprovalRecord>

type Fact = Decision | Handling
/** A request, and the supplier's answer to the change it was about. */
export type Requested = { request: ApprovalRequest; answer?: ContractChange['answer'] }
export type Asked = Requested & { facts: readonly Fact[] }
type Known = {
  contract: Pick<Contract, 'contractNumber' | 'rfqId' | 'currency' | 'buyer' | 'supplier'> & {
    terms: Pick<Contract['terms'], 'title' | 'timeZone'>
  }
  /** The change it is of, if it is not of the contract itself. */
  changeNumber?: number
  agreementSha256: string
  /** The link of the audit chain that says it was agreed. */
  agreed: Pick<RfqEvent, 'number' | 'sha256' | 'at'>
  asked: readonly Asked[]
  /** What a hash stands for; nothing where it was never kept. */
  contentOf: (sha256: string) => unknown
}

/** What was asked about, and what each decision was made on. */
const shownIn = ({ sections, facts }: RecordedRequest): [section: string, sha256: string][] =>
  [sections, ...facts.map(({ shown }) => shown ?? {})].flatMap((hashes) => Object.entries(hashes))

const shownTo = (fact: Fact): Record<string, string> => ('shown' in fact ? fact.shown : {})

/** Everything that was asked about or decided on, once each. */
export const hashesShown = (asked: readonly Asked[]): string[] => {
  const hashes = asked.flatMap(({ request, facts }) => [request.sections, ...facts.map(shownTo)])
  return [...new Set(hashes.flatMap((some) => Object.values(some)))]
}

/** Throws where something was shown that was not kept: a record that cannot show it again is none. */
export const approvalRecordOf = (known: Known): ApprovalRecord => {
  const { contract, changeNumber, agreementSha256, agreed, asked, contentOf } = known
  const requests = asked.map(({ request, answer, facts }) =>
    RecordedRequest.parse({ ...request, facts: facts.toSorted((a, b) => a.seq - b.seq), ...(answer && { answer }) }),
  )
  const contents = requests.flatMap(shownIn).map(([section, sha256]) => {
    const content = contentOf(sha256)
    if (content === undefined || hashOf(content) !== sha256)
      throw new Error(`The ${section} with hash ${sha256}, shown for contract ${contract.contractNumber}, is not kept`)
    return [sha256, { section, content }]
  })
  const { contractNumber, rfqId, terms, currency, buyer, supplier } = contract
  const named = ({ orgId, legalName }: { orgId: string; legalName: string }) => ({ orgId, legalName })
  return ApprovalRecord.parse({
    format: APPROVAL_RECORD,
    contractNumber,
    ...(changeNumber !== undefined && { changeNumber }),
    rfqId,
    title: terms.title,
    timeZone: terms.timeZone,
    currency,
    buyer: named(buyer),
    supplier: named(supplier),
    committedAt: agreed.at,
    agreementSha256,
    event: { number: agreed.number, sha256: agreed.sha256 },
    requests,
    shown: Object.fromEntries(contents),
  })
}

export type RecordFault = 'signature' | 'form' | 'content_missing' | 'content_differs' | 'order'

/** What does not hold in a record by itself, whoever signed it. */
const faultIn = (record: ApprovalRecord): RecordFault | undefined => {
  if (Object.entries(record.shown).some(([sha256, { content }]) => hashOf(content) !== sha256)) return 'content_differs'
  if (record.requests.flatMap(shownIn).some(([, sha256]) => !(sha256 in record.shown))) return 'content_missing'
  const ordered = record.requests.every(({ facts }) => facts.every(({ seq }, i) => seq > (facts[i - 1]?.seq ?? 0)))
  return ordered ? undefined : 'order'
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export type VerifiedRecord = { ok: true; record: ApprovalRecord } | { ok: false; because: RecordFault }

/**
 * Whether these are the bytes that were signed, and whether what they say was shown hashes to what was decided on. Pure:
 * an auditor runs it with three files and nothing of ours.
 */
export const verifyRecord = async (text: string, jws: string, publicKey: PublicKey): Promise<VerifiedRecord> => {
  if (!(await isSignedBy(publicKey, new TextEncoder().encode(text), jws))) return { ok: false, because: 'signature' }
  const json = parsed(text)
  const record = ApprovalRecord.safeParse(json)
  if (!record.success || canonical(json) !== text) return { ok: false, because: 'form' }
  const because = faultIn(record.data)
  return because ? { ok: false, because } : { ok: true, record: record.data }
}
