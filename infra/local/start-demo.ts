import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Stack } from './stack.ts'
import { writeAtomically } from './stand-ins/files.ts'

/** Fills in the demo once per data directory, while the site already answers. */
export const startDemo = async (stack: Stack, say: (line: string) => void): Promise<void> => {
  const file = join(stack.dataDir, 'demo')
  const before = existsSync(file) ? readFileSync(file, 'utf8') : undefined
  if (before === 'filled') return
  if (before !== undefined)
    return say('The demo data is incomplete: it was interrupted. Start with -- --fresh to have it whole.')
  writeAtomically(file, 'filling')
  const startedAt = performance.now()
  try {
    const { fillDemo } = await import('./demo/fill.ts')
    await fillDemo(stack)
    writeAtomically(file, 'filled')
    say(`Demo data is in (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`)
  } catch (error) {
    say(`The demo data could not be completed: ${error instanceof Error ? error.message : error}`)
  }
}
