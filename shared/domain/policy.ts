import * as z from 'zod'
import { Instant, RuleId, StakeholderId } from './ids.ts'
import { AmountMinor, Currency } from './money.ts'
import { type Language, type Organisation, StakeholderRole } from './party.ts'
import { RiskLevel } from './planning.ts'
import { ApprovalSubject, Section, SupplierStanding } from './subjects.ts'
import { requiredLine } from './text.ts'
import { Calendar, MONDAY_TO_FRIDAY } from './working-days.ts'

export const MAX_STAGES = 5
export const MAX_RULES = 40

/** When a rule applies: everything it names must hold. A rule that names nothing always applies. */
export const PolicyCondition = z.strictObject({
  /** In the policy's currency. A change counts by its size, whether it adds or takes away. */
  atLeastMinor: AmountMinor.min(0).optional(),
  /** CPV codes, of which the leading digits count, or words; one is enough. */
  categories: z.array(requiredLine(60)).min(1).max(20).optional(),
  risk: z.array(RiskLevel).min(1).max(3).optional(),
  supplier: z.array(SupplierStanding).min(1).max(3).optional(),
  singleBid: z.literal(true).optional(),
  /** How far the award is above the lowest bid, in thousandths of the lowest. */
  aboveLowestPermille: z.int().min(1).max(10_000).optional(),
  /** How far a change moves a delivery date: by itself, or away from what was first agreed. */
  movedDays: z.int().min(1).max(3_650).optional(),
})
export type PolicyCondition = z.infer<typeof PolicyCondition>
/** The parts of a condition, by name. */
export const ConditionPart = PolicyCondition.keyof()
export type ConditionPart = z.infer<typeof ConditionPart>

const inPublication = ['atLeastMinor', 'categories', 'risk'] as const
/** What can be asked about each subject: nobody knows the supplier of an RFQ that is not published yet. */
export const partsOf: Record<ApprovalSubject, readonly ConditionPart[]> = {
  publication: inPublication,
  award: [...inPublication, 'supplier', 'singleBid', 'aboveLowestPermille'],
  change: [...inPublication, 'supplier', 'movedDays'],
}

const WorkingDaysGiven = z.int().min(1).max(60)
const Stage = z.int().min(1).max(MAX_STAGES)

export const PolicyAsk = z.strictObject({
  role: StakeholderRole,
  /** How many of the role's holders must approve. */
  needed: z.union([z.literal('all'), z.int().min(1).max(40)]),
  stage: Stage,
  workingDays: WorkingDaysGiven,
  mayAbstain: z.boolean(),
  /** Who is asked when the time is over. Nobody: the reminder goes to the buyer alone. Silence never approves. */
  escalateTo: StakeholderId.nullable(),
})
export type PolicyAsk = z.infer<typeof PolicyAsk>

export const PolicyRule = z.strictObject({
  ruleId: RuleId,
  name: requiredLine(120),
  when: PolicyCondition,
  asks: z.array(PolicyAsk).min(1).max(4),
})
export type PolicyRule = z.infer<typeof PolicyRule>

/** Whose approvals, together, set a veto of this role aside. Without one no veto of the role can be overridden. */
export const OverrideRule = z.strictObject({
  role: StakeholderRole,
  by: z.array(StakeholderId).min(1).max(40),
  needed: z.int().min(1).max(40),
})
export type OverrideRule = z.infer<typeof OverrideRule>

export const BudgetLine = z.strictObject({
  code: requiredLine(40),
  name: requiredLine(120),
  ownerId: StakeholderId,
})
export type BudgetLine = z.infer<typeof BudgetLine>

/** How the owner of a budget line is asked where that line is touched. */
export const BudgetOwnersAsked = z.strictObject({
  about: z.array(ApprovalSubject).max(3),
  stage: Stage,
  workingDays: WorkingDaysGiven,
  escalateTo: StakeholderId.nullable(),
})

/** Who must approve what: all that a buyer edits. */
export const PolicyTerms = z.strictObject({
  currency: Currency,
  rules: z.record(ApprovalSubject, z.array(PolicyRule).max(MAX_RULES)),
  /** Which sections a role answers for; a change of any other does not ask it again. */
  scopes: z.record(StakeholderRole, z.array(Section).min(1).max(5)),
  overrides: z.array(OverrideRule).max(4),
  budgetLines: z.array(BudgetLine).max(200),
  budgetOwners: BudgetOwnersAsked,
  calendar: Calendar,
  /** Whether those asked see what the others said so far. */
  showOpinions: z.boolean(),
})
export type PolicyTerms = z.infer<typeof PolicyTerms>

/** Version 0 is what holds before anybody wrote a policy. */
export const ApprovalPolicy = PolicyTerms.extend({ version: z.int().min(0) })
export type ApprovalPolicy = z.infer<typeof ApprovalPolicy>

export const PolicyVersion = z.object({
  version: z.int().positive(),
  savedAt: Instant,
  savedBy: z.object({ email: z.string(), name: z.string() }),
})
export type PolicyVersion = z.infer<typeof PolicyVersion>

/** What is bought is in every role's scope: nobody approves something without knowing what. */
export const defaultScopes: Record<StakeholderRole, Section[]> = {
  technical: ['what', 'risk'],
  commercial: ['what', 'price', 'risk'],
  financial: ['what', 'price', 'budget'],
  operational: ['what', 'delivery'],
}

const ask = (role: StakeholderRole): PolicyAsk => ({
  role,
  needed: 'all',
  stage: 1,
  workingDays: 10,
  mayAbstain: false,
  escalateTo: null,
})
const firstRules: Record<Language, { award: string; change: string }> = {
  en: { award: 'Every award', change: 'Every change' },
  fr: { award: 'Toute attribution', change: 'Toute modification' },
  da: { award: 'Enhver tildeling', change: 'Enhver ændring' },
}
const always = (n: number, name: string, roles: readonly StakeholderRole[]): PolicyRule => ({
  ruleId: `rul_${String(n).padStart(26, '0')}`,
  name,
  when: {},
  asks: roles.map(ask),
})

/** Before anybody wrote a policy every award asks all holders of the four roles, and every change the money's. */
export const defaultPolicy = ({ currency, language }: Pick<Organisation, 'currency' | 'language'>): ApprovalPolicy => ({
  version: 0,
  currency,
  rules: {
    publication: [],
    award: [always(1, firstRules[language].award, StakeholderRole.options)],
    change: [always(2, firstRules[language].change, ['commercial', 'financial'])],
  },
  scopes: defaultScopes,
  overrides: [],
  budgetLines: [],
  budgetOwners: { about: ['award', 'change'], stage: 1, workingDays: 10, escalateTo: null },
  calendar: { workDays: MONDAY_TO_FRIDAY, holidays: [] },
  showOpinions: true,
})
