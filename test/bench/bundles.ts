import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const TRIES = 5
const ENVIRONMENT = {
  AWS_REGION: 'eu-central-1',
  TABLE_NAME: 'x',
  DOCUMENTS_BUCKET: 'x',
  SEALING_KEY_ID: 'x',
  LINK_KEY_ID: 'x',
  OPENING_QUEUE_URL: 'x',
  NOTIFY_QUEUE_URL: 'x',
  COMMIT_CONTRACTS_QUEUE_URL: 'x',
  SITE_URL: 'http://x',
  MAIL_FROM: 'x@x.example',
}

const importMs = (file: string): number => {
  const script = `const t=performance.now();await import(${JSON.stringify(file)});console.log(performance.now()-t)`
  const times = Array.from({ length: TRIES }, () =>
    Number(
      execFileSync(process.execPath, ['--input-type=module', '-e', script], {
        env: { PATH: process.env.PATH ?? '', ...ENVIRONMENT },
      }),
    ),
  )
  return Math.round(times.sort((a, b) => a - b)[Math.floor(TRIES / 2)] ?? 0)
}

/** Size and import time of each function's bundle; the median of five fresh processes. */
export const measureBundles = () => {
  const root = join(import.meta.dirname, '../../dist/functions')
  return Object.fromEntries(
    readdirSync(root)
      .filter((name) => existsSync(join(root, name, 'index.mjs')))
      .map((name) => [
        name,
        {
          kB: Math.round(statSync(join(root, name, 'index.mjs')).size / 1000),
          importMs: importMs(join(root, name, 'index.mjs')),
        },
      ]),
  )
}

/** Bytes the approver's page transfers, gzip -9. */
export const measureApprovalPage = () => {
  const root = join(import.meta.dirname, '../../dist/web/approve')
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && !entry.name.endsWith('.map'),
  )
  return Object.fromEntries(
    files.map(({ parentPath, name }) => [name, gzipSync(readFileSync(join(parentPath, name)), { level: 9 }).length]),
  )
}
