import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['**/node_modules/**', 'test/journeys/**', 'test/races/**', 'test/stack/**', 'test/bench/**'],
    globalSetup: ['test/support/dynamodb.ts'],
    pool: 'threads',
    maxWorkers: 2,
    // Two cores share the engine with the tests: five seconds are too few for a race of many.
    testTimeout: 30_000,
  },
})
