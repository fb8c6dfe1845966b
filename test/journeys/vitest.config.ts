import { defineConfig } from 'vitest/config'

/** What people do, in Chromium, on the whole stack in memory; one file at a time, all on one stack. */
export default defineConfig({
  test: {
    include: ['test/journeys/**/*.test.ts'],
    environment: './test/support/whole-run.ts',
    fileParallelism: false,
    pool: 'forks',
    isolate: false,
    testTimeout: 300_000,
    hookTimeout: 240_000,
    teardownTimeout: 60_000,
  },
})
