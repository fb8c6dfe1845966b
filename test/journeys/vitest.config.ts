import { defineConfig } from 'vitest/config'

/** What people do, in Chromium, on the whole stack in memory; each of two workers has one for all its files. */
export default defineConfig({
  test: {
    include: ['test/journeys/**/*.test.ts'],
    environment: './test/support/whole-run.ts',
    maxWorkers: 2,
    pool: 'forks',
    isolate: false,
    testTimeout: 300_000,
    hookTimeout: 240_000,
    teardownTimeout: 60_000,
  },
})
