import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import MessageFormat from '@messageformat/core'
import compileModule from '@messageformat/core/lib/compile-module.js'
import { parse, type Token } from '@messageformat/parser'

export const languages = ['en', 'fr', 'da'] as const
export type Language = (typeof languages)[number]

/** One area of one language: its keys and their ICU texts. */
export type Catalogue = Record<string, string>

/** Areas that only another program loads: the web application leaves them out. */
const notForTheApplication = new Set(['mail', 'approve', 'approveMore', 'documents', 'record'])

const sources = join(import.meta.dirname, '../../shared/messages')
const compiled = join(sources, 'compiled')

export const areas = (): string[] =>
  readdirSync(join(sources, 'en'))
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort()

export const readCatalogue = (language: Language, area: string): Catalogue => {
  const path = join(sources, language, `${area}.json`)
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Catalogue
  } catch (cause) {
    throw new Error(`${path} is missing or is not JSON`, { cause })
  }
}

const combine = (before: string | undefined, now: string) =>
  before === undefined || before === 'string | number' ? now : before

const collect = (tokens: Token[], into: Record<string, string>): Record<string, string> => {
  for (const token of tokens) {
    if (token.type === 'argument') into[token.arg] ??= 'string | number'
    if (token.type === 'function') into[token.arg] = combine(into[token.arg], 'number')
    if (token.type !== 'plural' && token.type !== 'select' && token.type !== 'selectordinal') continue
    into[token.arg] = combine(into[token.arg], token.type === 'select' ? 'string' : 'number')
    for (const branch of token.cases) collect(branch.tokens, into)
  }
  return into
}

/** The arguments a message takes, with the TypeScript type of each. */
export const argumentsOf = (text: string): Record<string, string> => collect(parse(text), {})

const signature = (text: string) => {
  const fields = Object.entries(argumentsOf(text)).map(([name, type]) => `${name}: ${type}`)
  return fields.length === 0 ? '() => string' : `(args: { ${fields.sort().join('; ')} }) => string`
}

const compile = (language: Language, catalogue: Catalogue) =>
  compileModule(new MessageFormat(language, { strict: true }), catalogue)

/**
 * Turns the ICU texts into plain functions: one module per language and area, so that a mail or the approver's page
 * loads its own area only, and one per language for the application. A text a language still lacks stays English here;
 * a test refuses it.
 */
export const compileMessages = (): void => {
  const wanted = new Map<string, string>()
  const all = areas()

  for (const language of languages) {
    for (const area of all) {
      const english = readCatalogue('en', area)
      wanted.set(
        `${area}.${language}.generated.js`,
        compile(language, { ...english, ...readCatalogue(language, area) }),
      )
      wanted.set(
        `${area}.${language}.generated.d.ts`,
        `import type { Areas } from './keys.generated.d.ts'\ndeclare const messages: Areas['${area}']\nexport default messages\n`,
      )
    }
    const shown = all.filter((area) => !notForTheApplication.has(area))
    const imports = shown.map((area, index) => `import a${index} from './${area}.${language}.generated.js'`)
    const fields = shown.map((area, index) => `  ${area}: a${index},`)
    wanted.set(`${language}.generated.js`, `${imports.join('\n')}\nexport default {\n${fields.join('\n')}\n}\n`)
    wanted.set(
      `${language}.generated.d.ts`,
      `import type { ApplicationAreas } from './keys.generated.d.ts'\ndeclare const catalogue: ApplicationAreas\nexport default catalogue\n`,
    )
  }

  const declared = all.map((area) => {
    const lines = Object.entries(readCatalogue('en', area)).map(([key, text]) => `    ${key}: ${signature(text)}`)
    return `  ${area}: {\n${lines.join('\n')}\n  }`
  })
  const others = [...notForTheApplication].map((area) => `'${area}'`).join(' | ')
  wanted.set(
    'keys.generated.d.ts',
    `export interface Areas {\n${declared.join('\n')}\n}\nexport type ApplicationAreas = Omit<Areas, ${others}>\n`,
  )

  write(wanted)
}

/** Files that did not change keep their time, so that watchers and tsc stay quiet. */
const write = (wanted: Map<string, string>) => {
  mkdirSync(compiled, { recursive: true })
  const present = new Set(readdirSync(compiled))
  for (const [name, text] of wanted) {
    const path = join(compiled, name)
    if (!present.has(name) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text)
  }
  for (const name of present) if (!wanted.has(name)) rmSync(join(compiled, name))
}

if (import.meta.main) compileMessages()
