import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ensureJava } from '../../infra/local/java.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sealbid-install-'))
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

const script = join(import.meta.dirname, '../../infra/local/ensure-installed.mjs')
const a = { version: '1.0.0', integrity: 'sha512-a' }

/** Runs the script in a project with these lock files, with an `npm` that only notes what it is asked. */
const run = (wanted: object, installed?: object) => {
  const write = (name: string, packages: object) => writeFileSync(join(folder, name), JSON.stringify({ packages }))
  mkdirSync(join(folder, 'infra/local'), { recursive: true })
  mkdirSync(join(folder, 'node_modules'), { recursive: true })
  mkdirSync(join(folder, 'bin'), { recursive: true })
  cpSync(script, join(folder, 'infra/local/ensure-installed.mjs'))
  write('package-lock.json', { '': {}, ...wanted })
  if (installed) write('node_modules/.package-lock.json', installed)
  const npm = join(folder, 'bin/npm')
  writeFileSync(npm, `#!/bin/sh\necho "$@" > "${join(folder, 'asked')}"\n`)
  chmodSync(npm, 0o755)
  const { status, stdout } = spawnSync(process.execPath, [join(folder, 'infra/local/ensure-installed.mjs')], {
    encoding: 'utf8',
    env: { PATH: `${join(folder, 'bin')}:/usr/bin:/bin` },
  })
  return { status, stdout, asked: () => readFileSync(join(folder, 'asked'), 'utf8').trim() }
}

describe('before the start', () => {
  it('nothing is said or done when all that is locked is installed', () => {
    const { status, stdout, asked } = run(
      { 'node_modules/a': a, 'node_modules/b': { ...a, optional: true } },
      { 'node_modules/a': a },
    )
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' })
    expect(asked).toThrow('ENOENT')
  })

  it.each([
    ['nothing is installed', undefined],
    ['another version is installed', { 'node_modules/a': { version: '0.9.0', integrity: 'sha512-z' } }],
  ])('npm ci runs when %s', (_, installed) => {
    const { asked } = run({ 'node_modules/a': a }, installed)
    expect(asked()).toMatch(/^ci /)
  })

  it('a missing Java is one sentence with the command to run', async () => {
    vi.stubEnv('PATH', join(folder, 'nothing'))
    vi.stubEnv('JAVA_HOME', '')
    expect(await ensureJava(() => {})).toMatch(/^Sealbid’s local database needs Java 17 or newer\. Install it with: /)
  })
})
