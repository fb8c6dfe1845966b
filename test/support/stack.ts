import { makeAssembly } from '../../infra/local/make-assembly.ts'
import { type Stack, type StackOptions, startStack } from '../../infra/local/stack.ts'
import { onFreePorts } from './free-ports.ts'

/** A stack with the errors its log has told so far. */
export type TestStack = Stack & { readonly errors: readonly string[] }

/** The synthesized stack with its engine in memory; nothing of it outlives `stop`. */
export const startTestStack = async (options: Pick<StackOptions, 'webDir'> = {}): Promise<TestStack> => {
  const assembly = makeAssembly()
  const errors: string[] = []
  const show = (line: string) => errors.push(line)
  const stack = await onFreePorts((port) => startStack({ ...options, port, assembly, show }))
  return { ...stack, errors }
}
