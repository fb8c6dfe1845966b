import * as z from 'zod'
import { downloadText } from '../../../ui/download.ts'
import { BidDraft } from './bid-draft.ts'

const FORMAT = 'sealbid/bid-file/1'
const BidFile = z.object({ format: z.literal(FORMAT), buyerId: z.string(), rfqId: z.string(), draft: BidDraft })

interface TenderOf {
  readonly buyerId: string
  readonly rfqId: string
}

/** Hands the draft to its owner as a file: the only copy that can leave this browser unsealed. */
export const downloadBidFile = ({ buyerId, rfqId }: TenderOf, draft: BidDraft) => {
  const text = JSON.stringify({ format: FORMAT, buyerId, rfqId, draft } satisfies z.infer<typeof BidFile>, null, 1)
  downloadText(`bid-${rfqId.slice(-8)}.json`, 'application/json', text)
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The draft in a bid file of this very RFQ; undefined for any other file. */
export const readBidFile = async (file: File, { buyerId, rfqId }: TenderOf): Promise<BidDraft | undefined> => {
  const read = BidFile.safeParse(parsed(await file.text()))
  return read.success && read.data.buyerId === buyerId && read.data.rfqId === rfqId ? read.data.draft : undefined
}
