import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { minorDigits } from '../../shared/domain/money.ts'
import { root } from './inputs.ts'

const source = join(root, 'web/approve')

/** The approver's page: a few kilobytes of its own, because it is opened on a phone between two trains. */
export const buildApprovePage = async (folder = join(root, 'dist/web/approve')): Promise<void> => {
  const esbuild = await import('esbuild')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const { metafile } = await esbuild.build({
    entryPoints: { page: join(source, 'main.ts'), style: join(source, 'approve.css') },
    outdir: folder,
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: ['chrome123', 'firefox128', 'safari17.5'],
    entryNames: '[name]-[hash]',
    chunkNames: 'words-[hash]',
    define: { MINOR_DIGITS: JSON.stringify(minorDigits) },
    legalComments: 'none',
    metafile: true,
  })
  const made = (entry: string): string => {
    const found = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === `web/approve/${entry}`)
    if (!found) throw new Error(`esbuild made nothing of ${entry}`)
    return `/approve/${basename(found[0])}`
  }
  const page = readFileSync(join(source, 'page.html'), 'utf8')
    .replace('%STYLE%', made('approve.css'))
    .replace('%SCRIPT%', made('main.ts'))
    // Indentation is for whoever reads the source.
    .replaceAll(/\n\s*/g, '\n')
  writeFileSync(join(folder, 'index.html'), page)
}
