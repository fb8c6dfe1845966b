import { isAwaited } from '../../shared/domain/approval-end.ts'
import { timePasses } from '../../shared/domain/approval-time.ts'
import type { Handling } from '../../shared/domain/decisions.ts'
import { type KeptApproval, keepHandling } from '../../shared/store/approvals.ts'
import { type DueApproval, letGo } from '../../shared/store/due-approvals.ts'
import type { Table } from '../../shared/store/table.ts'
import { log } from '../queue/log.ts'

/**
 * Lets time pass over one request, a fact at a time, until nothing is due. Where somebody else came in between it stays
 * on the index and is looked at again next time, with what they did. What the RFQ has overtaken leaves the index.
 */
export const sweepApproval = async (table: Table, { rfq, approval }: DueApproval, now: string): Promise<void> => {
  const { subject, number } = approval
  const moved = () => log.info('changed while time passed over it', { rfqId: rfq.rfqId, subject, number })
  if (!isAwaited(rfq, approval)) {
    const gone = await letGo(table, rfq, approval)
    return gone.ok ? undefined : moved()
  }
  let before: KeptApproval = approval
  for (;;) {
    const seq = before.version + 1
    const passed = timePasses(before, now, seq)
    if (!passed) return
    const handling: Handling = { ...passed.said, seq, at: now, by: 'clock' }
    const kept = await keepHandling(table, rfq, before, { handling, request: passed.request })
    if (!kept.ok) return moved()
    log.info('time passed', { rfqId: rfq.rfqId, subject, number, kind: handling.kind })
    before = { ...passed.request, version: seq }
  }
}
