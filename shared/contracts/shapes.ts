import * as z from 'zod'
import { OrgId, RfqId } from '../domain/ids.ts'

/** Nothing is expected; what is sent all the same is refused. */
export const nothing = z.strictObject({})
export const noBody = z.undefined()
export const rfqParams = z.strictObject({ rfqId: RfqId })
export const tenderParams = z.strictObject({ buyerId: OrgId, rfqId: RfqId })
/** Changes of a contract are numbered as they are proposed. */
export const changeNumber = z.coerce.number().pipe(z.int().min(1).max(9_999))
export const changeParams = rfqParams.extend({ number: changeNumber })

export const pageQuery = z.strictObject({
  limit: z.coerce.number().pipe(z.int().min(1).max(100)).default(25),
  cursor: z.string().max(2_000).optional(),
})
/** A page of a list; `next` is the cursor of the following page, absent on the last one. */
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().optional() })
export const done = z.object({})
/** Chance by which a browser is known again: codes and challenges are good where they were asked for. */
export const Browser = z.string().regex(/^[A-Za-z0-9_-]{22,64}$/)

/** What a buyer reads of one RFQ. */
export const readsRfq = {
  method: 'GET',
  access: 'buyer',
  params: rfqParams,
  query: nothing,
  body: noBody,
  refusals: ['rfq_not_found'],
} as const
