import * as z from 'zod'
import { Instant, OrgId, RfqId } from './ids.ts'
import { SupplierStanding } from './subjects.ts'
import { requiredProse } from './text.ts'

/** A supplier scored below this is one a policy may ask more approvals for. */
export const LOW_SCORE = 50

export const ScoreAsked = z.object({
  score: z.int().min(0).max(100),
  /** What it rests on: who must approve because of it is told. */
  note: requiredProse(2_000),
})
export type ScoreAsked = z.infer<typeof ScoreAsked>

/** What a buyer thinks of a supplier. Each one is kept; the newest holds. */
export const SupplierScore = ScoreAsked.extend({
  version: z.int().positive(),
  at: Instant,
  by: z.object({ email: z.string(), name: z.string() }),
})
export type SupplierScore = z.infer<typeof SupplierScore>

/** What a buyer knew of a supplier when somebody was asked to approve: the newest score as it was then. */
export const SupplierFacts = z.object({
  supplierStanding: z.array(SupplierStanding),
  supplierScore: ScoreAsked.optional(),
})
export type SupplierFacts = z.infer<typeof SupplierFacts>

/** A supplier a buyer has had contracts with. */
export const KnownSupplier = z.object({
  supplierId: OrgId,
  /** As in the newest contract. */
  name: z.string(),
  contracts: z.int().positive(),
  last: z.object({ rfqId: RfqId, contractNumber: z.string(), committedAt: Instant }),
  score: SupplierScore.nullable(),
})
export type KnownSupplier = z.infer<typeof KnownSupplier>

export const isLow = ({ score }: Pick<SupplierScore, 'score'>): boolean => score < LOW_SCORE

/** What a policy may ask about a supplier: a known one may have a low score as well. */
export const standings = (
  hasContract: boolean,
  score: Pick<SupplierScore, 'score'> | undefined,
): SupplierStanding[] => [hasContract ? 'incumbent' : 'new', ...(score && isLow(score) ? (['lowScore'] as const) : [])]
