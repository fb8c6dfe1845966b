import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from '../build/build.ts'
import { root } from '../build/inputs.ts'
import { makeIfChanged, type Part } from '../build/stamps.ts'
import { CannotStart } from './state.ts'

const folder = 'cdk.out/local'

/** Bundles, builds the site and synthesizes the dev stage; what has not changed is left as it is. */
export const makeAssembly = async (options: { web?: boolean } = {}): Promise<string> => {
  await build(options)
  const assembly: Part = {
    name: 'assembly',
    inputs: [
      'infra/app.ts',
      'infra/marketplace-stack.ts',
      'infra/stages.ts',
      'infra/constructs',
      'infra/build',
      'shared/contracts',
      'dist/functions',
      'package-lock.json',
    ],
    output: `${folder}/manifest.json`,
    make: async () => {
      const { synthesize } = await import('../app.ts')
      rmSync(join(root, folder, 'manifest.json'), { force: true })
      await synthesize({ stage: 'dev', outdir: join(root, folder) })
    },
  }
  await makeIfChanged(assembly)
  return join(root, folder)
}

/** The same in a process of its own: bundler and CDK leave their memory behind when it ends. */
export const makeAssemblyApart = async (): Promise<string> => {
  const child = spawn(process.execPath, [import.meta.filename], { stdio: ['ignore', 'inherit', 'inherit'] })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new CannotStart('The build failed; what is wrong stands above.')
  return join(root, folder)
}

if (import.meta.main) await makeAssembly()
