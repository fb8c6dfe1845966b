import type { Fault } from './fault.ts'

const deciding = 'test/domain/approvals/deciding.test.ts'
const asking = 'test/domain/approvals/asking.test.ts'
const decisions = 'test/functions/decide.test.ts'
const documents = 'test/domain/approvals/veto-documents.test.ts'
const rules = 'shared/domain/approval-rules.ts'

/** Ways to get wrong what may be said on a step. */
export const decidingFaults: readonly Fault[] = [
  {
    name: 'a decision is taken on content that was not shown',
    in: rules,
    from: "if ('shown' in asked && !sameHashes(asked.shown, request.sections))",
    to: 'if (false)',
    caughtBy: deciding,
  },
  {
    name: 'one section is left out of what a decision is bound to',
    in: rules,
    from: 'scope.every((section) => a[section] === b[section])',
    to: "scope.every((section) => section === 'budget' || a[section] === b[section])",
    caughtBy: deciding,
  },
  {
    name: 'anybody lifts a veto',
    in: rules,
    from: "lift: ({ status }) => status === 'vetoed',",
    to: 'lift: () => true,',
    caughtBy: deciding,
  },
  {
    name: 'an approval goes over one’s own veto',
    in: rules,
    from: "if (asked.decision === 'approve' && step.status === 'vetoed') return { code: 'own_veto_stands' } as const",
    to: "if (asked.decision === 'approve' && step.status === 'vetoed') return undefined",
    caughtBy: deciding,
  },
  {
    name: 'anybody confirms a condition',
    in: rules,
    from: 'confirm: hasOpenCondition,',
    to: 'confirm: () => true,',
    caughtBy: deciding,
  },
  {
    name: 'the content is decided on before an interest is declared',
    in: rules,
    from: 'declaredAt !== null || beforeTheLook.includes(kind)',
    to: 'true || declaredAt !== null || beforeTheLook.includes(kind)',
    caughtBy: deciding,
  },
  {
    name: 'a veto is given for what the role does not answer for',
    in: rules,
    from: "if (asked.decision === 'veto' && !(",
    to: "if (asked.decision === 'veto' && false && !(",
    caughtBy: deciding,
  },
  {
    name: 'who had a hand in it decides on it',
    in: rules,
    from: "if (out) return { code: 'kept_out', because: out.code } as const",
    to: '',
    caughtBy: decisions,
    among: 'is not made by|on other hashes',
  },
  {
    name: 'a seat is handed to the requester',
    in: rules,
    from: ': keptOut(email)?.code',
    to: ': undefined',
    caughtBy: deciding,
  },
  {
    name: 'a supplier’s person takes a seat',
    in: 'shared/domain/duties.ts',
    from: "membership !== undefined && membership.status === 'active' && membership.orgId !== buyerId",
    to: 'membership === null',
    caughtBy: decisions,
    among: 'is not made by|on other hashes',
  },
  {
    name: 'upholding a veto overrides it',
    in: rules,
    from: "case 'uphold':\n      return { ...over, status: 'abstained'",
    to: "case 'uphold':\n      return { ...over, status: 'approved'",
    caughtBy: asking,
  },
  {
    name: 'a veto names a document that nobody brought to its step',
    in: rules,
    from: "asked.decision === 'veto' && asked.document && !isAmong(documents, asked.document)",
    to: "asked.decision === 'veto' && documents.length > 1_000",
    caughtBy: documents,
  },
  {
    name: 'a document is taken for what it says it is',
    in: 'shared/domain/veto-documents.ts',
    from: 'bytes === 0 || sha256Hex(content) !== sha256',
    to: 'bytes === 0',
    caughtBy: documents,
  },
]
