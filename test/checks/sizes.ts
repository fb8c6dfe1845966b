import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { bundleSizes } from '../../infra/build/functions.ts'
import { siteFolder } from '../../infra/build/site.ts'
import { capabilities } from '../../shared/contracts/all.ts'
import { fine, type Result, wrong } from './step.ts'

const API_LIMIT = 450_000
/** Reads XML in WebAssembly, which is a megabyte by itself; that is why it is a function of its own. */
const limits: Record<string, number> = { 'rfq-imports': 2_000_000 }
const APPROVE_LIMIT = 15_000

const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`

/** What Lambda must load before an API function answers its first request. */
export const checkBundleSizes = (): Result => {
  const sizes = bundleSizes().filter(({ name }) => name in capabilities)
  const limited = sizes.map(({ name, bytes }) => ({ name, bytes, limit: limits[name] ?? API_LIMIT }))
  const lines = limited.map(({ name, bytes, limit }) => `${name} ${kB(bytes)} of ${kB(limit)}`)
  const fits = sizes.length > 0 && limited.every(({ bytes, limit }) => bytes <= limit)
  return fits ? fine(lines.join('\n')) : wrong(lines.join('\n'))
}

/** The files a page of the site fetches, its dynamic imports included. */
const filesOf = (page: string): Set<string> => {
  const files = new Set<string>()
  const visit = (file: string) => {
    if (files.has(file) || !existsSync(join(siteFolder, file))) return
    files.add(file)
    const source = readFileSync(join(siteFolder, file), 'utf8')
    for (const [, name] of source.matchAll(/["'`(]([./]*assets\/[\w.-]+|\.\/[\w.-]+\.(?:js|css))["'`)]/g)) {
      visit(`assets/${name?.slice(name.lastIndexOf('/') + 1)}`)
    }
  }
  visit(page)
  return files
}

/** The approver may be on a train: everything the page can load, as it travels. */
export const checkApproverPage = (): Result => {
  const files = [...filesOf('approve/index.html')]
  const sizes = files.map((file) => [file, brotliCompressSync(readFileSync(join(siteFolder, file))).length] as const)
  const total = sizes.reduce((sum, [, bytes]) => sum + bytes, 0)
  const said = [...sizes.map(([file, bytes]) => `${file} ${kB(bytes)}`), `in all ${kB(total)} of ${kB(APPROVE_LIMIT)}`]
  return files.length > 1 && total <= APPROVE_LIMIT ? fine(said.join('\n')) : wrong(said.join('\n'))
}
