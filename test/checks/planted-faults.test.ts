import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { faults } from '../faults/faults.ts'

const root = join(import.meta.dirname, '../..')

describe('the list of planted faults', () => {
  it('gives each its own name', () => {
    expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length)
  })

  it.each(faults)('names one place in the code as it is, and a test: $name', (fault) => {
    const parts = readFileSync(join(root, fault.in), 'utf8').split(fault.from)
    expect(parts.length - 1, `${fault.from} in ${fault.in}`).toBe(1)
    expect(existsSync(join(root, fault.caughtBy)), fault.caughtBy).toBe(true)
  })
})
