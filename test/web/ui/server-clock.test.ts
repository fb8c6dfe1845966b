import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { noteServerDate, serverNow } from '../../../web/src/api/server-clock.ts'

const HERE = Date.parse('2026-12-03T11:00:00.000Z')
const AHEAD = 300_250

/** An answer whose Date header the server wrote half way between sending and receiving. */
const answer = (sentAt: number, ahead: number, took = 40) => {
  const stamped = new Date(sentAt + took / 2 + ahead)
  noteServerDate(stamped.toUTCString(), sentAt, sentAt + took)
}

describe('the server’s clock as seen from here', () => {
  beforeEach(() => void vi.useFakeTimers({ now: HERE }))
  afterEach(() => void vi.useRealTimers())

  it('comes within a few hundredths of a second after some answers', () => {
    for (let index = 0; index < 40; index += 1) answer(HERE + index * 1_037, AHEAD)
    expect(Math.abs(serverNow() - (HERE + AHEAD))).toBeLessThan(60)
  })

  it('follows when one of the clocks is set', () => {
    answer(HERE, 0)
    answer(HERE + 5_000, 86_400_000)
    expect(Math.abs(serverNow() - (HERE + 86_400_000))).toBeLessThan(1_100)
  })

  it('ignores an answer without a date', () => {
    const before = serverNow()
    noteServerDate(null, HERE, HERE)
    noteServerDate('yesterday', HERE, HERE)
    expect(serverNow()).toBe(before)
  })
})
