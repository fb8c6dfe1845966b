import { configDefaults, defineConfig } from 'vitest/config'
import { alone } from './vitest.alone.config.ts'

/** Folders with a configuration of their own run by themselves; so do the files of vitest.alone.config.ts. */
const elsewhere = ['test/faults/**', 'test/journeys/**', 'test/stack/**', 'test/bench/**']

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: [...configDefaults.exclude, ...elsewhere, ...alone],
    globalSetup: ['test/support/dynamodb.ts'],
    setupFiles: ['test/support/drop-tables.ts'],
    pool: 'threads',
    // Modules are loaded once for each worker, not once for each file: no test may depend on a fresh one.
    isolate: false,
    maxWorkers: 2,
    // The machine may be shared: a slow test is no wrong one.
    testTimeout: 60_000,
    hookTimeout: 240_000,
  },
})
