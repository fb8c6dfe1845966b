import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { synthesized } from './synthesized.ts'

const stack = synthesized('prod')
const Alarm = z.looseObject({
  AlarmDescription: z.string(),
  AlarmActions: z.array(z.string()),
  Namespace: z.string(),
  MetricName: z.string(),
  Dimensions: z.array(z.object({ Name: z.string(), Value: z.string() })).default([]),
})
const Queue = z.looseObject({
  VisibilityTimeout: z.int().optional(),
  RedrivePolicy: z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.int() }).optional(),
})
const Mapping = z.looseObject({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  FunctionResponseTypes: z.array(z.string()).default([]),
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.string() }) }).optional(),
})
const Timeout = z.looseObject({ Timeout: z.int().optional() })

const alarms = stack.all('AWS::CloudWatch::Alarm', Alarm).map(({ properties }) => properties)
const queues = stack.all('AWS::SQS::Queue', Queue)
const mappings = stack.all('AWS::Lambda::EventSourceMapping', Mapping).map(({ properties }) => properties)
const timeouts = new Map(
  stack.all('AWS::Lambda::Function', Timeout).map(({ logicalId, properties }) => [logicalId, properties.Timeout ?? 3]),
)
const nameOf = (logicalId: string) => stack.assembly.identityOf(logicalId).attributes.QueueName
const arnOf = (logicalId: string) => stack.assembly.identityOf(logicalId).attributes.Arn
const worked = queues.filter(({ properties }) => properties.RedrivePolicy)
const deadLetters = queues.filter(({ properties }) => !properties.RedrivePolicy)
const watching = (metric: string) => alarms.filter(({ MetricName }) => MetricName === metric)

describe('alarms', () => {
  it('each finish the sentence "If this stops, …" and tell somebody', () => {
    expect(alarms.length).toBeGreaterThan(0)
    for (const { AlarmDescription, AlarmActions } of alarms) {
      expect(AlarmDescription).toMatch(/^If this stops, \w[\s\S]{20,}$/)
      expect(AlarmActions).toHaveLength(1)
    }
  })

  it.each(deadLetters)('ring for the first message in $logicalId', ({ logicalId }) => {
    const ringing = watching('ApproximateNumberOfMessagesVisible').filter(({ Dimensions }) =>
      Dimensions.some(({ Value }) => Value === nameOf(logicalId)),
    )
    expect(ringing).toHaveLength(1)
    expect(ringing[0]).toMatchObject({ Threshold: 1, ComparisonOperator: 'GreaterThanOrEqualToThreshold' })
  })

  it.each(['5xx', 'Throttles', 'ReadThrottleEvents', 'WriteThrottleEvents', 'IteratorAge', 'Invocations'])(
    'watch %s',
    (metric) => {
      expect(watching(metric)).toHaveLength(1)
    },
  )

  it('ring when the sweeper is silent', () => {
    expect(watching('Invocations')[0]).toMatchObject({
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    })
  })
})

describe('queues', () => {
  it.each(worked)('$logicalId gives a message up after five tries, to where somebody is told', ({ properties }) => {
    const { maxReceiveCount, deadLetterTargetArn } = properties.RedrivePolicy ?? {}
    expect(maxReceiveCount).toBe(5)
    expect(deadLetters.map(({ logicalId }) => arnOf(logicalId))).toContain(deadLetterTargetArn)
  })

  it.each(worked)('$logicalId waits six times as long as its function may run', ({ logicalId, properties }) => {
    const [mapping] = mappings.filter(({ EventSourceArn }) => EventSourceArn === arnOf(logicalId))
    const timeout = timeouts.get(stack.assembly.named(mapping?.FunctionName ?? ''))
    expect(properties.VisibilityTimeout).toBe((timeout ?? 0) * 6)
    expect(mapping?.FunctionResponseTypes).toEqual(['ReportBatchItemFailures'])
  })
})

it('hands new signals only to the outbox, and keeps what it could not hand over', () => {
  const [stream, ...others] = mappings.filter(({ EventSourceArn }) => EventSourceArn.includes('/stream/'))
  expect(others).toEqual([])
  expect(stream).toMatchObject({
    BisectBatchOnFunctionError: true,
    MaximumRetryAttempts: 5,
    FilterCriteria: {
      Filters: [
        {
          Pattern: JSON.stringify({
            eventName: ['INSERT'],
            dynamodb: { NewImage: { signal: { M: { name: { S: [{ exists: true }] } } } } },
          }),
        },
      ],
    },
  })
  expect(deadLetters.map(({ logicalId }) => arnOf(logicalId))).toContain(
    stream?.DestinationConfig?.OnFailure.Destination,
  )
})
