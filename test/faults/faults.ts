import { changeFaults } from './change-faults.ts'
import type { Fault } from './fault.ts'

const deciding = 'test/domain/approvals/deciding.test.ts'
const asking = 'test/domain/approvals/asking.test.ts'
const time = 'test/domain/approvals/time.test.ts'
const mails = 'test/domain/approval-mails.test.ts'
const going = 'test/domain/approvals/carrying.test.ts'
const tally = 'test/store/approvals.test.ts'
const links = 'test/functions/approval-links.test.ts'
const content = 'test/functions/approval-content.test.ts'
const decisions = 'test/functions/decide.test.ts'
const documents = 'test/domain/approvals/veto-documents.test.ts'
const rules = 'shared/domain/approval-rules.ts'
const tallying = 'shared/domain/approval-tally.ts'
const timing = 'shared/domain/approval-time.ts'
const mailing = 'shared/domain/approval-mail-asking.ts'
const requesting = 'shared/domain/approval-request.ts'
const carrying = 'shared/domain/approval-carrying.ts'

export const faults: readonly Fault[] = [
  ...changeFaults,
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
    name: 'a role is forgotten',
    in: 'shared/domain/committee.ts',
    from: 'asked.value.groups.map(',
    to: 'asked.value.groups.slice(1).map(',
    caughtBy: 'test/functions/propose-award.test.ts',
  },
  {
    name: 'a seat counts twice when two who held it approve',
    in: tallying,
    from: "status === 'approved' || status === 'overridden' ? [seat] : []",
    to: "status === 'approved' || status === 'overridden' ? [seat + Math.random()] : []",
    caughtBy: asking,
  },
  {
    name: 'a veto is outvoted',
    in: tallying,
    from: "if (request.steps.some(({ status }) => status === 'vetoed')) return 'vetoed'",
    to: '',
    caughtBy: deciding,
  },
  {
    name: 'one approval is enough for a group',
    in: tallying,
    from: '.size >= group.needed\n\n/** Whether the group can still',
    to: '.size >= 1\n\n/** Whether the group can still',
    caughtBy: deciding,
  },
  {
    name: 'abstaining counts as approving',
    in: tallying,
    from: "status === 'approved' || status === 'overridden' ? [seat] : []",
    to: "status === 'approved' || status === 'overridden' || status === 'abstained' ? [seat] : []",
    caughtBy: asking,
  },
  {
    name: 'a later stage is asked at once',
    in: tallying,
    from: "step.status !== 'waiting' || group.stage > stage",
    to: "step.status !== 'waiting'",
    caughtBy: deciding,
  },
  {
    name: 'a condition is forgotten',
    in: tallying,
    from: "return request.steps.some(hasOpenCondition) ? 'conditional' : 'approved'",
    to: "return 'approved'",
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
  },
  {
    name: 'an approval stands although what it was given on changed',
    in: carrying,
    from: '!sameHashes(previous.sections, sections, group.scope)',
    to: 'false',
    caughtBy: asking,
  },
  {
    name: 'a change of anything asks everybody again, and a veto is gone',
    in: carrying,
    from: '!sameHashes(previous.sections, sections, group.scope)',
    to: '!sameHashes(previous.sections, sections)',
    caughtBy: asking,
  },
  {
    name: 'a veto goes when another is named beside its holder',
    in: carrying,
    from: "step.status === 'vetoed' && sameHashes(",
    to: "step.status === 'waiting' && sameHashes(",
    caughtBy: going,
  },
  {
    name: 'what somebody approved in another’s place stands when they ask for it themselves',
    in: carrying,
    from: '&& !steps.some(isOwn)',
    to: '',
    caughtBy: going,
  },
  {
    name: 'one person stands in for two',
    in: requesting,
    from: 'seatTaken(now, absence.to.email)',
    to: 'seatTaken(request, absence.to.email)',
    caughtBy: going,
  },
  {
    name: 'the vetoer overrides',
    in: 'shared/domain/approval-handling.ts',
    from: 'vetoed.email, ...(asker === undefined ? [] : [asker]), ...sat]',
    to: '...(asker === undefined ? [] : [asker])]',
    caughtBy: asking,
  },
  {
    name: 'what overrode a veto that was lifted overrides the next one',
    in: tallying,
    from: 'vetoAt?.turn === standing?.turn',
    to: 'true',
    caughtBy: asking,
  },
  {
    name: 'upholding a veto overrides it',
    in: rules,
    from: "case 'uphold':\n      return { ...over, status: 'abstained'",
    to: "case 'uphold':\n      return { ...over, status: 'approved'",
    caughtBy: asking,
  },
  {
    name: 'silence approves',
    in: 'shared/domain/approval-time.ts',
    from: '{ escalatedAt: now }',
    to: "{ escalatedAt: now, status: 'approved' as const }",
    caughtBy: asking,
  },
  {
    name: 'the tally is changed by who saw an older one',
    in: 'shared/store/approvals.ts',
    from: 'when: { version: before.version, status: before.status },',
    to: "when: 'present',",
    caughtBy: tally,
  },
  {
    name: 'a newer proposal drops a veto that came meanwhile',
    in: 'shared/store/awards.ts',
    from: 'when: { version, status:',
    to: 'when: { status:',
    caughtBy: tally,
  },
  {
    name: 'the contract is made over a veto that came meanwhile',
    in: 'shared/store/contracts.ts',
    from: 'when: { status: approvalMoves.commit.from, version: approval.version },',
    to: 'when: { status: approvalMoves.commit.from },',
    caughtBy: tally,
  },
  {
    name: 'an opinion is overwritten',
    in: 'shared/store/approvals.ts',
    from: "{ put: withSignal(item, signal), when: 'absent', otherwise: changedMeanwhile },\n    tallied(place, before, request),\n  ])\n}\n\n/** What shows",
    to: '{ put: withSignal(item, signal), otherwise: changedMeanwhile },\n    tallied(place, before, request),\n  ])\n}\n\n/** What shows',
    caughtBy: tally,
  },
  {
    name: 'a gap in the history goes unseen',
    in: 'shared/domain/approval-replay.ts',
    from: 'seqOf(fact) !== i + 2',
    to: 'i < 0',
    caughtBy: tally,
  },
  {
    name: 'a reminder carries a new capability',
    in: 'functions/aws/link-secrets.ts',
    from: "[buyerId, rfqId, subject, number, stakeholderId].join('|')",
    to: "[buyerId, rfqId, subject, number, stakeholderId, Math.random()].join('|')",
    caughtBy: links,
  },
  {
    name: 'a session opens what another mailbox is asked',
    in: 'functions/approvals/get-approval-content.ts',
    from: 'if (found?.step.email !== session.email) return',
    to: 'if (!found) return',
    caughtBy: content,
  },
  {
    name: 'prices are shown before an interest is declared',
    in: 'functions/approvals/get-approval-content.ts',
    from: 'if (step.declaredAt === null)',
    to: 'if (step.declaredAt === undefined)',
    caughtBy: content,
  },
  {
    name: 'looking decides',
    in: 'shared/contracts/approvals.ts',
    from: "method: 'PUT',",
    to: "method: 'GET',",
    caughtBy: links,
  },
  {
    name: 'the same reminder comes at every look',
    in: timing,
    from: 'remindedAt === null && escalatedAt === null',
    to: 'escalatedAt === null',
    caughtBy: time,
  },
  {
    name: 'a question does not stop the clock',
    in: timing,
    from: "(status === 'actionable' || status === 'lifted') && question === null",
    to: "status === 'actionable' || status === 'lifted'",
    caughtBy: time,
  },
  {
    name: 'who has lifted a veto is over their time at once',
    in: rules,
    from: 'return { dueAt, remindedAt: null, escalatedAt: null }',
    to: 'return dueAt === null ? {} : {}',
    caughtBy: time,
  },
  {
    name: 'a mail asks whoever was asked before',
    in: mailing,
    from: 'step.askedSeq === seq && isUndecided(step)',
    to: 'isUndecided(step)',
    caughtBy: mails,
  },
  {
    name: 'a mail reminds by another link than it asked by',
    in: mailing,
    from: 'facts.approval && step ? [ask(facts, facts.approval, step, kind)] : []',
    to: 'facts.approval && step ? [ask(facts, { ...facts.approval, number: 9 }, step, kind)] : []',
    caughtBy: mails,
  },
  {
    name: 'the calendar file carries the link',
    in: 'functions/notify/letter-for.ts',
    from: 'calendarFile(mail, deps)',
    to: 'calendarFile(mail, { ...deps, site: secrets.approvalLink ?? deps.site })',
    caughtBy: 'test/functions/approval-mails.test.ts',
  },
  {
    name: 'a limit that moved is another entry in the calendar',
    in: 'shared/formats/approval-calendar.ts',
    from: 'link.subject, link.stakeholderId]',
    to: 'link.subject, link.stakeholderId, until]',
    caughtBy: 'test/formats/approval-calendar.test.ts',
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
  {
    name: 'time goes on over a request whose RFQ has ended',
    in: 'shared/domain/approval-end.ts',
    from: 'isUnderWay(request) && isDecidable(rfq, request)',
    to: 'isUnderWay(request)',
    caughtBy: 'test/functions/sweep-approvals.test.ts',
  },
]
