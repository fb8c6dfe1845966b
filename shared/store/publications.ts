import type { ApprovalRequest } from '../domain/approval.ts'
import type { Person } from '../domain/party.ts'
import type { Rfq } from '../domain/rfq.ts'
import { HOUR, later } from '../domain/time.ts'
import { type KeptApproval, opening } from './approvals.ts'
import { superseding } from './awards.ts'
import { changeRfq } from './rfq-events.ts'
import type { Table } from './table.ts'

type Asking = {
  draft: Rfq
  request: ApprovalRequest
  /** The request this one takes the place of, as it was read: what was decided on it since must not be lost. */
  previous: KeptApproval | undefined
  by: Person
}

/** Asks for approval to publish: the request, its place in the draft's history, and the one before it set aside. */
export const keepPublicationRequest = async (table: Table, { draft, request, previous, by }: Asking) => {
  const { number, status, askedAt: at } = request
  const { after, writes } = changeRfq(
    draft,
    { publicationCount: number },
    {
      name: 'publication.proposed',
      at,
      by: { kind: 'person', ...by },
      data: {
        subject: 'publication',
        number,
        superseded: previous?.number ?? null,
        allApproved: status === 'approved',
      },
    },
    // A draft is on the work index from here on: what the stream loses of its approval is relayed again.
    { workAt: later(at, HOUR) },
  )
  const kept = await table.commit([
    ...opening(draft, request),
    ...(previous ? [superseding(draft, previous)] : []),
    ...writes,
  ])
  return kept.ok ? ({ ok: true, value: after } as const) : kept
}
