export type WorkerSetup = { readonly folder: string; readonly handler: string; readonly clock: SharedArrayBuffer }

export type ToWorker = {
  readonly event: unknown
  readonly context: Record<string, unknown>
  /** By the machine’s clock: a moved clock does not use up a function’s time. */
  readonly deadline: number
}

export type FromWorker =
  | { readonly kind: 'started'; readonly initMs: number }
  | { readonly kind: 'answered'; readonly json: string; readonly heapMb: number }
  | {
      readonly kind: 'failed'
      readonly error: { name: string; message: string; stack: string }
      readonly heapMb: number
    }
