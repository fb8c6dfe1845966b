import { createServer } from 'node:net'
import { synthesize } from '../../infra/app.ts'
import { build } from '../../infra/build/build.ts'
import { type Stack, type StackOptions, startStack } from '../../infra/local/stack.ts'

export type TestStack = Stack

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer().once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })

/** Three ports in a row that nobody listens on: site, console, issuer. */
const freePorts = async (): Promise<number> => {
  for (let port = 20_000 + (process.pid % 2_000) * 10; ; port += 3) {
    const free = await Promise.all([port, port + 1, port + 2].map(isFree))
    if (free.every(Boolean)) return port
  }
}

const assembled = async (): Promise<string> => {
  await build()
  return synthesize({ stage: 'dev', outdir: 'cdk.out/test' })
}

/** The synthesized stack with its engine in memory; nothing of it outlives `stop`. */
export const startTestStack = async (options: Pick<StackOptions, 'webDir'> = {}): Promise<TestStack> =>
  startStack({ ...options, port: await freePorts(), assembly: assembled() })
