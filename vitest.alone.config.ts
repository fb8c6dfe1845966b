import { defineConfig } from 'vitest/config'

/** Tests that start a browser or a whole stack, or that measure: one file at a time, with the machine to themselves. */
export const alone = [
  'test/functions/evaluation.test.ts',
  'test/local/stack.test.ts',
  'test/local/survival.test.ts',
  'test/local/stand-ins/sign-in-page.test.ts',
  'test/web/approve/approve-page.test.ts',
  'test/web/approve/decisions.test.ts',
  'test/web/approve/inbox.test.ts',
  'test/web/approve/subjects.test.ts',
  'test/web/kit.test.ts',
]

export default defineConfig({
  test: {
    include: alone,
    globalSetup: ['test/support/dynamodb.ts'],
    fileParallelism: false,
    pool: 'forks',
    // A busy machine is slow, not wrong.
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
})
