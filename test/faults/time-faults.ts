import type { Fault } from './fault.ts'

const asking = 'test/domain/approvals/asking.test.ts'
const time = 'test/domain/approvals/time.test.ts'
const mails = 'test/domain/approval-mails.test.ts'
const rules = 'shared/domain/approval-rules.ts'
const timing = 'shared/domain/approval-time.ts'
const mailing = 'shared/domain/approval-mail-asking.ts'

/** Ways to get wrong what time does, and what mails and calendars say of it. */
export const timeFaults: readonly Fault[] = [
  {
    name: 'silence approves',
    in: 'shared/domain/approval-time.ts',
    from: '{ escalatedAt: now }',
    to: "{ escalatedAt: now, status: 'approved' as const }",
    caughtBy: asking,
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
    from: 'calendarFiles(mail, deps)',
    to: 'calendarFiles(mail, { ...deps, site: secrets.approvalLink ?? deps.site })',
    caughtBy: 'test/functions/approval-mails.test.ts',
    among: 'the limit to the calendar|keep neither',
  },
  {
    name: 'a limit that moved is another entry in the calendar',
    in: 'shared/formats/approval-calendar.ts',
    from: 'uid: uidOf(link, sender), sequence',
    to: 'uid: until + uidOf(link, sender), sequence',
    caughtBy: 'test/formats/approval-calendar.test.ts',
  },
  {
    name: 'a limit that somebody has met stays in their calendar',
    in: 'shared/domain/approval-mail-decided.ts',
    from: 'endsLimit(made) && hadLimit(one) && !isUndecided(step)',
    to: 'hadLimit(one) && isUndecided(step)',
    caughtBy: 'test/formats/approval-calendar.test.ts',
  },
  {
    name: 'time goes on over a request whose RFQ has ended',
    in: 'shared/domain/approval-end.ts',
    from: 'isUnderWay(request) && isDecidable(rfq, request)',
    to: 'isUnderWay(request)',
    caughtBy: 'test/functions/sweep-approvals.test.ts',
    among: 'lets go of|relays again',
  },
]
