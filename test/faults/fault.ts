/** One way to get the approvals wrong, put into one place, and the tests that must not let it pass. */
export type Fault = {
  name: string
  in: string
  from: string
  to: string
  caughtBy: string
  /** Of a file that takes its time: the names of the tests that fail, and of one that does not. */
  among?: string
}
