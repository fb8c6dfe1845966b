import { writeFileSync } from 'node:fs'
import type { Reporter, SerializedError, TestModule } from 'vitest/node'
import * as z from 'zod'

const Said = z.array(z.string())
export const TestReport = z.object({
  tests: z.array(z.object({ name: z.string(), file: z.string(), state: z.string(), said: Said })),
  /** What is wrong beside the tests: a file that does not load, a hook that fails and leaves its tests unrun. */
  beside: z.array(z.object({ file: z.string(), where: z.string(), said: Said })),
})
export type TestReport = z.infer<typeof TestReport>

const saidBy = (errors: readonly SerializedError[] = []) => errors.map(({ stack, message }) => stack || message)

const besideTests = (module: TestModule): TestReport['beside'] => {
  const places = [
    { where: '', errors: module.errors() },
    ...[...module.children.allSuites()].map((suite) => ({ where: suite.fullName, errors: suite.errors() })),
  ]
  return places
    .filter(({ errors }) => errors.length > 0)
    .map(({ where, errors }) => ({ file: module.moduleId, where, said: saidBy(errors) }))
}

const testsOf = (module: TestModule): TestReport['tests'] =>
  [...module.children.allTests()].map((test) => {
    const { state, errors } = test.result()
    return { name: test.fullName, file: module.moduleId, state, said: saidBy(errors) }
  })

/** Writes down every test and all that went wrong; vitest's own JSON leaves out why a hook failed. */
export default class implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]) {
    const report: TestReport = { tests: modules.flatMap(testsOf), beside: modules.flatMap(besideTests) }
    if (unhandled.length > 0) report.beside.push({ file: 'No file’s own', where: '', said: saidBy(unhandled) })
    writeFileSync(process.env.TEST_REPORT ?? '', JSON.stringify(report))
  }
}
