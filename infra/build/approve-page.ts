import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { BuildOptions, Plugin } from 'esbuild'
import { minorDigits } from '../../shared/domain/money.ts'
import { root } from './inputs.ts'

const source = join(root, 'web/approve')

const unusualDigits = Object.fromEntries(Object.entries(minorDigits).filter(([, digits]) => digits !== 2))

const settings = {
  absWorkingDir: root,
  bundle: true,
  splitting: true,
  minify: true,
  format: 'esm',
  platform: 'browser',
  target: ['chrome123', 'firefox128', 'safari17.5'],
  entryNames: '[name]-[hash]',
  chunkNames: 'words-[hash]',
  // As a text: an object would become a file of its own, to be fetched by itself.
  define: { MINOR_DIGITS: JSON.stringify(JSON.stringify(unusualDigits)) },
  // Letters as they are weigh less than their escapes.
  charset: 'utf8',
  legalComments: 'none',
  metafile: true,
} as const satisfies BuildOptions

/** The product's tokens are written once for all pages; this one carries those it uses, in the reader's own scheme. */
const withoutUnusedTokens = (css: string): string =>
  css
    .replaceAll(/:root\[[^{]*\{[^}]*\}/g, '')
    .replaceAll(/(--[\w-]+): ?([^;}]*;?)/g, (_, name: string, value: string) =>
      css.includes(`var(${name})`) ? `${name}:${value}` : '',
    )

/** The approver's page: a few kilobytes of its own, because it is opened on a phone between two trains. */
export const buildApprovePage = async (folder = join(root, 'dist/web/approve')): Promise<void> => {
  const esbuild = await import('esbuild')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const made = async (entries: string[], plugins: Plugin[]) => {
    const { metafile } = await esbuild.build({
      ...settings,
      entryPoints: entries.map((entry) => join(source, entry)),
      outdir: folder,
      plugins,
    })
    return (entry: string): string => {
      const found = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === `web/approve/${entry}`)
      if (!found) throw new Error(`esbuild made nothing of ${entry}`)
      return basename(found[0])
    }
  }
  // What is seldom wanted brings its own copy of what it shares with the page: in pieces the page would weigh more.
  const seldom = (await made(['seldom.ts'], []))('seldom.ts')
  const name = await made(
    ['main.ts', 'approve.css'],
    [
      {
        name: 'seldom-stands-alone',
        setup: ({ onResolve }) => {
          onResolve({ filter: /^\.\/seldom\.ts$/ }, () => ({ path: `./${seldom}`, external: true }))
        },
      },
    ],
  )
  const style = join(folder, name('approve.css'))
  writeFileSync(style, withoutUnusedTokens(readFileSync(style, 'utf8')))
  const page = readFileSync(join(source, 'page.html'), 'utf8')
    .replace('%STYLE%', `/approve/${name('approve.css')}`)
    .replace('%SCRIPT%', `/approve/${name('main.ts')}`)
    // Indentation is for whoever reads the source.
    .replaceAll(/\n\s*/g, '\n')
  writeFileSync(join(folder, 'index.html'), page)
}
