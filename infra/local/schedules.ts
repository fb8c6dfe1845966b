import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import type { Assembly } from './assembly.ts'
import type { MovableClock } from './clock.ts'
import type { Lambdas } from './lambdas.ts'
import { account, region } from './resources.ts'

const Target = z.looseObject({ Arn: z.string(), Input: z.string().optional() })
const RuleProps = z.looseObject({
  ScheduleExpression: z.string().optional(),
  State: z.string().default('ENABLED'),
  Targets: z.array(Target).default([]),
})
const ScheduleProps = z.looseObject({ ScheduleExpression: z.string(), State: z.string().default('ENABLED'), Target })

type Schedule = {
  readonly arn: string
  readonly everyMs: number
  readonly targets: z.infer<typeof Target>[]
  due: number
}

const unitMs: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }

const everyMsOf = (expression: string): number => {
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? []
  const ms = unitMs[unit]
  if (!count || !ms) throw new Error(`The local runner does not know the schedule ${expression}`)
  return Number(count) * ms
}

/** Rules and schedules of the template, due by the runner’s clock. All are due at the start: what was missed is made up. */
export const startSchedules = (options: { assembly: Assembly; lambdas: Lambdas; clock: MovableClock }) => {
  const { assembly, lambdas, clock } = options
  const schedules = schedulesOf(assembly, clock.now())
  let timer: NodeJS.Timeout | undefined

  const fire = async (schedule: Schedule): Promise<void> => {
    schedule.due = clock.now() + schedule.everyMs
    for (const { Arn, Input } of schedule.targets) {
      const event = Input ? JSON.parse(Input) : scheduledEvent(schedule.arn, clock.now())
      // The failure is in the log; the next time comes round.
      await lambdas.invoke(assembly.named(Arn), event).catch(() => undefined)
    }
  }
  const runDue = () => {
    clearTimeout(timer)
    for (const schedule of schedules) if (schedule.due <= clock.now()) void fire(schedule)
    const next = Math.min(...schedules.map(({ due }) => due))
    if (Number.isFinite(next)) timer = setTimeout(runDue, Math.max(next - clock.now(), 0))
  }
  clock.onMove(() => {
    // After a move backwards the next time would lie far ahead.
    for (const schedule of schedules) schedule.due = Math.min(schedule.due, clock.now() + schedule.everyMs)
    runDue()
  })
  return {
    start: runDue,
    /** Fires everything now, due or not. */
    fireAll: async () => {
      await Promise.all(schedules.map(fire))
    },
    stop: () => {
      clearTimeout(timer)
      schedules.length = 0
    },
  }
}

const schedulesOf = (assembly: Assembly, due: number): Schedule[] => {
  const arnOf = (logicalId: string) => assembly.identityOf(logicalId).attributes.Arn ?? logicalId
  const rules = assembly.all('AWS::Events::Rule', RuleProps).flatMap(({ logicalId, properties }) => {
    const { ScheduleExpression, State, Targets } = properties
    if (!ScheduleExpression) throw new Error(`The local runner does not know event patterns (${logicalId})`)
    return State === 'ENABLED'
      ? [{ arn: arnOf(logicalId), everyMs: everyMsOf(ScheduleExpression), targets: Targets, due }]
      : []
  })
  const schedules = assembly.all('AWS::Scheduler::Schedule', ScheduleProps).flatMap(({ logicalId, properties }) => {
    const { ScheduleExpression, State, Target } = properties
    return State === 'ENABLED'
      ? [{ arn: arnOf(logicalId), everyMs: everyMsOf(ScheduleExpression), targets: [Target], due }]
      : []
  })
  return [...rules, ...schedules]
}

const scheduledEvent = (arn: string, now: number) => ({
  version: '0',
  id: randomUUID(),
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  account,
  region,
  time: new Date(now).toISOString().replace(/\.\d+/, ''),
  resources: [arn],
  detail: {},
})
