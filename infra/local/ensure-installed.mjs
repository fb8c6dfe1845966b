// Runs before anything is installed, on whatever Node is there: no dependencies, no TypeScript.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..')

/** @param {string} file @returns {Record<string, { version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }>} */
const packagesIn = (file) => {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8')).packages
  } catch {
    return {}
  }
}

const wanted = packagesIn('package-lock.json')
const installed = packagesIn('node_modules/.package-lock.json')
// What is optional may be missing: it belongs to other platforms.
const missing = Object.keys(wanted).filter((path) => {
  if (path === '' || (installed[path] === undefined && (wanted[path].optional || wanted[path].devOptional)))
    return false
  return installed[path]?.integrity !== wanted[path].integrity || installed[path]?.version !== wanted[path].version
})

if (missing.length > 0) {
  console.log(`Installing dependencies (${missing.length} packages missing or changed) …`)
  // The Node in node_modules/.bin is about to be replaced, so npm must not run on it.
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'))
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: path.join(delimiter) },
    shell: process.platform === 'win32',
  })
  if (status !== 0) {
    console.error('npm ci failed; Sealbid cannot start without its dependencies.')
    process.exit(1)
  }
}
