import { defineConfig } from 'vitest/config'

/** Tests against the whole synthesized stack, in memory, over HTTP. One stack per file, one file at a time. */
export default defineConfig({
  test: {
    include: ['test/stack/**/*.test.ts'],
    fileParallelism: false,
    pool: 'forks',
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
