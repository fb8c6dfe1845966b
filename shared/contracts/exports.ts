import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { noBody, nothing, rfqParams } from './shapes.ts'

/** The file of an RFQ: every fact and event as it was written, each with its hash; the state rebuilds from it. */
export const RfqBundle = z.object({
  format: z.literal('sealbid/rfq-bundle/1'),
  rfqId: z.string(),
  buyerId: z.string(),
  exportedAt: z.string(),
  records: z.array(
    z.object({ key: z.string(), kind: z.string(), sha256: z.string(), record: z.record(z.string(), z.unknown()) }),
  ),
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
