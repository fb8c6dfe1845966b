import { type ApprovalRequest, type ApprovalStatus, isUnderWay } from './approval.ts'
import { type Rfq, rfqCan } from './rfq.ts'

type About = Pick<ApprovalRequest, 'subject' | 'status'>

/** Whether an RFQ is still where this can be decided about it: what became of it otherwise ended the request. */
const isDecidable = (rfq: Pick<Rfq, 'status'>, { subject }: Pick<About, 'subject'>): boolean => {
  switch (subject) {
    case 'publication':
      return rfqCan('publish', rfq)
    case 'award':
      return rfqCan('award', rfq)
    case 'change':
      return rfqCan('changeContract', rfq)
  }
}

/** Whether anybody still waits for answers: neither decided and done, nor overtaken by what became of the RFQ. */
export const isAwaited = (rfq: Pick<Rfq, 'status'>, request: About): boolean =>
  isUnderWay(request) && isDecidable(rfq, request)

const isOver = ({ status }: Pick<Rfq, 'status'>) => status === 'cancelled' || status === 'unsuccessful'

/** A request as it stands: whose RFQ ended otherwise it is cancelled, whatever its tally says. */
export const standing = <T extends { status: ApprovalStatus }>(rfq: Pick<Rfq, 'status'>, request: T): T =>
  isOver(rfq) && request.status !== 'superseded' ? { ...request, status: 'cancelled' } : request
