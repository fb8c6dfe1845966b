import type { Fault } from './fault.ts'

const shownDocuments = 'test/functions/shown-documents.test.ts'
const tally = 'test/store/approvals.test.ts'
const links = 'test/functions/approval-links.test.ts'
const content = 'test/functions/approval-content.test.ts'

/** Ways to lose what was said, or to show it to somebody else. */
export const keepingFaults: readonly Fault[] = [
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
    among: 'opens half an hour|kept nowhere',
  },
  {
    name: 'a session opens what another mailbox is asked',
    in: 'functions/approvals/get-approval-content.ts',
    from: 'if (found?.step.email !== session.email) return',
    to: 'if (!found) return',
    caughtBy: content,
    among: 'all that one mailbox is asked|whatever became of the facts',
  },
  {
    name: 'prices are shown before an interest is declared',
    in: 'functions/approvals/get-approval-content.ts',
    from: 'if (step.declaredAt === null)',
    to: 'if (step.declaredAt === undefined)',
    caughtBy: content,
    among: 'anything but who is involved|whatever became of the facts',
  },
  {
    name: 'looking decides',
    in: 'shared/contracts/approvals.ts',
    from: "method: 'PUT',",
    to: "method: 'GET',",
    caughtBy: links,
    among: 'opens half an hour|kept nowhere',
  },
  {
    name: 'opinions are shown where the policy hides them',
    in: 'functions/approvals/get-approval-content.ts',
    from: 'decisions: decisions.filter((one) => maySee(approval, step, one)),',
    to: 'decisions,',
    caughtBy: content,
    among: 'where the policy hides opinions|whatever became of the facts',
  },
  {
    name: 'what is approved leaves out the documents',
    in: 'shared/domain/approval-sections.ts',
    from: '      documents,\n      bidNote: content.note,',
    to: '      documents: [],\n      bidNote: content.note,',
    caughtBy: 'test/domain/approval-sections.test.ts',
  },
  {
    name: 'a document is read that nobody was asked about',
    in: 'functions/approvals/read-shown-document.ts',
    from: 'documents.some(({ sha256 }) => sha256 === params.sha256)',
    to: 'documents.length > 0',
    caughtBy: shownDocuments,
    among: 'is nobody else|where its bytes are',
  },
  {
    name: 'a document is read before an interest is declared',
    in: 'functions/approvals/read-shown-document.ts',
    from: 'step.declaredAt !== null && ',
    to: '',
    caughtBy: shownDocuments,
    among: 'is nobody else|where its bytes are',
  },
]
