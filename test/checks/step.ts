/** What a step counted. `said` is shown only when something failed. */
export type Result = { readonly passed: number; readonly failed: number; readonly said: string }
export type Step = {
  readonly name: string
  /** Folder or file without which there is nothing to do. */
  readonly needs?: string
  run(): Promise<Result> | Result
}

const verdict = (fine: boolean, said: string): Result => ({ passed: fine ? 1 : 0, failed: fine ? 0 : 1, said })
export const fine = (said = ''): Result => verdict(true, said)
export const wrong = (said: string): Result => verdict(false, said)
