import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../../infra/build/inputs.ts'
import { readmes, written } from '../../infra/build/readmes.ts'

describe('the README', () => {
  it('names only tests that exist', () => {
    const named = [...written(join(root, 'README.md')).matchAll(/`(test\/[\w./-]+\.ts)`/g)].map(
      ([, path]) => path ?? '',
    )
    expect(named.length).toBeGreaterThan(10)
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([])
  })
})

describe('a README beside the code', () => {
  it.each(readmes())(
    'says what the code says (after a change: node infra/build/readmes.ts) $path',
    ({ path, text }) => {
      expect(written(path)).toBe(text)
    },
  )
})
