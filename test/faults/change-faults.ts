import type { Fault } from './fault.ts'

const rules = 'shared/domain/contract-change-rules.ts'
const size = 'shared/domain/contract-change-size.ts'
const domain = 'test/domain/contract-change-rules.test.ts'
const sizes = 'test/domain/contract-change-size.test.ts'
const mails = 'shared/domain/change-mails.ts'
const told = 'test/domain/change-mails.test.ts'

/** Ways to get the changes of a contract wrong. */
export const changeFaults: readonly Fault[] = [
  {
    name: 'a supplier may accept what nobody approved',
    in: rules,
    from: "(!change.needsApproval || request?.status === 'approved')",
    to: '(!change.needsApproval || request !== undefined)',
    caughtBy: domain,
  },
  {
    name: 'a change is as large as what it adds in all',
    in: size,
    from: 'Math.abs(between - before.totalMinor) + Math.abs(after.totalMinor - between)',
    to: 'after.totalMinor - before.totalMinor',
    caughtBy: sizes,
  },
  {
    name: 'a higher price hides behind fewer pieces',
    in: size,
    from: 'Math.abs(between - before.totalMinor) + Math.abs(after.totalMinor - between)',
    to: 'Math.abs(after.totalMinor - before.totalMinor)',
    caughtBy: sizes,
  },
  {
    name: 'a large change is cut into small ones',
    in: size,
    from: 'Math.max(itself, inAll)',
    to: 'itself',
    caughtBy: sizes,
  },
  {
    name: 'a long delay is cut into short ones',
    in: size,
    from: 'Math.max(itself, daysApart(first.get(number) ?? null, after.deliverBy))',
    to: 'itself',
    caughtBy: sizes,
  },
  {
    name: 'a supplier reads what the approvers were told',
    in: 'shared/domain/contract-change.ts',
    from: '  note: true,\n',
    to: '',
    caughtBy: domain,
  },
  {
    name: 'a change may be left out of those both parties agreed',
    in: rules,
    from: 'hashOf({ ...agreed, previousSha256 })',
    to: 'hashOf(agreed)',
    caughtBy: domain,
  },
  {
    name: 'a supplier’s word passes a veto by',
    in: 'shared/store/contract-changes.ts',
    from: 'when: { status: approvalMoves[move].from, version },',
    to: "when: { status: ['approved', 'vetoed'] },",
    caughtBy: 'test/store/contract-changes.test.ts',
  },
  {
    name: 'a supplier is offered by mail what was vetoed or withdrawn meanwhile',
    in: mails,
    from: 'if (!change || !isOffered(change, approval)) return []',
    to: 'if (!change) return []',
    caughtBy: told,
  },
  {
    name: 'a supplier hears of the end of a change it never saw',
    in: mails,
    from: "change?.told === 'offer' && change.answer === null",
    to: "change !== undefined && change.told !== 'end'",
    caughtBy: told,
  },
  {
    name: 'a supplier is told twice that an offer is over',
    in: mails,
    from: "change?.told === 'offer' && change.answer === null",
    to: "change !== undefined && change.told !== 'nothing'",
    caughtBy: told,
  },
  {
    name: 'a supplier is not told of the end of an offer that was vetoed before',
    in: mails,
    from: "change?.told === 'offer' && change.answer === null",
    to: "change?.told === 'offer' && change.ended?.offered === true",
    caughtBy: told,
  },
  {
    name: 'an offer that ended while its mail was being written is mailed',
    in: 'shared/store/offers.ts',
    from: "when: { status: 'pending', told: { not: 'end' } }",
    to: "when: 'present'",
    caughtBy: 'test/functions/change-mails.test.ts',
    among: 'are recorded while|tell of no offer',
  },
  {
    name: 'nobody remembers that a supplier was told of an offer',
    in: 'functions/notify/offers-told.ts',
    from: 'return [...ends, ...offerTold(place.supplierId, offer)]',
    to: 'return ends',
    caughtBy: 'test/functions/change-mails.test.ts',
    among: 'are recorded while|tell of no offer',
  },
  {
    name: 'an offer is mailed again with everything that is said after all have approved',
    in: 'shared/domain/approval-rules.ts',
    from: "after.status === 'approved' && before.status !== 'approved'",
    to: "after.status === 'approved'",
    caughtBy: told,
  },
  {
    name: 'a change is agreed although it is not what was approved',
    in: 'functions/contracts/offered-changes.ts',
    from: 'if (accepted) await mustBeWhatWasApproved(table, rfq, file, found)',
    to: '',
    caughtBy: 'test/functions/contract-changes.test.ts',
    among: 'is not agreed where|says what is wrong',
  },
]
