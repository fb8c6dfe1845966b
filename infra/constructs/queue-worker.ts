import { Duration } from 'aws-cdk-lib'
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import type { Alarms, IfThisStops } from './alarms.ts'
import { ServiceFunction, type ServiceFunctionProps } from './service-function.ts'

export interface QueueWorkerProps extends ServiceFunctionProps, IfThisStops {
  readonly alarms: Alarms
  readonly batchSize: number
}

const safe = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true } as const

/** A queue and the function that works on it. What fails five times is kept for two weeks and somebody is told. */
export class QueueWorker extends ServiceFunction {
  readonly queue: Queue

  constructor(scope: Construct, id: string, { alarms, ifThisStops, batchSize, ...props }: QueueWorkerProps) {
    super(scope, id, props)
    const deadLetters = new Queue(this, 'DeadLetters', { ...safe, retentionPeriod: Duration.days(14) })
    this.queue = new Queue(this, 'Queue', {
      ...safe,
      // AWS asks for six times the function timeout, so that a retried batch is not delivered twice at once.
      visibilityTimeout: Duration.seconds(props.timeout.toSeconds() * 6),
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: 5 },
    })
    this.may(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], [this.queue.queueArn])
    new EventSourceMapping(this, 'Messages', {
      target: this.fn,
      eventSourceArn: this.queue.queueArn,
      batchSize,
      reportBatchItemFailures: true,
    })
    alarms.deadLetters(this, deadLetters, { ifThisStops })
  }

  /** `variable` is the name under which the sender finds the queue. */
  isFedBy(sender: ServiceFunction, variable: string): void {
    sender.may(['sqs:SendMessage'], [this.queue.queueArn])
    sender.knows({ [variable]: this.queue.queueUrl })
  }
}
