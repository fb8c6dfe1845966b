import { randomUUID } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Replaces a file in one step: after a kill -9 it holds the old content or the new, never a part.
 * `durable` also waits for the disk, for the few files (keys) that must outlive a power cut.
 */
export const writeAtomically = (
  path: string,
  content: Buffer | string,
  { durable = false, mode = 0o600 } = {},
): void => {
  mkdirSync(dirname(path), { recursive: true })
  const draft = `${path}.${randomUUID()}.part`
  const file = openSync(draft, 'wx', mode)
  try {
    writeFileSync(file, content)
    if (durable) fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(draft, path)
}

/** The file's content, or nothing when there is no such file. */
export const readIfThere = (path: string): Buffer | undefined => {
  try {
    return readFileSync(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** What was written the first time, made once and kept for good. */
export const keptOnce = (path: string, make: () => Buffer | string): Buffer => {
  const kept = readIfThere(path)
  if (kept) return kept
  const made = make()
  writeAtomically(path, made, { durable: true })
  return Buffer.from(made)
}
