import { defineConfig } from 'vitest/config'

/** What people do, in Chromium, on the whole stack in memory. One file at a time, each with a stack of its own. */
export default defineConfig({
  test: {
    include: ['test/journeys/**/*.test.ts'],
    fileParallelism: false,
    pool: 'forks',
    testTimeout: 300_000,
    hookTimeout: 180_000,
  },
})
