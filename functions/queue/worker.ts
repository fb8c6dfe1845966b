import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import { Signal } from '../../shared/domain/events.ts'
import { log } from './log.ts'

/** Handles each message by itself; what fails goes back to the queue, what succeeded does not. */
export const worker =
  (handle: (signal: Signal) => Promise<void>) =>
  async (event: SQSEvent): Promise<SQSBatchResponse> => {
    const tried = await Promise.allSettled(
      event.Records.map(async ({ body }) => handle(Signal.parse(JSON.parse(body)))),
    )
    const batchItemFailures = tried.flatMap((result, i) => {
      if (result.status === 'fulfilled') return []
      const messageId = event.Records[i]?.messageId ?? ''
      log.error('message failed', { messageId, error: result.reason })
      return [{ itemIdentifier: messageId }]
    })
    return { batchItemFailures }
  }
