import { useRef } from 'react'
import { ulid } from 'ulid'
import { listMyBids, listOwnVersions, submitBid, withdrawBid } from '../../../../../shared/contracts/bids.ts'
import { type Tender, takePart } from '../../../../../shared/contracts/tenders.ts'
import { BID_SCHEMA, type BidContent, type SealedBid } from '../../../../../shared/domain/bid.ts'
import { hashOf } from '../../../../../shared/domain/canonical.ts'
import { lengthClassOf } from '../../../../../shared/domain/sealing/padding.ts'
import { sealBid } from '../../../../../shared/domain/sealing/seal.ts'
import { useCall, useRefetch } from '../../../api/use-api.ts'

/** Seals in this browser and submits; only the envelope leaves it. */
export const useSubmission = (tender: Tender, supplierId: string) => {
  const refetch = useRefetch()
  const join = useCall(takePart)
  const submission = useCall(submitBid, { answered: () => refetch(listOwnVersions, listMyBids) })
  const withdrawal = useCall(withdrawBid, { answered: () => refetch(listOwnVersions, listMyBids) })
  const params = { buyerId: tender.buyerId, rfqId: tender.rfqId }

  // Sealing twice gives two envelopes; a retry after a lost answer must carry the one that may have arrived.
  const last = useRef<{ of: string; body: SealedBid } | undefined>(undefined)

  const sealedOnce = async (content: BidContent, version: number): Promise<SealedBid> => {
    const of = hashOf({ content, version })
    if (last.current?.of === of) return last.current.body
    const context = {
      tenant: tender.buyerId,
      rfq: tender.rfqId,
      supplier: supplierId,
      version,
      schema: BID_SCHEMA,
      lengthClass: lengthClassOf(tender.lineCount),
    } as const
    const body = { bidId: `bid_${ulid()}`, ...(await sealBid(content, context, tender.sealing.publicKey)) }
    last.current = { of, body }
    return body
  }
  const submit = async (content: BidContent, version: number) => {
    const body = await sealedOnce(content, version)
    const joined = await join.mutateAsync({ params })
    if (!joined.ok) return joined
    return submission.mutateAsync({ params: { ...params, version }, body })
  }
  return {
    submit,
    withdraw: (version: number) => withdrawal.mutateAsync({ params: { ...params, version } }),
    busy: join.isPending || submission.isPending,
    refusal: join.refusal ?? submission.refusal ?? withdrawal.refusal,
    error: join.error ?? submission.error ?? withdrawal.error,
  }
}
