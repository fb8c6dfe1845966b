import type { Fault } from './fault.ts'

const asking = 'test/domain/approvals/asking.test.ts'
const administrating = 'test/functions/administrators.test.ts'
const going = 'test/domain/approvals/carrying.test.ts'
const requesting = 'shared/domain/approval-request.ts'
const carrying = 'shared/domain/approval-carrying.ts'

/** Ways to get wrong who is asked, and whose answer goes on. */
export const askingFaults: readonly Fault[] = [
  {
    name: 'a role is forgotten',
    in: 'shared/domain/committee.ts',
    from: 'asked.value.groups.map(',
    to: 'asked.value.groups.slice(1).map(',
    caughtBy: 'test/functions/propose-award.test.ts',
    among: 'asks every role|names the roles nobody holds',
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
    from: 'seatTaken(now, other.to.email)',
    to: 'seatTaken(request, other.to.email)',
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
    name: 'a policy is saved by whoever is a member',
    in: 'shared/store/organisations.ts',
    from: "status: 'active', administrator: { not: false } })",
    to: "status: 'active' })",
    caughtBy: administrating,
    among: 'reads everything|looked at in the write itself',
  },
  {
    name: 'whoever is a member gives themselves the right',
    in: 'shared/domain/administrators.ts',
    from: "membership.status === 'active' && membership.administrator",
    to: "membership.status === 'active'",
    caughtBy: 'test/domain/administrators.test.ts',
  },
  {
    name: 'an invitation joins by itself',
    in: 'shared/store/member-invitations.ts',
    from: '{ check: keys.membership(email), when',
    to: "{ put: membershipItem({ ...invitation, status: 'active' }), when",
    caughtBy: 'test/functions/joining.test.ts',
  },
  {
    name: 'who declined, or was uninvited, joins all the same',
    in: 'shared/domain/joining.ts',
    from: "status === 'invited' ? ok(invitation)",
    to: "status !== 'joined' ? ok(invitation)",
    caughtBy: 'test/domain/joining.test.ts',
  },
  {
    name: 'the last administrator steps down',
    in: 'shared/domain/administrators.ts',
    from: 'one.email !== email && isAdministrator(one, orgId)',
    to: 'one.orgId === orgId',
    caughtBy: 'test/domain/administrators.test.ts',
  },
  {
    name: 'who overrode a veto asks for the approval themselves, and their override carries it',
    in: carrying,
    from: 'if (lost.size === 0) return request',
    to: 'if (lost.size >= 0) return request',
    caughtBy: going,
  },
  {
    name: 'a delegate’s approval goes on after they joined the supplier',
    in: 'shared/store/buying-side.ts',
    from: '...earlier, ',
    to: '',
    caughtBy: 'test/functions/revised-proposal.test.ts',
  },
  {
    name: 'who vetoed is asked a second time elsewhere',
    in: carrying,
    from: 'carried.some((other) => other !== one && keeps(other, person))',
    to: 'carried.length === 0',
    caughtBy: going,
  },
  {
    name: 'a file whose veto names a document looks forged',
    in: 'shared/domain/approval-replay.ts',
    from: "asked.decision === 'veto' && asked.document ? [asked.document] : []",
    to: '[]',
    caughtBy: 'test/domain/approvals/veto-documents.test.ts',
  },
]
