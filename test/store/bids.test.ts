import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { BatchGetCommand, DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb'
import { mockClient } from 'aws-sdk-client-mock'
import { beforeEach, describe, expect, it } from 'vitest'
import { submitBidRoute } from '../../functions/bids/submit-bid.ts'
import { keys } from '../../shared/store/keys.ts'
import { dynamoTable } from '../../shared/store/table.ts'
import { callRoute } from '../support/api.ts'
import { noPayloads } from '../support/awards.ts'
import { aPair, seal } from '../support/bids.ts'
import { anId, anRfq, BUYER, NOON, RFQ, someTerms } from '../support/builders.ts'

const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'eu-central-1' }))
const sent = mockClient(client)
beforeEach(() => sent.reset())

describe('submitting a bid asks DynamoDB', () => {
  it('twice: one consistent read of all it is judged by, one put of a version that was never there', async () => {
    const supplier = anId('org')
    const as = { email: 'bids@deltadata.example', name: 'Del', org: supplier, supplies: true }
    const rfq = { ...anRfq({ publishedAt: NOON, terms: someTerms({ invited: [as.email] }) }), kind: 'Rfq' }
    const participation = { ...keys.participation(BUYER, RFQ, supplier), kind: 'Participation' }
    const items = [{ ...keys.rfq(BUYER, RFQ), ...rfq }, participation]
    sent.on(BatchGetCommand).resolves({ Responses: { trade: items } })
    sent.on(PutCommand).resolves({})
    const { publicKey } = await aPair()
    const body = await seal(publicKey, { tenant: BUYER, rfq: RFQ, supplier, version: 1 })
    const route = submitBidRoute({ table: dynamoTable('trade', client), payloads: noPayloads })
    const params = { buyerId: BUYER, rfqId: RFQ, version: '1' }

    expect((await callRoute(route, { params, as, body })).status).toBe(201)

    expect(sent.calls()).toHaveLength(2)
    const [read] = sent.commandCalls(BatchGetCommand)
    expect(read?.args[0].input.RequestItems?.trade).toMatchObject({
      ConsistentRead: true,
      Keys: [keys.rfq(BUYER, RFQ), participation, keys.bidVersion(BUYER, RFQ, supplier, 1)].map(({ pk, sk }) => ({
        pk,
        sk,
      })),
    })
    const [put] = sent.commandCalls(PutCommand)
    expect(put?.args[0].input).toMatchObject({
      ConditionExpression: 'attribute_not_exists(pk)',
      Item: { ...keys.bidVersion(BUYER, RFQ, supplier, 1), kind: 'sealed', sha256: body.sha256, receivedAt: NOON },
    })
    // What a write unit holds: an envelope of ten lines or fewer costs one.
    expect(put?.args[0].input.Item?.envelope).toBeInstanceOf(Uint8Array)
  })
})
