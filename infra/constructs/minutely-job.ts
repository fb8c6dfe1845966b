import { Duration } from 'aws-cdk-lib'
import { Rule, Schedule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import type { Construct } from 'constructs'
import type { Alarms, IfThisStops } from './alarms.ts'
import { ServiceFunction, type ServiceFunctionProps } from './service-function.ts'

export interface MinutelyJobProps extends ServiceFunctionProps, IfThisStops {
  readonly alarms: Alarms
}

/** Runs each minute; a run that fails is made up for by the next. */
export class MinutelyJob extends ServiceFunction {
  constructor(scope: Construct, id: string, { alarms, ifThisStops, ...props }: MinutelyJobProps) {
    super(scope, id, props)
    new Rule(this, 'EachMinute', {
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaFunction(this.fn, { retryAttempts: 0 })],
    })
    const period = Duration.minutes(5)
    alarms.ring(this, 'SilenceAlarm', { metric: this.fn.metricInvocations({ period }), whenMissing: true, ifThisStops })
    alarms.ring(this, 'FaultAlarm', { metric: this.fn.metricErrors({ period }), threshold: 3, ifThisStops })
  }
}
