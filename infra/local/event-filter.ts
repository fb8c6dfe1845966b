import * as z from 'zod'

/** Event source filters: the part of EventBridge’s pattern language our template uses. Anything else throws. */
type Pattern = { readonly [key: string]: Pattern | readonly Rule[] }
const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()])
const Rule = z.union([
  Scalar,
  z.strictObject({ prefix: z.string() }),
  z.strictObject({ suffix: z.string() }),
  z.strictObject({ exists: z.boolean() }),
  z.strictObject({ 'anything-but': z.union([Scalar, z.array(Scalar)]) }),
])
type Rule = z.infer<typeof Rule>
const Pattern: z.ZodType<Pattern> = z.lazy(() => z.record(z.string(), z.union([z.array(Rule), Pattern])))

export const FilterCriteria = z.looseObject({ Filters: z.array(z.looseObject({ Pattern: z.string() })) })

/** A record passes when one of the filters matches; without filters all pass. */
export const filterFrom = (criteria: z.infer<typeof FilterCriteria> | undefined): ((record: unknown) => boolean) => {
  if (!criteria) return () => true
  const patterns = criteria.Filters.map((filter) => Pattern.parse(JSON.parse(filter.Pattern)))
  return (record) => patterns.some((pattern) => matches(pattern, record))
}

const matches = (pattern: Pattern, value: unknown): boolean =>
  Object.entries(pattern).every(([name, expected]) => {
    const actual = value && typeof value === 'object' ? (value as Record<string, unknown>)[name] : undefined
    return isRules(expected) ? expected.some((rule) => obeys(rule, actual)) : matches(expected, actual)
  })

const isRules = (expected: Pattern | readonly Rule[]): expected is readonly Rule[] => Array.isArray(expected)

const obeys = (rule: Rule, actual: unknown): boolean => {
  if (rule === null || typeof rule !== 'object') return rule === actual
  if ('prefix' in rule) return typeof actual === 'string' && actual.startsWith(rule.prefix)
  if ('suffix' in rule) return typeof actual === 'string' && actual.endsWith(rule.suffix)
  if ('exists' in rule) return (actual !== undefined) === rule.exists
  return actual !== undefined && ![rule['anything-but']].flat().some((not) => not === actual)
}
