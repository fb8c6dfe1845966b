/** What one kind of call has used since the start. Failed conditions are billed, so they count too. */
export type CallStats = { calls: number; errors: number; readUnits: number; writeUnits: number; emulatorMs: number }
export type FunctionStats = {
  invocations: number
  errors: number
  coldStarts: number
  initMs: number
  durationMs: number
  peakHeapMb: number
}
export type Snapshot = {
  /** By `function service operation`. */
  readonly calls: Record<string, CallStats>
  readonly functions: Record<string, FunctionStats>
  readonly requests: number
  readonly readUnits: number
  readonly writeUnits: number
  /** Time spent waiting for DynamoDB Local, to be told apart from our own. */
  readonly emulatorMs: number
}

export type Stats = ReturnType<typeof createStats>

export const createStats = () => {
  const calls = new Map<string, CallStats>()
  const functions = new Map<string, FunctionStats>()
  let requests = 0
  const callOf = (key: string) => {
    const known = calls.get(key) ?? { calls: 0, errors: 0, readUnits: 0, writeUnits: 0, emulatorMs: 0 }
    calls.set(key, known)
    return known
  }
  const functionOf = (name: string) => {
    const fresh = { invocations: 0, errors: 0, coldStarts: 0, initMs: 0, durationMs: 0, peakHeapMb: 0 }
    const known = functions.get(name) ?? fresh
    functions.set(name, known)
    return known
  }
  return {
    called: (caller: string, service: string, operation: string, used: Partial<CallStats>) => {
      const call = callOf(`${caller} ${service} ${operation}`)
      call.calls += 1
      call.errors += used.errors ?? 0
      call.readUnits += used.readUnits ?? 0
      call.writeUnits += used.writeUnits ?? 0
      call.emulatorMs += used.emulatorMs ?? 0
    },
    started: (name: string, initMs: number) => {
      const fn = functionOf(name)
      fn.coldStarts += 1
      fn.initMs = Math.max(fn.initMs, initMs)
    },
    invoked: (name: string, durationMs: number, heapMb: number, failed: boolean) => {
      const fn = functionOf(name)
      fn.invocations += 1
      fn.durationMs += durationMs
      fn.peakHeapMb = Math.max(fn.peakHeapMb, heapMb)
      fn.errors += failed ? 1 : 0
    },
    requested: () => {
      requests += 1
    },
    snapshot: (): Snapshot => {
      const sum = (field: keyof CallStats) => [...calls.values()].reduce((total, call) => total + call[field], 0)
      return {
        calls: structuredClone(Object.fromEntries(calls)),
        functions: structuredClone(Object.fromEntries(functions)),
        requests,
        readUnits: sum('readUnits'),
        writeUnits: sum('writeUnits'),
        emulatorMs: sum('emulatorMs'),
      }
    },
  }
}
