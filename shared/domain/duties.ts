import { mailboxOf, sameMailbox } from './mailbox.ts'
import type { Membership } from './party.ts'

export type KeptOutBecause = { code: 'approver_is_requester' | 'approver_took_part' | 'approver_is_supplier' }
/** Why a mailbox may not decide here; undefined where it may. */
export type MayNot = (email: string) => KeptOutBecause | undefined

type Chain = {
  /** Organisation that buys. */
  buyerId: string
  /** Mailbox that asks for the approval. */
  proposer: string
  /** Whether a mailbox wrote, evaluated or changed what is to be approved (`hasHand`). */
  tookPart: (email: string) => boolean
  /** Of the mailboxes that would be asked, those that belong to an organisation. */
  memberships: readonly Pick<Membership, 'email' | 'orgId' | 'status'>[]
}

/**
 * Separation of duties: whether a mailbox may hold a step of an approval, or take one over. Nobody approves what they
 * ask for or had a hand in, and a supplier's person approves nothing of its buyer, also not for another purchase.
 */
export const keptOut = ({ buyerId, proposer, tookPart, memberships }: Chain) => {
  const outsiders = new Set(memberships.filter((one) => isOutsider(one, buyerId)).map(({ email }) => email))
  const mayNot: MayNot = (email) => {
    if (outsiders.has(email) || outsiders.has(mailboxOf(email))) return { code: 'approver_is_supplier' }
    if (sameMailbox(email, proposer)) return { code: 'approver_is_requester' }
    return tookPart(email) ? { code: 'approver_took_part' } : undefined
  }
  return mayNot
}

/**
 * Whether a mailbox belongs to another organisation. An invitation counts for nothing before its owner has joined:
 * anybody may invite anybody, and nobody may take a veto away by writing its holder's address down.
 */
export const isOutsider = (membership: Pick<Membership, 'orgId' | 'status'> | undefined, buyerId: string): boolean =>
  membership !== undefined && membership.status === 'active' && membership.orgId !== buyerId
