import { Duration } from 'aws-cdk-lib'
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import { acknowledge } from './acknowledged.ts'
import type { Alarms } from './alarms.ts'
import { ServiceFunction, type ServiceFunctionProps } from './service-function.ts'
import type { MarketplaceTable } from './table.ts'

export interface OutboxProps extends ServiceFunctionProps {
  readonly alarms: Alarms
  readonly table: MarketplaceTable
}

const newSignal = {
  eventName: FilterRule.isEqual('INSERT'),
  dynamodb: { NewImage: { signal: { M: { name: { S: FilterRule.exists() } } } } },
}

/** Hands every new item that carries a signal to the queues. What it cannot hand over the sweeper relays later. */
export class Outbox extends ServiceFunction {
  constructor(scope: Construct, id: string, { alarms, table: { table }, ...props }: OutboxProps) {
    super(scope, id, props)
    const failures = new Queue(this, 'DeadLetters', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    })
    acknowledge(failures, { SQS3: 'It is a dead-letter queue itself: of the stream.' })
    const streamArn = table.tableStreamArn ?? ''
    this.may(['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], [streamArn])
    // Has no resource of its own to name: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
    this.may(['dynamodb:ListStreams'], ['*'])
    this.may(['sqs:SendMessage'], [failures.queueArn])
    new EventSourceMapping(this, 'Stream', {
      target: this.fn,
      eventSourceArn: streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: 5,
      onFailure: { bind: () => ({ destination: failures.queueArn }) },
      filters: [FilterCriteria.filter(newSignal)],
    })
    alarms.deadLetters(this, failures, {
      ifThisStops: 'what happened is acted on only when the sweeper finds it, up to a day later',
    })
    alarms.ring(this, 'LateAlarm', {
      metric: this.fn.metric('IteratorAge', { statistic: 'Maximum', period: Duration.minutes(1) }),
      threshold: Duration.minutes(2).toMilliseconds(),
      periods: 3,
      ifThisStops: 'mails, openings and contracts come minutes late, because the table’s stream is not keeping up',
    })
  }
}
