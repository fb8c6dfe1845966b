import { readdirSync, readFileSync } from 'node:fs'
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

/** The approver may be on a train: everything the page can load, in whatever language, as it travels. */
export const checkApproverPage = (): Result => {
  const folder = join(siteFolder, 'approve')
  const sizes = readdirSync(folder).map(
    (file) => [file, brotliCompressSync(readFileSync(join(folder, file))).length] as const,
  )
  const total = sizes.reduce((sum, [, bytes]) => sum + bytes, 0)
  const said = [...sizes.map(([file, bytes]) => `${file} ${kB(bytes)}`), `in all ${kB(total)} of ${kB(APPROVE_LIMIT)}`]
  const whole = ['.html', '.js', '.css'].every((kind) => sizes.some(([file]) => file.endsWith(kind)))
  return whole && total <= APPROVE_LIMIT ? fine(said.join('\n')) : wrong(said.join('\n'))
}
