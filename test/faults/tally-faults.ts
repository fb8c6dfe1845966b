import type { Fault } from './fault.ts'

const deciding = 'test/domain/approvals/deciding.test.ts'
const asking = 'test/domain/approvals/asking.test.ts'
const tallying = 'shared/domain/approval-tally.ts'

/** Ways to get wrong what all opinions together come to. */
export const tallyFaults: readonly Fault[] = [
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
    name: 'what overrode a veto that was lifted overrides the next one',
    in: tallying,
    from: 'vetoAt?.turn === standing?.turn',
    to: 'true',
    caughtBy: asking,
  },
]
