import * as z from 'zod'
import { PublicKey } from '../domain/signature.ts'
import { endpoint } from './endpoint.ts'
import { changeParams, noBody, nothing, rfqParams } from './shapes.ts'

/** How a contract or a change of it was approved: the signed bytes, the detached signature over them (RFC 7797), and the key to it. */
export const SignedApprovalRecord = z.object({ record: z.string(), signature: z.string(), publicKey: PublicKey })
export type SignedApprovalRecord = z.infer<typeof SignedApprovalRecord>

/** The file of an RFQ: every fact and event as it was written, each with its hash; the state rebuilds from it. */
export const RfqBundle = z.object({
  format: z.literal('sealbid/rfq-bundle/1'),
  rfqId: z.string(),
  buyerId: z.string(),
  exportedAt: z.string(),
  records: z.array(
    z.object({ key: z.string(), kind: z.string(), sha256: z.string(), record: z.record(z.string(), z.unknown()) }),
  ),
  /** Once a contract was made: how it was approved, as it was signed. */
  approvalRecord: SignedApprovalRecord.optional(),
  /** How changes of it were approved, oldest first, as many as an answer holds; one that nobody had to approve has none. */
  changeRecords: z.array(SignedApprovalRecord).optional(),
})
export type RfqBundle = z.infer<typeof RfqBundle>

export const exportRfq = endpoint({
  method: 'GET',
  path: '/rfqs/{rfqId}/bundle',
  access: 'buyer',
  summary: 'The file of an RFQ: all facts and events with their hashes',
  params: rfqParams,
  query: nothing,
  body: noBody,
  answers: { status: 200, body: RfqBundle },
  refusals: ['rfq_not_found', 'bids_not_opened'],
})

export const getApprovalRecord = endpoint({
  method: 'GET',
  path: '/rfqs/{rfqId}/contract/approval-record',
  access: 'buyer',
  summary: 'How the contract was approved: every fact and what was shown, signed',
  params: rfqParams,
  query: nothing,
  body: noBody,
  answers: { status: 200, body: SignedApprovalRecord },
  refusals: ['contract_not_found', 'approval_record_not_ready'],
})

export const getChangeApprovalRecord = endpoint({
  method: 'GET',
  path: '/rfqs/{rfqId}/contract/changes/{number}/approval-record',
  access: 'buyer',
  summary: 'How a change that was agreed was approved, signed',
  params: changeParams,
  query: nothing,
  body: noBody,
  answers: { status: 200, body: SignedApprovalRecord },
  refusals: ['change_not_found', 'approval_record_not_ready'],
})
