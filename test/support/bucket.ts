import type { Payloads } from '../../shared/store/bids.ts'

/** A bucket that keeps what it is given, and for good what it was given first. */
export const aBucket = (): Payloads & { kept: Map<string, Uint8Array> } => {
  const kept = new Map<string, Uint8Array>()
  return {
    kept,
    put: async (key, body) => {
      if (!kept.has(key)) kept.set(key, body)
    },
    get: async (key, stretch) => {
      const body = kept.get(key)
      if (!body) throw new Error(`No ${key}`)
      return stretch ? body.slice(stretch.from, stretch.to) : body
    },
  }
}
