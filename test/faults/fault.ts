/** One way to get the approvals wrong, put into one place, and the tests that must not let it pass. */
export type Fault = { name: string; in: string; from: string; to: string; caughtBy: string }
