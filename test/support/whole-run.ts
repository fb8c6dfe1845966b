import type { Environment } from 'vitest/runtime'

declare global {
  /** What ends when the last file of the run has ended. */
  var atTheEnd: (() => Promise<void>)[]
}

/** The environment of test files that share a process, a stack and a browser: it knows when all of them are done. */
export default {
  name: 'whole-run',
  viteEnvironment: 'ssr',
  setup: (global) => {
    global.atTheEnd = []
    return {
      teardown: async () => {
        for (const end of global.atTheEnd.reverse()) await end()
      },
    }
  },
} satisfies Environment
