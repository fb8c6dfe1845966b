import { defineConfig } from 'vitest/config'

/** Tests against the whole synthesized stack, in memory, over HTTP; one file at a time, in one process. */
export default defineConfig({
  test: {
    include: ['test/stack/**/*.test.ts'],
    environment: './test/support/whole-run.ts',
    fileParallelism: false,
    pool: 'forks',
    isolate: false,
    testTimeout: 240_000,
    hookTimeout: 240_000,
    teardownTimeout: 60_000,
  },
})
