import { runTool, verdictOf } from './command.ts'
import type { Step } from './step.ts'

/** Hostile requests to every route; none may be answered with a fault. */
export const fuzz: Step = {
  name: 'fuzz',
  needs: 'test/fuzz/run.ts',
  run: async () => verdictOf(await runTool('node', ['test/fuzz/run.ts', '--requests', '1000'])),
}
