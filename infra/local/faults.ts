import * as z from 'zod'

/** What a local engine never does by itself, and AWS does. */
export const FaultSpec = z.strictObject({
  match: z.strictObject({
    service: z.optional(z.string()),
    operation: z.optional(z.string()),
    /** The function's folder name (`open-bids`) or its logical id. */
    function: z.optional(z.string()),
    /** Part of a queue's name. */
    queue: z.optional(z.string()),
  }),
  kind: z.enum(['transaction-conflict', 'throttle', 'commit-then-timeout', 'duplicate', 'delay']),
  /** How many matching calls it strikes; without it, and without a probability, all of them. */
  times: z.optional(z.int().positive()),
  /** How many matching calls pass first. */
  after: z.optional(z.int().nonnegative()),
  probability: z.optional(z.number().min(0).max(1)),
  seed: z.optional(z.int()),
  /** For `delay`: by the runner's clock. */
  delayMs: z.optional(z.int().positive()),
})
export type FaultSpec = z.infer<typeof FaultSpec>
export type FaultKind = FaultSpec['kind']
export type Call = { service: string; operation: string; function: string; queue?: string }

export class UnknownTarget extends Error {}

export type Faults = {
  add(spec: FaultSpec): void
  clear(): void
  /** The fault that strikes this call, if any; asking uses it up. */
  strike(call: Call, kinds: readonly FaultKind[]): FaultSpec | undefined
  list(): (FaultSpec & { struck: number })[]
}

/** `known`: the functions and queues there are, so that a fault nobody can ever meet is refused. */
export const createFaults = (known?: { functions: readonly string[]; queues: readonly string[] }): Faults => {
  const assertMet = ({ function: name, queue }: FaultSpec['match']) => {
    if (name !== undefined && known && !known.functions.some((one) => isFunction(name, one)))
      throw new UnknownTarget(`There is no function ${name}`)
    if (queue !== undefined && known && !known.queues.some((one) => one.includes(queue)))
      throw new UnknownTarget(`There is no queue ${queue}; there are ${known.queues.join(', ')}`)
  }
  let faults: { spec: FaultSpec; seen: number; struck: number; random: () => number }[] = []
  return {
    add: (spec) => {
      assertMet(spec.match)
      faults.push({ spec: FaultSpec.parse(spec), seen: 0, struck: 0, random: randomFrom(spec.seed ?? 1) })
    },
    clear: () => {
      faults = []
    },
    strike: (call, kinds) => {
      for (const fault of faults) {
        if (!kinds.includes(fault.spec.kind) || !matches(fault.spec.match, call)) continue
        fault.seen += 1
        if (fault.seen <= (fault.spec.after ?? 0) || fault.struck >= (fault.spec.times ?? Number.POSITIVE_INFINITY))
          continue
        if (fault.spec.probability !== undefined && fault.random() >= fault.spec.probability) continue
        fault.struck += 1
        return fault.spec
      }
      return undefined
    },
    list: () => faults.map(({ spec, struck }) => ({ ...spec, struck })),
  }
}

const matches = (match: FaultSpec['match'], call: Call): boolean =>
  (match.service === undefined || match.service === call.service) &&
  (match.operation === undefined || match.operation === call.operation) &&
  (match.function === undefined || isFunction(match.function, call.function)) &&
  (match.queue === undefined || (call.queue?.includes(match.queue) ?? false))

/** A function answers to its logical id and to its folder's name. */
export const isFunction = (name: string, logicalId: string): boolean =>
  name === logicalId || logicalId.toLowerCase().startsWith(name.replaceAll('-', '').toLowerCase())

/** Mulberry32: the same seed strikes the same calls. */
const randomFrom = (seed: number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
