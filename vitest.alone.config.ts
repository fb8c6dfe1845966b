import { defineConfig } from 'vitest/config'

/** Tests that start a browser or a whole stack of their own, and so keep more than one processor busy. */
export const alone = [
  'test/local/stack.test.ts',
  'test/local/survival.test.ts',
  'test/local/stand-ins/sign-in-page.test.ts',
  'test/web/approve/approve-page.test.ts',
  'test/web/approve/decisions.test.ts',
  'test/web/approve/documents.test.ts',
  'test/web/approve/inbox.test.ts',
  'test/web/approve/subjects.test.ts',
  'test/web/kit.test.ts',
]

export default defineConfig({
  test: {
    include: alone,
    globalSetup: ['test/support/dynamodb.ts'],
    pool: 'forks',
    // As in vitest.config.ts, no test may depend on a fresh module.
    isolate: false,
    maxWorkers: 2,
    // A busy machine is slow, not wrong.
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
})
