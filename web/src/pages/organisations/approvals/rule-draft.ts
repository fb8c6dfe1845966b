import * as z from 'zod'
import { stakeholderRoles } from '../../../../../shared/domain/party.ts'
import { RiskLevel } from '../../../../../shared/domain/planning.ts'
import { type ConditionPart, type PolicyAsk, PolicyRule, partsOf } from '../../../../../shared/domain/policy.ts'
import { type ApprovalSubject, SupplierStanding } from '../../../../../shared/domain/subjects.ts'
import { requiredLine } from '../../../../../shared/domain/text.ts'

export interface AskDraft {
  readonly asked: boolean
  /** "all", or how many. */
  readonly needed: string
  readonly stage: string
  readonly workingDays: number | null
  readonly mayAbstain: boolean
  readonly escalateTo: string | null
}
/** A rule as its fields hold it. */
export interface RuleDraft {
  readonly name: string
  readonly atLeastMinor: number | null
  readonly categories: string
  readonly risk: Record<RiskLevel, boolean>
  readonly supplier: Record<SupplierStanding, boolean>
  readonly singleBid: boolean
  readonly abovePercent: string
  readonly movedDays: number | null
  readonly asks: Record<PolicyAsk['role'], AskDraft>
}

const AskedDraft = z.discriminatedUnion('asked', [
  z.object({ asked: z.literal(false) }),
  z.object({
    asked: z.literal(true),
    needed: z.string().transform((needed) => (needed === 'all' ? needed : Number(needed))),
    stage: z.coerce.number(),
    workingDays: z.int().min(1).max(60),
    mayAbstain: z.boolean(),
    escalateTo: z.string().nullable(),
  }),
])
const words = (text: string) =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
const chosen = <K extends string>(all: readonly K[], boxes: Record<K, boolean>): K[] | undefined => {
  const on = all.filter((one) => boxes[one])
  return on.length > 0 ? on : undefined
}
const boxes = <K extends string>(all: readonly K[], on: readonly K[] = []) =>
  Object.fromEntries(all.map((one) => [one, on.includes(one)])) as Record<K, boolean>

const Fields = z.object({
  name: requiredLine(120),
  atLeastMinor: z.int().min(0).nullable(),
  categories: z
    .string()
    .transform(words)
    .pipe(z.array(requiredLine(60)).max(20)),
  risk: z.record(RiskLevel, z.boolean()),
  supplier: z.record(SupplierStanding, z.boolean()),
  singleBid: z.boolean(),
  abovePercent: z
    .string()
    .regex(/^(|\d{1,3}(\.\d)?)$/)
    .refine((text) => text === '' || Number(text) > 0, { error: 'must be greater than 0' }),
  movedDays: z.int().min(1).max(3_650).nullable(),
  asks: z.record(z.enum(stakeholderRoles), AskedDraft),
})

/** What the fields make: only the parts of a condition that are filled in, and only those that the subject knows. */
export const ruleForm = (subject: ApprovalSubject, ruleId: string, askOne: string) =>
  Fields.superRefine(({ asks }, context) => {
    if (!stakeholderRoles.some((role) => asks[role].asked))
      context.addIssue({ code: 'custom', path: ['asks', 'technical', 'asked'], message: askOne })
  })
    .transform(({ name, asks, ...fields }) => {
      const parts: Record<ConditionPart, unknown> = {
        atLeastMinor: fields.atLeastMinor ?? undefined,
        categories: fields.categories.length > 0 ? fields.categories : undefined,
        risk: chosen(RiskLevel.options, fields.risk),
        supplier: chosen(SupplierStanding.options, fields.supplier),
        singleBid: fields.singleBid || undefined,
        aboveLowestPermille: fields.abovePercent === '' ? undefined : Math.round(Number(fields.abovePercent) * 10),
        movedDays: fields.movedDays ?? undefined,
      }
      const known = partsOf[subject].filter((part) => parts[part] !== undefined)
      return {
        ruleId,
        name,
        when: Object.fromEntries(known.map((part) => [part, parts[part]])),
        asks: stakeholderRoles.flatMap((role) => {
          const ask = asks[role]
          if (!ask.asked) return []
          const { asked: _, ...how } = ask
          return [{ role, ...how }]
        }),
      }
    })
    .pipe(PolicyRule)

const notAsked: AskDraft = {
  asked: false,
  needed: 'all',
  stage: '1',
  workingDays: 10,
  mayAbstain: false,
  escalateTo: null,
}

export const ruleDraft = (rule: PolicyRule | undefined): RuleDraft => {
  const when = rule?.when ?? {}
  const drafted = (ask: PolicyAsk | undefined): AskDraft => {
    if (!ask) return notAsked
    const { role: _, needed, stage, ...how } = ask
    return { ...how, asked: true, needed: String(needed), stage: String(stage) }
  }
  return {
    name: rule?.name ?? '',
    atLeastMinor: when.atLeastMinor ?? null,
    categories: when.categories?.join(', ') ?? '',
    risk: boxes(RiskLevel.options, when.risk),
    supplier: boxes(SupplierStanding.options, when.supplier),
    singleBid: when.singleBid ?? false,
    abovePercent: when.aboveLowestPermille === undefined ? '' : String(when.aboveLowestPermille / 10),
    movedDays: when.movedDays ?? null,
    asks: Object.fromEntries(
      stakeholderRoles.map((role) => [role, drafted(rule?.asks.find((ask) => ask.role === role))]),
    ) as RuleDraft['asks'],
  }
}
