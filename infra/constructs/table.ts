import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import { Metric } from 'aws-cdk-lib/aws-cloudwatch'
import { AttributeType, BillingMode, ProjectionType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb'
import { Construct } from 'constructs'
import type { Stage } from '../stages.ts'
import type { Alarms } from './alarms.ts'
import type { ServiceFunction } from './service-function.ts'

const string = (name: string) => ({ name, type: AttributeType.STRING })

type TableAction = 'GetItem' | 'BatchGetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'ConditionCheckItem'
/** What a function that changes RFQs does with it. */
export const writing = [
  'GetItem',
  'BatchGetItem',
  'Query',
  'PutItem',
  'UpdateItem',
] as const satisfies readonly TableAction[]
type Use = {
  readonly actions: readonly TableAction[]
  readonly indexes?: readonly ('gsi1' | 'gsi2')[]
}

/** Everything the marketplace remembers. Nothing scans it and nothing deletes from it, whoever asks. */
export class MarketplaceTable extends Construct {
  readonly table: Table

  constructor(scope: Construct, id: string, { stage, alarms }: { stage: Stage; alarms: Alarms }) {
    super(scope, id)
    this.table = new Table(this, 'Items', {
      partitionKey: string('pk'),
      sortKey: string('sk'),
      billingMode: BillingMode.PAY_PER_REQUEST,
      stream: StreamViewType.NEW_IMAGE,
      timeToLiveAttribute: 'ttl',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: stage.keepsData,
      removalPolicy: stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    })
    this.table.addGlobalSecondaryIndex({
      indexName: 'gsi1',
      partitionKey: string('gsi1pk'),
      sortKey: string('gsi1sk'),
      projectionType: ProjectionType.ALL,
    })
    this.table.addGlobalSecondaryIndex({
      indexName: 'gsi2',
      partitionKey: string('gsi2pk'),
      sortKey: string('gsi2sk'),
      projectionType: ProjectionType.KEYS_ONLY,
    })
    for (const kind of ['Read', 'Write']) {
      alarms.ring(this, `${kind}ThrottleAlarm`, {
        metric: new Metric({
          namespace: 'AWS/DynamoDB',
          metricName: `${kind}ThrottleEvents`,
          dimensionsMap: { TableName: this.table.tableName },
          period: Duration.minutes(1),
          statistic: 'Sum',
        }),
        threshold: 10,
        ifThisStops: `people wait or are told to try again, because the table takes no more ${kind.toLowerCase()}s`,
      })
    }
  }

  /** Queries read an index only where it is named; the other actions never concern one. */
  isUsedBy(service: ServiceFunction, { actions, indexes = [] }: Use): void {
    const { tableArn, tableName } = this.table
    service.may(
      actions.map((action) => `dynamodb:${action}`),
      [tableArn],
    )
    if (indexes.length > 0) {
      service.may(
        ['dynamodb:Query'],
        indexes.map((index) => `${tableArn}/index/${index}`),
      )
    }
    service.knows({ TABLE_NAME: tableName })
  }
}
