import { sameMailbox } from './mailbox.ts'
import type { Actor } from './party.ts'
import type { Rfq } from './rfq.ts'

/** More people than ever write one RFQ. */
export const MAX_HANDS = 100

type Handled = Pick<Rfq, 'buyerId' | 'createdBy' | 'hands'>

/** Everyone of the buyer who had a hand in it, in the order they came; who created it is the first. */
export const handsOf = ({ createdBy, hands }: Pick<Handled, 'createdBy' | 'hands'>): string[] => [
  ...new Set([createdBy, ...hands]),
]

/** The hands after somebody's act: suppliers who ask or decline, approvers and jobs have none. */
export const withHand = ({ buyerId, hands }: Pick<Handled, 'buyerId' | 'hands'>, by: Actor): string[] => {
  const isNew = by.kind === 'person' && by.orgId === buyerId && !hands.includes(by.email)
  return isNew && hands.length < MAX_HANDS ? [...hands, by.email] : hands
}

/**
 * Whether a mailbox had a hand in an RFQ. The list is bounded, and the oldest are kept; once it is full nobody can be
 * shown to have stayed out, so everyone counts: separation of duties fails closed.
 */
export const hasHand = (rfq: Pick<Handled, 'createdBy' | 'hands'>, email: string): boolean =>
  rfq.hands.length >= MAX_HANDS || handsOf(rfq).some((hand) => sameMailbox(hand, email))
