import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'
import { runTool } from './command.ts'
import type { Result, Step } from './step.ts'

const Report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(''),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).nullish() }),
      ),
    }),
  ),
})
type Report = z.infer<typeof Report>

/** A test that is skipped or left to do proves nothing: it counts as failed. */
const passes = ({ status }: { status: string }) => status === 'passed'

const count = ({ testResults }: Report): Result => {
  const tests = testResults.flatMap(({ name, assertionResults }) => assertionResults.map((test) => ({ name, ...test })))
  const bad = tests.filter((test) => !passes(test))
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.every(passes),
  )
  return {
    passed: tests.length - bad.length,
    failed: bad.length + unloaded.length,
    said: [
      ...unloaded.map(({ name, message }) => `${name}\n${message}`),
      ...bad.map(({ name, fullName, status, failureMessages }) =>
        [`${status}: ${fullName}`, name, ...(failureMessages ?? [])].join('\n'),
      ),
    ].join('\n\n'),
  }
}

/** Every test of a vitest configuration, counted one by one. */
export const vitest = (name: string, config: string): Step => ({
  name,
  needs: config,
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sealbid-tests-'))
    const file = join(folder, 'report.json')
    try {
      const { status, said } = await runTool('vitest', [
        ...['run', '--config', config, '--root', '.'],
        ...['--reporter=json', `--outputFile=${file}`],
      ])
      const report = Report.safeParse(readReport(file))
      if (!report.success) return { passed: 0, failed: 1, said }
      const counted = count(report.data)
      // An error outside every test fails the run although no test did.
      if (status !== 0 && counted.failed === 0) return { ...counted, failed: 1, said }
      return counted
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
})

const readReport = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
