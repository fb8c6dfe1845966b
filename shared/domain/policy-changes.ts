import { canonical } from './canonical.ts'
import { type StakeholderRole, stakeholderRoles } from './party.ts'
import type { BudgetLine, OverrideRule, PolicyRule, PolicyTerms } from './policy.ts'
import { ApprovalSubject, type Section } from './subjects.ts'

/** One thing a policy says, under a name of its own, so that two policies can be laid side by side. */
export type PolicyEntry =
  | { kind: 'currency'; currency: PolicyTerms['currency'] }
  | { kind: 'rule'; subject: ApprovalSubject; rule: PolicyRule }
  | { kind: 'order'; subject: ApprovalSubject; names: string[] }
  | { kind: 'scope'; role: StakeholderRole; sections: Section[] }
  | { kind: 'opinions'; shown: boolean }
  | { kind: 'override'; rule: OverrideRule }
  | { kind: 'budgetLine'; line: BudgetLine }
  | { kind: 'budgetOwners'; asked: PolicyTerms['budgetOwners'] }
  | { kind: 'workDays'; days: number[] }
  | { kind: 'holiday'; date: string }

/** What is said otherwise: on one side alone where it was added or taken away. */
export type PolicyChange = { id: string; before: PolicyEntry | undefined; after: PolicyEntry | undefined }

/** In the order of the page. A policy that can be saved has no rule, override or budget line twice. */
const entriesOf = (terms: PolicyTerms): [string, PolicyEntry][] => [
  ['currency', { kind: 'currency', currency: terms.currency }],
  ...ApprovalSubject.options.flatMap((subject) =>
    terms.rules[subject].map((rule): [string, PolicyEntry] => [
      `rule ${subject} ${rule.ruleId}`,
      { kind: 'rule', subject, rule },
    ]),
  ),
  ...stakeholderRoles.map((role): [string, PolicyEntry] => [
    `scope ${role}`,
    { kind: 'scope', role, sections: terms.scopes[role] },
  ]),
  ['opinions', { kind: 'opinions', shown: terms.showOpinions }],
  ...terms.overrides.map((rule): [string, PolicyEntry] => [`override ${rule.role}`, { kind: 'override', rule }]),
  ...terms.budgetLines.map((line): [string, PolicyEntry] => [`budgetLine ${line.code}`, { kind: 'budgetLine', line }]),
  ['budgetOwners', { kind: 'budgetOwners', asked: terms.budgetOwners }],
  ['workDays', { kind: 'workDays', days: terms.calendar.workDays }],
  ...terms.calendar.holidays.map((date): [string, PolicyEntry] => [`holiday ${date}`, { kind: 'holiday', date }]),
]

/** Of the rules both have, in which order: one that came or went moved no other. */
const orderOf = (terms: PolicyTerms, other: PolicyTerms, subject: ApprovalSubject): PolicyEntry & { ids: string[] } => {
  const there = new Set(other.rules[subject].map(({ ruleId }) => ruleId))
  const both = terms.rules[subject].filter(({ ruleId }) => there.has(ruleId))
  return { kind: 'order', subject, names: both.map(({ name }) => name), ids: both.map(({ ruleId }) => ruleId) }
}

const reordered = (before: PolicyTerms, after: PolicyTerms): PolicyChange[] =>
  ApprovalSubject.options.flatMap((subject) => {
    const [{ ids: was, ...first }, { ids: is, ...then }] = [
      orderOf(before, after, subject),
      orderOf(after, before, subject),
    ]
    return was.join() === is.join() ? [] : [{ id: `order ${subject}`, before: first, after: then }]
  })

/** All that the second policy says otherwise than the first, each with what it said there. */
export const policyChanges = (before: PolicyTerms, after: PolicyTerms): PolicyChange[] => {
  const [was, is] = [new Map(entriesOf(before)), new Map(entriesOf(after))]
  const changes = [...new Set([...is.keys(), ...was.keys()])].map((id) => ({
    id,
    before: was.get(id),
    after: is.get(id),
  }))
  return [
    ...changes.filter((one) => canonical(one.before ?? null) !== canonical(one.after ?? null)),
    ...reordered(before, after),
  ]
}
