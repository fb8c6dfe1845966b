import { Duration } from 'aws-cdk-lib'
import { Alarm, ComparisonOperator, type IMetric, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'

/** Finish the sentence "If this stops, …": a tired person reads it at night. */
export type IfThisStops = { readonly ifThisStops: string }

type Ringing = IfThisStops & {
  readonly metric: IMetric
  readonly threshold?: number
  /** Rings when there is less than the threshold, or nothing at all, instead of when there is as much or more. */
  readonly whenMissing?: boolean
  readonly periods?: number
}

/** Every alarm says what it means for people, and somebody is told. */
export class Alarms extends Construct {
  private readonly action: SnsAction

  constructor(scope: Construct, id: string, { tellAlarmsTo }: { tellAlarmsTo: string }) {
    super(scope, id)
    const topic = new Topic(this, 'Topic', { displayName: 'Sealbid alarms', enforceSSL: true })
    topic.addSubscription(new EmailSubscription(tellAlarmsTo))
    this.action = new SnsAction(topic)
  }

  /** Belongs to the construct it watches, so that it comes and goes with it. */
  ring(scope: Construct, id: string, { metric, ifThisStops, threshold = 1, whenMissing, periods = 1 }: Ringing): void {
    new Alarm(scope, id, {
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: whenMissing
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: whenMissing ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
      alarmDescription: `If this stops, ${ifThisStops}`,
    }).addAlarmAction(this.action)
  }

  /** Over all functions: they share the account's concurrency, and one alarm costs a fifteenth of fifteen. */
  throttledFunctions(scope: Construct): void {
    const metric = new Metric({
      namespace: 'AWS/Lambda',
      metricName: 'Throttles',
      statistic: 'Sum',
      period: Duration.minutes(1),
    })
    const ifThisStops = 'requests are refused and messages wait, because no more functions may run at once'
    this.ring(scope, 'ThrottleAlarm', { metric, threshold: 5, ifThisStops })
  }

  faults(scope: Construct, fn: IFunction, { ifThisStops }: IfThisStops): void {
    this.ring(scope, 'FaultAlarm', { metric: fn.metricErrors({ period: Duration.minutes(5) }), ifThisStops })
  }

  deadLetters(scope: Construct, queue: IQueue, { ifThisStops }: IfThisStops): void {
    const metric = queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1) })
    this.ring(scope, 'DeadLettersAlarm', { metric, ifThisStops })
  }
}
