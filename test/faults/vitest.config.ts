import { defineConfig } from 'vitest/config'

/** Each fault takes a run of its own tests: two at a time. */
export default defineConfig({
  test: {
    include: ['test/faults/*.test.ts'],
    globalSetup: ['test/support/dynamodb.ts'],
    maxConcurrency: 2,
    testTimeout: 240_000,
    hookTimeout: 240_000,
  },
})
