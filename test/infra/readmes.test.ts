import { describe, expect, it } from 'vitest'
import { readmes, written } from '../../infra/build/readmes.ts'

describe('a README beside the code', () => {
  it.each(readmes())(
    'says what the code says (after a change: node infra/build/readmes.ts) $path',
    ({ path, text }) => {
      expect(written(path)).toBe(text)
    },
  )
})
