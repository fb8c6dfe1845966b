import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runTool } from './command.ts'
import { TestReport } from './reporter.ts'
import type { Result, Step } from './step.ts'

/** A test that is skipped or left to do proves nothing: it counts as failed. */
const passes = ({ state }: { state: string }) => state === 'passed'

const count = ({ tests, beside }: TestReport): Result => {
  const bad = tests.filter((test) => !passes(test))
  // What goes wrong beside the tests counts by itself only where no test of the file is counted for it.
  const uncounted = new Set(beside.map(({ file }) => file))
  for (const { file } of bad) uncounted.delete(file)
  return {
    passed: tests.length - bad.length,
    failed: bad.length + uncounted.size,
    said: [
      ...beside.map(({ file, where, said }) => [`beside the tests: ${where}`.trimEnd(), file, ...said].join('\n')),
      ...bad.map(({ name, file, state, said }) => [`${state}: ${name}`, file, ...said].join('\n')),
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
      const asked = ['run', '--config', config, '--root', '.', `--reporter=${join(import.meta.dirname, 'reporter.ts')}`]
      const { status, said } = await runTool('vitest', asked, { TEST_REPORT: file })
      const report = TestReport.safeParse(readReport(file))
      if (!report.success || report.data.tests.length === 0) return { passed: 0, failed: 1, said }
      const counted = count(report.data)
      // What fails the run although no test did is known to vitest alone.
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
