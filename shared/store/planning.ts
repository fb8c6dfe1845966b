import type { Person } from '../domain/party.ts'
import type { Planning } from '../domain/planning.ts'
import type { Rfq } from '../domain/rfq.ts'
import { changeRfq } from './rfq-events.ts'
import type { Table } from './table.ts'

/** Plans a published RFQ anew; its history keeps what was planned before. */
export const keepPlanning = async (
  table: Table,
  rfq: Rfq,
  planning: Planning,
  { at, by }: { at: string; by: Person },
) => {
  const { after, writes } = changeRfq(
    rfq,
    { planning },
    { name: 'planning.changed', at, by: { kind: 'person', ...by }, data: { from: rfq.planning, to: planning } },
  )
  const kept = await table.commit(writes)
  return kept.ok ? ({ ok: true, value: after } as const) : kept
}
