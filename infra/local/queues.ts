import * as z from 'zod'
import type { Faults } from './faults.ts'
import type { QueueMessage, QueueSettings, QueueStore } from './queue-store.ts'
import type { AwsRequest, AwsResponse } from './stand-ins/types.ts'

const Attributes = z.record(z.string(), z.looseObject({ DataType: z.string() })).optional()
const Send = z.looseObject({
  MessageBody: z.string().min(1),
  DelaySeconds: z.optional(z.int().min(0).max(900)),
  MessageAttributes: Attributes,
})
const Receive = z.looseObject({
  MaxNumberOfMessages: z.int().min(1).max(10).default(1),
  VisibilityTimeout: z.optional(z.int().min(0).max(43_200)),
  WaitTimeSeconds: z.int().min(0).max(20).default(0),
})
const Entry = z.looseObject({ Id: z.string() })
const Batch = z.looseObject({ Entries: z.array(Entry).min(1).max(10) })
const Handle = z.looseObject({ ReceiptHandle: z.string() })
const Visibility = Handle.extend({ VisibilityTimeout: z.int().min(0).max(43_200) })

const largestMessage = 1_048_576

/** SQS's JSON protocol over the queue store; the gateway has already checked who may call. */
export const createQueues = (options: { store: QueueStore; faults: Faults; url: (queue: string) => string }) => {
  const { store, faults } = options
  const send = (queue: QueueSettings, input: unknown, caller: string) => {
    const { MessageBody, DelaySeconds, MessageAttributes } = Send.parse(input)
    if (Buffer.byteLength(MessageBody) > largestMessage) throw new SqsError('InvalidParameterValue', 'Message too long')
    const call = { service: 'sqs', operation: 'SendMessage', function: caller, queue: queue.name }
    const delay = faults.strike(call, ['delay'])?.delayMs ?? 0
    const delayMs = (DelaySeconds === undefined ? queue.delayMs : DelaySeconds * 1000) + delay
    const attributes = JSON.stringify(MessageAttributes ?? {})
    const sent = store.send(queue, MessageBody, attributes, delayMs)
    if (faults.strike(call, ['duplicate'])) store.send(queue, MessageBody, attributes, delayMs)
    return { MessageId: sent.id, MD5OfMessageBody: sent.md5 }
  }
  const remove = (queue: QueueSettings, input: unknown) => store.remove(queue, Handle.parse(input).ReceiptHandle)
  const changeVisibility = (queue: QueueSettings, input: unknown) => {
    const { ReceiptHandle, VisibilityTimeout } = Visibility.parse(input)
    store.changeVisibility(queue, ReceiptHandle, VisibilityTimeout * 1000)
  }

  const operations: Record<string, (queue: QueueSettings, input: unknown, caller: string) => unknown> = {
    SendMessage: send,
    SendMessageBatch: (queue, input, caller) => forEach(input, (entry) => send(queue, entry, caller)),
    ReceiveMessage: async (queue, input) => {
      const { MaxNumberOfMessages, VisibilityTimeout, WaitTimeSeconds } = Receive.parse(input)
      const visibility = VisibilityTimeout === undefined ? queue.visibilityMs : VisibilityTimeout * 1000
      const take = () => store.receive(queue, MaxNumberOfMessages, visibility)
      let messages = take()
      if (messages.length === 0 && WaitTimeSeconds > 0) {
        await store.changed(queue.name, WaitTimeSeconds * 1000)
        messages = take()
      }
      return messages.length > 0 ? { Messages: messages.map(answered) } : {}
    },
    DeleteMessage: (queue, input) => remove(queue, input),
    DeleteMessageBatch: (queue, input) => forEach(input, (entry) => remove(queue, entry)),
    ChangeMessageVisibility: (queue, input) => changeVisibility(queue, input),
    ChangeMessageVisibilityBatch: (queue, input) => forEach(input, (entry) => changeVisibility(queue, entry)),
    PurgeQueue: (queue) => store.purge(queue.name),
    GetQueueUrl: (queue) => ({ QueueUrl: options.url(queue.name) }),
    GetQueueAttributes: (queue) => ({ Attributes: countsOf(queue, store.messages(queue.name)) }),
  }

  return {
    handle: async (request: AwsRequest, operation: string, queueName: string): Promise<AwsResponse> => {
      const queue = store.settings(queueName)
      const run = operations[operation]
      try {
        if (!run) throw new SqsError('InvalidAction', `The local SQS does not know ${operation}`)
        if (!queue) throw new SqsError('QueueDoesNotExist', `No queue is called ${queueName}`)
        const result = await run(queue, JSON.parse(request.body.toString()), request.caller)
        return { status: 200, headers: json, body: JSON.stringify(result ?? {}) }
      } catch (error) {
        if (error instanceof z.ZodError) return refused('InvalidParameterValue', z.prettifyError(error))
        if (error instanceof SqsError) return refused(error.code, error.message)
        throw error
      }
    },
  }
}

const json = { 'content-type': 'application/x-amz-json-1.0' }
const refused = (code: string, message: string): AwsResponse => ({
  status: 400,
  headers: { ...json, 'x-amzn-query-error': `AWS.SimpleQueueService.${code};Sender` },
  body: JSON.stringify({ __type: `com.amazonaws.sqs#${code}`, message }),
})

class SqsError extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

const forEach = (input: unknown, act: (entry: unknown) => unknown) => {
  const { Entries } = Batch.parse(input)
  const Successful: unknown[] = []
  const Failed: unknown[] = []
  for (const entry of Entries) {
    try {
      Successful.push({ Id: entry.Id, ...(act(entry) ?? {}) })
    } catch (error) {
      if (!(error instanceof z.ZodError || error instanceof SqsError)) throw error
      Failed.push({ Id: entry.Id, Code: 'InvalidParameterValue', Message: error.message, SenderFault: true })
    }
  }
  return { Successful, Failed }
}

export const systemAttributes = (message: QueueMessage): Record<string, string> => ({
  SenderId: '000000000000',
  SentTimestamp: String(message.sentAt),
  ApproximateReceiveCount: String(message.receives),
  ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
})

const answered = (message: QueueMessage) => ({
  MessageId: message.id,
  ReceiptHandle: message.receipt,
  MD5OfBody: message.md5,
  Body: message.body,
  Attributes: systemAttributes(message),
  MessageAttributes: JSON.parse(message.attributes),
})

const countsOf = (queue: QueueSettings, messages: QueueMessage[]) => {
  const inFlight = messages.filter((message) => message.receipt !== null).length
  return {
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: String(messages.length - inFlight),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    VisibilityTimeout: String(queue.visibilityMs / 1000),
  }
}
