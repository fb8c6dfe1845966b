import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { hashOfInputs, root } from './inputs.ts'

export type Part = {
  readonly name: string
  /** Files and folders whose contents decide whether the part is made again. */
  readonly inputs: readonly string[]
  /** What must exist for the part to count as made. */
  readonly output: string
  make(): Promise<void>
}

/** Makes a part unless its inputs are the ones it was last made from. Answers whether anything was done. */
export const makeIfChanged = async ({ name, inputs, output, make }: Part, force = false): Promise<boolean> => {
  const stamp = join(root, 'dist/stamps', name)
  const hash = hashOfInputs(inputs)
  const made = existsSync(stamp) && existsSync(join(root, output)) && readFileSync(stamp, 'utf8') === hash
  if (made && !force) return false
  // Without its stamp a part that fails halfway is made again next time.
  rmSync(stamp, { force: true })
  await make()
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, hash)
  return true
}
