import * as z from 'zod'
import type { KeptPolicy } from '../../../../../shared/contracts/policies.ts'
import type { Stakeholder } from '../../../../../shared/domain/party.ts'
import { PolicyTerms } from '../../../../../shared/domain/policy.ts'
import type { PolicyProblem } from '../../../../../shared/domain/policy-problems.ts'

/** What was changed and not saved yet, and which version it was changed from; null where nothing was. */
export const PolicyDraft = z.object({ basedOn: z.int(), terms: PolicyTerms }).nullable()

/** What every part of the page works on. */
export interface PolicyEdit {
  readonly terms: PolicyTerms
  /** Absent where the policy is only read. */
  readonly change?: ((terms: PolicyTerms) => void) | undefined
  readonly stakeholders: readonly Stakeholder[]
  /** What keeps it from working, each with its place. */
  readonly problems: readonly PolicyProblem[]
}

export const termsOf = ({ version: _version, savedAt: _at, savedBy: _by, ...terms }: KeptPolicy): PolicyTerms => terms

export const without = <T>(all: readonly T[], index: number): T[] => all.filter((_, i) => i !== index)
export const replaced = <T>(all: readonly T[], index: number, one: T): T[] =>
  index < all.length ? all.map((kept, i) => (i === index ? one : kept)) : [...all, one]
export const moved = <T>(all: readonly T[], from: number, to: number): T[] => {
  const one = all[from]
  return one === undefined ? [...all] : without(all, from).toSpliced(to, 0, one)
}
