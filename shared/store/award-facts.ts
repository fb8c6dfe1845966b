import { hashesOf, sectionsOf } from '../domain/approval-sections.ts'
import { rankBids } from '../domain/ranking.ts'
import type { Rfq } from '../domain/rfq.ts'
import { listedAttachments } from './attachments.ts'
import type { KeptAward } from './awards.ts'
import type { Payloads } from './bids.ts'
import { loadLines } from './lines.ts'
import { loadOpenedBids } from './opened-bids.ts'
import type { Table } from './table.ts'

/** What an award is judged by: the lines, the documents, the bids as opened, and their ranking. */
export const loadEvaluation = async (table: Table, payloads: Payloads, rfq: Rfq) => {
  const [lines, documents, { bids }] = await Promise.all([
    loadLines(table, rfq),
    listedAttachments(table, rfq),
    loadOpenedBids(table, payloads, rfq),
  ])
  return { lines, documents, bids, ranking: rankBids(bids, lines) }
}
export type Evaluation = Awaited<ReturnType<typeof loadEvaluation>>

/** The sections of an award rebuilt from the facts as they are now, with their hashes. */
export const decidedBy = (rfq: Rfq, award: KeptAward, evaluation: Evaluation) => {
  const sections = sectionsOf({ rfq, award, supplier: award.supplier, ...evaluation })
  return { sections, hashes: hashesOf(sections) }
}
