import { synthesize } from '../../infra/app.ts'
import { build } from '../../infra/build/build.ts'
import { type Stack, type StackOptions, startStack } from '../../infra/local/stack.ts'
import { onFreePorts } from './free-ports.ts'

export type TestStack = Stack

const assembled = async (): Promise<string> => {
  await build()
  return synthesize({ stage: 'dev', outdir: 'cdk.out/test' })
}

/** The synthesized stack with its engine in memory; nothing of it outlives `stop`. */
export const startTestStack = async (options: Pick<StackOptions, 'webDir'> = {}): Promise<TestStack> => {
  const assembly = assembled()
  return onFreePorts((port) => startStack({ ...options, port, assembly }))
}
