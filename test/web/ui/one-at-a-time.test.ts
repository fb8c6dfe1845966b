import { describe, expect, it } from 'vitest'
import { oneAtATime } from '../../../web/src/ui/one-at-a-time.ts'

describe('an act that is done once at a time', () => {
  it('is not done again by a second click, and is free again when all of it is done or has failed', async () => {
    const done: string[] = []
    const told: boolean[] = []
    const waiting: PromiseWithResolvers<void>[] = []
    const send = oneAtATime(
      async (words: string) => {
        done.push(words)
        const answer = Promise.withResolvers<void>()
        waiting.push(answer)
        await answer.promise
      },
      (isAtIt) => told.push(isAtIt),
    )
    const first = send('Yes')
    await send('Yes')
    expect(done).toEqual(['Yes'])
    waiting[0]?.resolve()
    await first
    const second = send('No')
    waiting[1]?.reject(new Error('Unreachable'))
    await expect(second).rejects.toThrow('Unreachable')
    const third = send('No')
    waiting[2]?.resolve()
    await third
    expect(done).toEqual(['Yes', 'No', 'No'])
    expect(told).toEqual([true, false, true, false, true, false])
  })
})
