import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type AutosaveState, createAutosaver, type Saved } from '../../../web/src/form/autosaver.ts'

const saving = () => {
  const asked: { values: string; version: string | number }[] = []
  const states: AutosaveState<string>[] = []
  let answer: (values: string) => Promise<Saved<string>> = async () => ({ ok: true, version: asked.length + 1 })
  const saver = createAutosaver<string>({
    version: 1,
    save: (values, version) => {
      asked.push({ values, version })
      return answer(values)
    },
    notify: (state) => states.push(state),
  })
  const answerWith = (next: typeof answer) => {
    answer = next
  }
  return { saver, asked, states, answerWith }
}

describe('autosave', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('saves once, a moment after the last key, on the version before', async () => {
    const { saver, asked, states } = saving()
    saver.change('a')
    saver.change('ab')
    await vi.advanceTimersByTimeAsync(1_000)
    saver.change('abc')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(asked).toEqual([
      { values: 'ab', version: 1 },
      { values: 'abc', version: 2 },
    ])
    expect(states.at(-1)).toMatchObject({ status: 'saved' })
  })

  it('never has two saves under way', async () => {
    const { saver, asked, answerWith } = saving()
    const { promise, resolve: release } = Promise.withResolvers<Saved<string>>()
    answerWith(() => promise)
    saver.change('a')
    await vi.advanceTimersByTimeAsync(1_000)
    saver.change('b')
    await vi.advanceTimersByTimeAsync(10_000)
    expect(asked).toHaveLength(1)
    answerWith(async () => ({ ok: true, version: 3 }))
    release({ ok: true, version: 2 })
    await vi.advanceTimersByTimeAsync(2_000)
    expect(asked.at(-1)).toEqual({ values: 'b', version: 2 })
  })

  it('tries again after a failure, with the newest text', async () => {
    const { saver, asked, states, answerWith } = saving()
    answerWith(() => Promise.reject(new Error('offline')))
    saver.change('a')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(states.at(-1)).toMatchObject({ status: 'failed' })
    expect(saver.isDirty()).toBe(true)
    answerWith(async () => ({ ok: true, version: 2 }))
    await vi.advanceTimersByTimeAsync(10_000)
    expect(asked.at(-1)).toEqual({ values: 'a', version: 1 })
    expect(saver.isDirty()).toBe(false)
  })

  it('loses neither version when a colleague saved in between', async () => {
    const { saver, asked, states, answerWith } = saving()
    answerWith(async () => ({ ok: false, theirs: 'theirs', version: 7 }))
    saver.change('mine')
    await vi.advanceTimersByTimeAsync(1_000)
    saver.change('mine too')
    await vi.advanceTimersByTimeAsync(10_000)
    expect(asked).toHaveLength(1)
    expect(states.at(-1)).toEqual({ status: 'conflict', mine: 'mine too', theirs: 'theirs' })
    answerWith(async () => ({ ok: true, version: 8 }))
    saver.keepMine()
    await vi.advanceTimersByTimeAsync(0)
    expect(asked.at(-1)).toEqual({ values: 'mine too', version: 7 })
  })

  it('goes on from theirs when theirs is taken', async () => {
    const { saver, asked, answerWith } = saving()
    answerWith(async () => ({ ok: false, theirs: 'theirs', version: 7 }))
    saver.change('mine')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(saver.takeTheirs()).toBe('theirs')
    answerWith(async () => ({ ok: true, version: 8 }))
    saver.change('theirs and more')
    await saver.flush()
    expect(asked.at(-1)).toEqual({ values: 'theirs and more', version: 7 })
  })
})
