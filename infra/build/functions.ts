import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './inputs.ts'
import { credentialsOfTheEnvironment, noCertificates, schemasThatShake } from './sdk-diet.ts'

const source = join(root, 'functions')
export const bundles = join(root, 'dist/functions')

/** Every folder of functions/ with an index.ts is deployed. */
export const functionNames = (): string[] =>
  readdirSync(source)
    .filter((name) => existsSync(join(source, name, 'index.ts')))
    .sort()

/** Some dependencies are CommonJS and call `require`, which a module does not have. */
const banner = "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);"

/** All functions in one go, so that what they share is parsed once. */
export const bundleFunctions = async (): Promise<void> => {
  const esbuild = await import('esbuild')
  const names = functionNames()
  const { metafile } = await esbuild.build({
    entryPoints: Object.fromEntries(names.map((name) => [`${name}/index`, join(source, name, 'index.ts')])),
    outdir: bundles,
    absWorkingDir: root,
    bundle: true,
    minify: true,
    sourcemap: 'linked',
    sourcesContent: false,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    outExtension: { '.js': '.mjs' },
    mainFields: ['module', 'main'],
    banner: { js: banner },
    legalComments: 'none',
    metafile: true,
    plugins: [credentialsOfTheEnvironment, noCertificates, schemasThatShake],
  })
  for (const old of readdirSync(bundles)) if (!names.includes(old)) rmSync(join(bundles, old), { recursive: true })
  writeFileSync(join(bundles, 'meta.json'), JSON.stringify(metafile))
}

export type BundleSize = { readonly name: string; readonly bytes: number }

/** What Lambda loads for each function, as the last build made it. */
export const bundleSizes = (): BundleSize[] =>
  functionNames().map((name) => ({ name, bytes: readFileSync(join(bundles, name, 'index.mjs')).length }))
