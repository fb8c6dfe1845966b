import { spawn } from 'node:child_process'
import { root } from '../../infra/build/inputs.ts'
import { fine, type Result, type Step, wrong } from './step.ts'

export type Ended = { readonly status: number | null; readonly said: string }

/** Runs a program from the repository's own tools and keeps what it says. */
export const runTool = (command: string, args: readonly string[], env: Record<string, string> = {}): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PATH: `${root}/node_modules/.bin:${process.env.PATH ?? ''}`, NO_COLOR: '1', ...env },
    })
    const said: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => said.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk))
    child.once('error', reject)
    child.once('close', (status) => resolve({ status, said: Buffer.concat(said).toString() }))
  })

/** A step that is one program, which counts as one. */
export const tool = (name: string, command: string, ...args: string[]): Step => ({
  name,
  run: async () => verdictOf(await runTool(command, args)),
})

export const verdictOf = ({ status, said }: Ended): Result => (status === 0 ? fine(said) : wrong(said))
