import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CannotStart } from '../../infra/local/state.ts'
import { assertReadable } from '../../infra/local/stored.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'sealbid-stored-'))
})
afterEach(() => rmSync(dataDir, { recursive: true }))

/** As any start leaves it behind. */
const keepSomething = () => writeFileSync(join(dataDir, 'functions.log'), '')

describe('data on this machine', () => {
  it('is read again by the version that stored it, however often', () => {
    assertReadable(dataDir, '7')
    keepSomething()
    assertReadable(dataDir, '7')
    assertReadable(dataDir, '7')
  })
  it('is left alone by another version, which says what to do', () => {
    assertReadable(dataDir, '7')
    keepSomething()
    expect(() => assertReadable(dataDir, '8')).toThrow(CannotStart)
    expect(() => assertReadable(dataDir, '8')).toThrow(/--fresh/)
    assertReadable(dataDir, '7')
  })
  it('is another version’s where it does not say', () => {
    keepSomething()
    expect(() => assertReadable(dataDir)).toThrow(CannotStart)
  })
  it('is as good as none where a start broke off before it stored anything', () => {
    assertReadable(dataDir, '7')
    assertReadable(dataDir, '8')
    keepSomething()
    assertReadable(dataDir, '8')
  })
})
