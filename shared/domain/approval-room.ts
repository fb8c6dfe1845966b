import type { ApprovalRequest } from './approval.ts'
import { canonical } from './canonical.ts'
import { refuse } from './outcome.ts'

/** A tally is one item, which holds 400 kB. What is left above this is for what must always be said: no. */
const MOST_BYTES = 300_000

/** What makes a tally grow without need is refused before there is no room for a veto any more. */
export const tooLarge = (request: ApprovalRequest) =>
  new TextEncoder().encode(canonical(request)).length > MOST_BYTES ? refuse({ code: 'approval_full' }) : undefined
