import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { engineUrl } from '../support/dynamodb.ts'
import { faults } from './faults.ts'

const root = join(import.meta.dirname, '../..')
const Report = z.object({ numPassedTests: z.int(), numFailedTests: z.int() })

/** What the tests of a fault say when it is there. */
const outcomeOf = async ({ name }: (typeof faults)[number]) => {
  const folder = mkdtempSync(join(tmpdir(), 'sealbid-fault-'))
  const report = join(folder, 'report.json')
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const config = join(import.meta.dirname, 'planted/vitest.config.ts')
  const asked = ['run', '--config', config, '--root', root, '--reporter=json', `--outputFile=${report}`]
  const env = { ...process.env, PLANTED_FAULT: name, TEST_DYNAMODB: engineUrl() }
  const said = await new Promise<string>((resolve) => {
    execFile(process.execPath, [vitest, ...asked], { cwd: root, env, maxBuffer: 50_000_000 }, (_, out, errors) =>
      resolve(out + errors),
    )
  })
  try {
    return { said, ...Report.parse(JSON.parse(readFileSync(report, 'utf8'))) }
  } catch (cause) {
    throw new Error(`The tests did not run:\n${said}`, { cause })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

describe.concurrent('a fault planted in the approvals', () => {
  it.each(faults)('is caught: $name', async (fault) => {
    const { said, numFailedTests, numPassedTests } = await outcomeOf(fault)
    expect(numFailedTests, said).toBeGreaterThan(0)
    // A fault that breaks everything says nothing about the test that is meant to catch it.
    expect(numPassedTests, said).toBeGreaterThan(0)
  })
})
