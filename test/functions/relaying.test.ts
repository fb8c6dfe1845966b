import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs'
import { marshall } from '@aws-sdk/util-dynamodb'
import type { AttributeValue, DynamoDBRecord } from 'aws-lambda'
import { mockClient } from 'aws-sdk-client-mock'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Queues, sqsQueue } from '../../functions/aws/sqs.ts'
import { relayRecords } from '../../functions/outbox/relay-records.ts'
import { sweep } from '../../functions/sweeper/sweep.ts'
import type { QueueName } from '../../shared/domain/effects.ts'
import type { Signal } from '../../shared/domain/events.ts'
import { keys } from '../../shared/store/keys.ts'
import { BUYER, DAY, later, MINUTE, NOON, RFQ } from '../support/builders.ts'
import { aTendering, CLOSES, OPENS } from '../support/tendering.ts'

const sqs = mockClient(SQSClient)
beforeEach(() => sqs.reset())

const aSignal = (over: Partial<Signal> = {}): Signal => ({
  id: `${RFQ}.1`,
  name: 'rfq.published',
  buyerId: BUYER,
  rfqId: RFQ,
  at: NOON,
  data: {},
  ...over,
})
const aRecord = (sequence: number, image: object, eventName: 'INSERT' | 'MODIFY' = 'INSERT'): DynamoDBRecord => ({
  eventName,
  dynamodb: {
    SequenceNumber: String(sequence),
    NewImage: marshall(image) as Record<string, AttributeValue>,
  },
})
/** Queues that take everything but what is named, and remember it. */
const someQueues = (refused: readonly string[] = []) => {
  const sent: [QueueName, string][] = []
  const queue = (name: QueueName) => async (signals: readonly Signal[]) => {
    sent.push(...signals.map(({ id }): [QueueName, string] => [name, id]))
    return signals.filter(({ id }) => refused.includes(id)).map(({ id }) => id)
  }
  const queues: Queues = {
    notify: queue('notify'),
    commitContracts: queue('commitContracts'),
    opening: queue('opening'),
  }
  return { queues, sent }
}

describe('the outbox', () => {
  it('hands new signals to the queues their effects name, and nothing else', async () => {
    const { queues, sent } = someQueues()
    const decision = aSignal({ id: 'd1', name: 'decision.made', data: { allApproved: true } })
    const answer = await relayRecords(queues)({
      Records: [
        aRecord(1, { kind: 'Event', signal: aSignal() }),
        aRecord(2, { kind: 'Event', signal: aSignal({ id: 'changed later' }) }, 'MODIFY'),
        aRecord(3, { kind: 'sealed' }),
        aRecord(4, { kind: 'Decision', signal: decision }),
      ],
    })
    expect(answer).toEqual({ batchItemFailures: [] })
    expect(sent.sort()).toEqual([
      ['commitContracts', 'd1'],
      ['notify', 'd1'],
      ['notify', `${RFQ}.1`],
    ])
  })

  it('asks for the stream again from the first signal a queue did not take', async () => {
    const { queues } = someQueues(['b', 'c'])
    const Records = ['a', 'b', 'c', 'd'].map((id, i) => aRecord(10 + i, { signal: aSignal({ id }) }))
    expect(await relayRecords(queues)({ Records })).toEqual({ batchItemFailures: [{ itemIdentifier: '11' }] })
  })
})

describe('a queue', () => {
  const queue = sqsQueue('https://sqs.example/notify', new SQSClient({ region: 'eu-central-1' }))

  it('is sent ten messages at a time, each the signal itself', async () => {
    sqs.on(SendMessageBatchCommand).resolves({ Successful: [], Failed: [] })
    const signals = Array.from({ length: 23 }, (_, i) => aSignal({ id: `s${i}` }))
    expect(await queue(signals)).toEqual([])
    const batches = sqs.commandCalls(SendMessageBatchCommand).map((call) => call.args[0].input.Entries ?? [])
    expect(batches.map(({ length }) => length)).toEqual([10, 10, 3])
    expect(batches.flat().map(({ MessageBody }) => JSON.parse(MessageBody ?? ''))).toEqual(signals)
  })

  it('gets large messages in batches it can carry', async () => {
    sqs.on(SendMessageBatchCommand).resolves({ Successful: [], Failed: [] })
    await queue(Array.from({ length: 4 }, (_, i) => aSignal({ id: `s${i}`, data: { text: 'x'.repeat(90_000) } })))
    expect(sqs.commandCalls(SendMessageBatchCommand)).toHaveLength(2)
  })

  it('names the signals it did not take, and delays what is asked for later', async () => {
    sqs.on(SendMessageBatchCommand).resolves({ Successful: [], Failed: [{ Id: '1', SenderFault: false, Code: 'x' }] })
    expect(await queue([aSignal({ id: 'a' }), aSignal({ id: 'b' })], { delaySeconds: 35 })).toEqual(['b'])
    const [call] = sqs.commandCalls(SendMessageBatchCommand)
    expect(call?.args[0].input.Entries).toMatchObject([{ DelaySeconds: 35 }, { DelaySeconds: 35 }])
  })
})

describe('the sweeper', () => {
  const { aTender, table, open, market } = aTendering()
  const sweepAt = async (at: string, refused: readonly string[] = []) => {
    const { queues, sent } = someQueues(refused)
    await sweep({ table: table(), queues, now: () => at })
    return sent
  }
  const of = (sent: [QueueName, string][], rfqId: string) =>
    sent.flatMap(([queue, id]) => (id.includes(rfqId) ? [[queue, id.slice(id.indexOf(rfqId))]] : []))

  it('relays again what the stream may have lost, once, and looks ever more rarely', async () => {
    const { place } = await aTender(1)
    const { rfqId } = place
    expect(of(await sweepAt(later(NOON, 59 * MINUTE)), rfqId)).toEqual([])
    expect(of(await sweepAt(later(NOON, 60 * MINUTE)), rfqId)).toEqual([['notify', `${rfqId}.2`]])
    expect(of(await sweepAt(later(NOON, 61 * MINUTE)), rfqId)).toEqual([])
    expect(of(await sweepAt(later(NOON, 120 * MINUTE)), rfqId)).toEqual([])
  })

  it('asks for the opening when it is due, not before, and again while nothing came of it', async () => {
    const tender = await aTender(1)
    const { rfqId } = tender.place
    const opening = ['opening', `${rfqId}.opening`]
    expect(of(await sweepAt(later(CLOSES, -1)), rfqId)).not.toContainEqual(opening)
    expect(of(await sweepAt(later(OPENS, -1)), rfqId)).not.toContainEqual(opening)
    expect(of(await sweepAt(OPENS), rfqId)).toContainEqual(opening)
    expect(of(await sweepAt(later(OPENS, MINUTE)), rfqId)).toEqual([])
    expect(of(await sweepAt(later(OPENS, 2 * MINUTE)), rfqId)).toContainEqual(opening)
    await open(tender, later(OPENS, 3 * MINUTE))
    const sent = of(await sweepAt(later(OPENS, 63 * MINUTE)), rfqId)
    expect(sent).toEqual([['notify', `${rfqId}.3`]])
  })

  it('comes again a minute later where a queue did not take a signal', async () => {
    const { buyerId, rfqId } = (await aTender(1)).place
    const at = later(NOON, 60 * MINUTE)
    await expect(sweepAt(at, [`${buyerId}.${rfqId}.2`])).rejects.toThrow('could not be looked at')
    expect(of(await sweepAt(later(at, MINUTE)), rfqId)).toEqual([['notify', `${rfqId}.2`]])
  })

  it('looks at the others where one RFQ cannot even be read', async () => {
    const [broken, sound] = [(await aTender(1)).place, (await aTender(1)).place]
    const key = keys.rfq(broken.buyerId, broken.rfqId)
    const set = (version: number | string) =>
      table().update({ update: key, set: { version }, when: 'present', otherwise: { code: 'none' } })
    await set('unreadable')
    const { queues, sent } = someQueues([])
    const at = later(NOON, 60 * MINUTE)
    await expect(sweep({ table: table(), queues, now: () => at })).rejects.toThrow('could not be looked at')
    await set(2)
    expect(of(sent, sound.rfqId)).toEqual([['notify', `${sound.rfqId}.2`]])
  })

  it('lets go of an RFQ an hour after its end', async () => {
    const { buyer, place } = await aTender(1)
    const { rfqId } = place
    const body = { reason: 'No money' }
    const at = later(NOON, MINUTE)
    expect(
      (await market('POST', '/rfqs/{rfqId}/cancellation', { params: { rfqId }, as: buyer, body, at })).status,
    ).toBe(200)
    expect(of(await sweepAt(later(NOON, DAY)), rfqId)).toContainEqual(['notify', `${rfqId}.3`])
    expect(await table().get(keys.rfq(place.buyerId, rfqId))).not.toHaveProperty('gsi2pk')
  })
})
