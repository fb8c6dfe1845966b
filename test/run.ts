import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { build } from '../infra/build/build.ts'
import { root } from '../infra/build/inputs.ts'
import { ensureJava } from '../infra/local/java.ts'
import { tool } from './checks/command.ts'
import { fuzz } from './checks/fuzz.ts'
import { checkApproverPage, checkBundleSizes } from './checks/sizes.ts'
import { fine, type Step, wrong } from './checks/step.ts'
import { vitest } from './checks/vitest.ts'
import { ensureChromium } from './support/chromium.ts'

const say = (line: string) => console.log(line)
const has = (missing: string | undefined) => (missing === undefined ? fine() : wrong(missing))

/** One stage after the other; programs that only read the source, and keep one processor busy each, run side by side. */
const stages: Step[][] = [
  [{ name: 'build', run: () => build().then(() => fine()) }],
  [
    tool('format and lint', 'biome', 'ci', '--colors=off', '--error-on-warnings', '.'),
    tool('types', 'tsc', '--noEmit', '-p', '.'),
    tool(
      'imports',
      'depcruise',
      '--config',
      '.dependency-cruiser.cjs',
      ...['shared', 'functions', 'infra', 'web', 'test'],
    ),
    tool('nothing unused', 'knip', '--no-progress'),
  ],
  [{ name: 'size of functions', run: checkBundleSizes }],
  [{ name: 'size of the approver’s page', needs: 'web/approve', run: checkApproverPage }],
  [{ name: 'java', run: async () => has(await ensureJava(say)) }],
  [{ name: 'browser', run: () => has(ensureChromium(say)) }],
  [vitest('tests', 'vitest.config.ts')],
  [vitest('tests alone', 'vitest.alone.config.ts')],
  // The stack waits for its queues and clocks; the faults keep busy what that leaves.
  [vitest('planted faults', 'test/faults/vitest.config.ts'), vitest('stack', 'test/stack/vitest.config.ts')],
  [vitest('journeys', 'test/journeys/vitest.config.ts')],
  [fuzz],
]
const steps = stages.flat()

const run = async (step: Step) => {
  const began = performance.now()
  const result = await (async () => step.run())().catch((error: unknown) =>
    wrong(error instanceof Error ? (error.stack ?? error.message) : String(error)),
  )
  return { ...result, seconds: ((performance.now() - began) / 1000).toFixed(1) }
}

/** `npm test -- types tests` runs those steps only. */
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name))
if (unknown.length > 0) {
  console.error(`No such step: ${unknown.join(', ')}. There are: ${steps.map(({ name }) => name).join(', ')}.`)
  process.exit(1)
}

const isAsked = ({ name, needs }: Step) =>
  (wanted.length === 0 || wanted.includes(name)) && (!needs || existsSync(join(root, needs)))

const total = { passed: 0, failed: 0 }
const report = ({ name }: Step, { passed, failed, said, seconds }: Awaited<ReturnType<typeof run>>) => {
  total.passed += passed
  total.failed += failed
  say(`${failed === 0 ? '✓' : '✗'} ${name}: ${passed} passed, ${failed} failed (${seconds} s)`)
  if (failed > 0) say(`${said.trimEnd()}\n`)
}
for (const stage of stages) {
  const begun = stage.filter(isAsked).map((step) => ({ step, ended: run(step) }))
  for (const { step, ended } of begun) report(step, await ended)
}
say(`${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed === 0 ? 0 : 1)
