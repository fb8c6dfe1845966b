import { CfnOutput, Duration, Stack } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import type { Capability } from '../shared/contracts/all.ts'
import { Alarms } from './constructs/alarms.ts'
import { CapabilityApi } from './constructs/capability-api.ts'
import { Documents } from './constructs/documents.ts'
import { Identity } from './constructs/identity.ts'
import { LinkKey } from './constructs/link-key.ts'
import { Mail } from './constructs/mail.ts'
import { MarketplaceApi } from './constructs/marketplace-api.ts'
import { MinutelyJob } from './constructs/minutely-job.ts'
import { Outbox } from './constructs/outbox.ts'
import { QueueWorker } from './constructs/queue-worker.ts'
import { RecordKey } from './constructs/record-key.ts'
import { SealingKey } from './constructs/sealing-key.ts'
import { ServiceFunction } from './constructs/service-function.ts'
import { MarketplaceTable, writing } from './constructs/table.ts'
import { WebSite } from './constructs/web-site.ts'
import type { Stage as Settings } from './stages.ts'

const seconds = Duration.seconds
const LARGE = 1_024

/** The system on one screen: who is there, what each may touch, and what is lost when it stops. */
export class MarketplaceStack extends Stack {
  constructor(scope: Construct, id: string, stage: Settings) {
    super(scope, id, { description: `Sealbid ${stage.name}: procurement with sealed bids and real vetoes` })
    const alarms = new Alarms(this, 'Alarms', stage)
    const table = new MarketplaceTable(this, 'Table', { stage, alarms })
    const mail = new Mail(this, 'Mail', stage)

    const tokenClaims = new ServiceFunction(this, 'TokenClaims', { name: 'token-claims', stage, timeout: seconds(5) })
    const identity = new Identity(this, 'Identity', { stage, tokenClaims })
    const { api } = new MarketplaceApi(this, 'Api', { stage, alarms })
    const connectsTo = [`${identity.issuer}/`, identity.loginOrigin, Documents.originOf(stage)]
    const site = new WebSite(this, 'Site', { stage, api, connectsTo })
    const { clientId, signedIn } = identity.addWeb(site.url)
    const documents = new Documents(this, 'Documents', { stage, siteUrl: site.url })

    const capability = (id: string, name: Capability, size: { timeout?: Duration; memorySize?: number } = {}) =>
      new CapabilityApi(this, id, { name, stage, api, signedIn, scope: identity.scope, timeout: seconds(15), ...size })
    const organisations = capability('Organisations', 'organisations')
    const rfqs = capability('Rfqs', 'rfqs')
    const publishing = capability('Publishing', 'publishing')
    capability('RfqImports', 'rfq-imports', { memorySize: LARGE })
    const tenders = capability('Tenders', 'tenders')
    // Opening waits 35 s after closing: what was received in time is stored or has failed by then.
    const bids = capability('Bids', 'bids', { timeout: seconds(29) })
    const awards = capability('Awards', 'awards', { memorySize: LARGE })
    const approvals = capability('Approvals', 'approvals')
    const passkeys = capability('Passkeys', 'passkeys')
    const contracts = capability('Contracts', 'contracts')
    const exports = capability('Exports', 'exports', { timeout: seconds(29) })

    const openBids = new QueueWorker(this, 'OpenBids', {
      name: 'open-bids',
      stage,
      alarms,
      batchSize: 1,
      timeout: seconds(120),
      memorySize: LARGE,
      ifThisStops: 'bids stay sealed after their closing time and no buyer can compare them',
    })
    const notify = new QueueWorker(this, 'Notify', {
      name: 'notify',
      stage,
      alarms,
      batchSize: 5,
      timeout: seconds(30),
      ifThisStops: 'suppliers are not told they were invited and approvers get neither link nor code',
    })
    const commitContracts = new QueueWorker(this, 'CommitContracts', {
      name: 'commit-contracts',
      stage,
      alarms,
      batchSize: 1,
      timeout: seconds(30),
      ifThisStops: 'awards that everyone approved do not become contracts, and no approval record is signed',
    })
    const outbox = new Outbox(this, 'Outbox', { name: 'outbox', stage, alarms, table, timeout: seconds(30) })
    const sweeper = new MinutelyJob(this, 'Sweeper', {
      name: 'sweeper',
      stage,
      alarms,
      timeout: seconds(50),
      ifThisStops:
        'closed RFQs are not opened, approvers are neither reminded nor replaced, and lost signals stay lost',
    })

    table.isUsedBy(tokenClaims, { actions: ['GetItem'] })
    table.isUsedBy(organisations, {
      actions: [...writing, 'ConditionCheckItem'],
      indexes: ['gsi1'],
    })
    for (const service of [rfqs, publishing, tenders, approvals, contracts]) {
      table.isUsedBy(service, { actions: writing, indexes: ['gsi1'] })
    }
    // A bid is a fact: put once, never changed.
    table.isUsedBy(bids, { actions: ['BatchGetItem', 'Query', 'PutItem'], indexes: ['gsi1'] })
    for (const service of [awards, passkeys, openBids, commitContracts, notify]) {
      table.isUsedBy(service, { actions: writing })
    }
    table.isUsedBy(exports, { actions: ['GetItem', 'Query'] })
    table.isUsedBy(sweeper, { actions: ['BatchGetItem', 'Query', 'PutItem', 'UpdateItem'], indexes: ['gsi2'] })

    for (const sender of [outbox, sweeper]) {
      openBids.isFedBy(sender, 'OPENING_QUEUE_URL')
      notify.isFedBy(sender, 'NOTIFY_QUEUE_URL')
      commitContracts.isFedBy(sender, 'COMMIT_CONTRACTS_QUEUE_URL')
    }
    // Whoever looks at an RFQ whose bidding is over asks for its opening.
    openBids.isFedBy(rfqs, 'OPENING_QUEUE_URL')

    new SealingKey(this, 'SealingKey', { publisher: publishing, opener: openBids })
    new LinkKey(this, 'LinkKey', { users: [notify, approvals, passkeys] })
    new RecordKey(this, 'RecordKey', { signer: commitContracts, reader: exports })
    documents.isUsedBy(rfqs, 'attachments', ['GetObject', 'PutObject'])
    documents.isUsedBy(tenders, 'attachments', ['GetObject'])
    documents.isUsedBy(approvals, 'attachments', ['GetObject'])
    documents.isUsedBy(bids, 'envelopes', ['PutObject'])
    documents.isUsedBy(openBids, 'envelopes', ['GetObject'])
    documents.isUsedBy(openBids, 'opened', ['PutObject'])
    for (const service of [tenders, awards, commitContracts, notify, exports]) {
      documents.isUsedBy(service, 'opened', ['GetObject'])
    }
    documents.isUsedBy(exports, 'envelopes', ['GetObject'])
    documents.isUsedBy(approvals, 'vetoes', ['GetObject', 'PutObject'])
    documents.isUsedBy(awards, 'vetoes', ['GetObject'])
    documents.isUsedBy(commitContracts, 'annexes', ['PutObject'])
    documents.isUsedBy(exports, 'annexes', ['GetObject'])

    mail.isSentBy(notify)
    for (const service of [notify, passkeys]) service.knows({ SITE_URL: site.url })

    site.publish({ issuer: identity.issuer, clientId, scope: `openid email profile ${identity.scope}` })
    alarms.throttledFunctions(this)
    alarms.faults(this, tokenClaims.fn, { ifThisStops: 'nobody can sign in or stay signed in' })
    new CfnOutput(this, 'Issuer', { value: identity.issuer })
    new CfnOutput(this, 'ClientId', { value: clientId })
    new CfnOutput(this, 'SiteUrl', { value: site.url })
  }
}
