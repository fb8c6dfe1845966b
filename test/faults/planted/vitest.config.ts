import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { faults } from '../faults.ts'

const fault = faults.find(({ name }) => name === process.env.PLANTED_FAULT)
if (!fault) throw new Error(`No such fault: ${process.env.PLANTED_FAULT}`)
const file = join(import.meta.dirname, '../../..', fault.in)

/** The tests of a fault, over the code with this one fault in it. Nothing on disk is changed. */
export default defineConfig({
  plugins: [
    {
      name: 'planted-fault',
      enforce: 'pre',
      transform(code, id) {
        if (id.split('?')[0] !== file) return undefined
        const parts = code.split(fault.from)
        if (parts.length !== 2) throw new Error(`${fault.name}: found ${parts.length - 1} times in ${fault.in}`)
        return parts.join(fault.to)
      },
    },
  ],
  test: {
    // A module transformed for one fault must not be taken for another, or for the real one.
    fsModuleCache: false,
    include: [fault.caughtBy],
    ...(fault.among !== undefined && { testNamePattern: fault.among }),
    globalSetup: fault.caughtBy.startsWith('test/domain') ? [] : ['test/support/dynamodb.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
