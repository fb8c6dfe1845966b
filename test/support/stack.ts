import { makeAssembly } from '../../infra/local/make-assembly.ts'
import { type Stack, type StackOptions, startStack } from '../../infra/local/stack.ts'
import { onFreePorts } from './free-ports.ts'

export type TestStack = Stack

/** The synthesized stack with its engine in memory; nothing of it outlives `stop`. */
export const startTestStack = async (options: Pick<StackOptions, 'webDir'> = {}): Promise<TestStack> => {
  const assembly = makeAssembly()
  return onFreePorts((port) => startStack({ ...options, port, assembly }))
}
