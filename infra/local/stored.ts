import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeAtomically } from './stand-ins/files.ts'
import { CannotStart } from './state.ts'

/** Goes up with every change after which what was stored before can no longer be read. */
const VERSION = '2'

/** Throws where the data was stored by another version, which would fail in the middle of somebody's work. */
export const assertReadable = (dataDir: string, version = VERSION): void => {
  const file = join(dataDir, 'stored-version')
  const holdsData = existsSync(join(dataDir, 'functions.log'))
  if (!holdsData) writeAtomically(file, version)
  const kept = existsSync(file) ? readFileSync(file, 'utf8') : 'none'
  if (kept === version) return
  throw new CannotStart(
    `The data in ${dataDir} was stored by another version of Sealbid; start over with “npm start -- --fresh”, or keep it and choose another DATA_DIR.`,
  )
}
