import { readFileSync } from 'node:fs'
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

const approve = join(siteFolder, 'approve')
const sent = (file: string) => brotliCompressSync(readFileSync(join(approve, file))).length
const named = (text: string, reference: RegExp) =>
  [...text.matchAll(reference)].flatMap(([, ...names]) => names.filter((name) => name !== undefined))

/** A file and what it always loads, and what it loads later: one language, and what is seldom wanted. */
const loadOf = (file: string): { files: string[]; later: string[] } => {
  const text = readFileSync(join(approve, file), 'utf8')
  const always = named(text, /(?:from|import)\s?"\.\/([\w.-]+)"|(?:src|href)="\/approve\/([\w.-]+)"/g)
  const loads = always.map(loadOf)
  return {
    files: [...new Set([file, ...loads.flatMap(({ files }) => files)])],
    later: [...named(text, /import\("\.\/([\w.-]+)"\)/g), ...loads.flatMap(({ later }) => later)],
  }
}

/**
 * The approver may be on a train: all that reading, approving and vetoing in one language takes, as it travels. What
 * is seldom done (handing over, being away, a passkey) comes in a file of its own when it is wanted.
 */
export const checkApproverPage = (): Result => {
  const { files, later } = loadOf('index.html')
  const weigh = (names: readonly string[]) => names.reduce((sum, name) => sum + sent(name), 0)
  const languages = later
    .filter((name) => name.startsWith('words-'))
    .map((name) => weigh(loadOf(name).files.filter((file) => !files.includes(file))))
  const total = weigh(files) + Math.max(0, ...languages)
  const said = [
    ...files.map((name) => `${name} ${kB(sent(name))}`),
    `languages ${languages.map(kB).join(', ')}`,
    `in all ${kB(total)} of ${kB(APPROVE_LIMIT)}`,
  ].join('\n')
  const whole = ['.html', '.js', '.css'].every((kind) => files.some((file) => file.endsWith(kind)))
  return whole && languages.length > 0 && total <= APPROVE_LIMIT ? fine(said) : wrong(said)
}
