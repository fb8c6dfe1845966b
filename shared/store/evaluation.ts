import { approvalMoves } from '../domain/approval.ts'
import type { OpenedBid } from '../domain/bid.ts'
import type { RfqEventName } from '../domain/events.ts'
import type { Rfq } from '../domain/rfq.ts'
import { HOUR, later } from '../domain/time.ts'
import type { KeptApproval } from './approvals.ts'
import { keys } from './keys.ts'
import { type Changed, changedMeanwhile, changeRfq, type Happening } from './rfq-events.ts'
import type { Table, Write } from './table.ts'

type Approval = KeptApproval | undefined

/** What is decided on the bids sets a vetoed award aside for good: its veto must not be lifted onto other facts. */
const setAside = ({ buyerId, rfqId }: Rfq, approval: Approval): Write<Changed>[] =>
  approval?.status !== 'vetoed'
    ? []
    : [
        {
          update: keys.approval(buyerId, rfqId, approval.subject, approval.number),
          set: { status: approvalMoves.supersede.to, version: approval.version + 1 },
          remove: ['gsi2pk', 'gsi2sk'],
          when: { status: approval.status, version: approval.version },
          otherwise: changedMeanwhile,
        },
      ]

const change = <N extends RfqEventName>(rfq: Rfq, over: Partial<Rfq>, happening: Happening<N>) =>
  changeRfq(rfq, over, happening, {
    workAt: later(happening.at, HOUR),
  }).writes

export const keepDisqualification = (
  table: Table,
  { rfq, bid, approval }: { rfq: Rfq; bid: OpenedBid; approval: Approval },
  disqualified: NonNullable<OpenedBid['disqualified']>,
  happening: Happening<'bid.disqualified'>,
) =>
  table.commit<Changed>([
    {
      update: keys.openedBid(rfq.buyerId, rfq.rfqId, bid.supplierId),
      set: { disqualified },
      when: 'present',
      otherwise: changedMeanwhile,
    },
    ...setAside(rfq, approval),
    ...change(rfq, {}, happening),
  ])

export const keepUnsuccessful = (
  table: Table,
  { rfq, approval }: { rfq: Rfq; approval: Approval },
  unsuccessful: NonNullable<Rfq['unsuccessful']>,
  happening: Happening<'rfq.unsuccessful'>,
) =>
  table.commit<Changed>([
    ...setAside(rfq, approval),
    ...change(rfq, { status: 'unsuccessful', unsuccessful }, happening),
  ])
