import * as z from 'zod'
import { Instant, OrgId, RfqId } from '../domain/ids.ts'
import type { Person } from '../domain/party.ts'
import type { Rfq, RfqPlace } from '../domain/rfq.ts'
import { Declined } from '../domain/tender.ts'
import { indexes, keys, ranges } from './keys.ts'
import { changedMeanwhile, changeRfq } from './rfq-events.ts'
import type { Item, PageAsked, Table } from './table.ts'

const InvitationItem = z.object({
  email: z.string(),
  invitedAt: Instant,
  buyerId: OrgId,
  rfqId: RfqId,
  /** The buyer's country. */
  country: z.string(),
})
export const Decline = Declined.extend({ email: z.string() })
export type Decline = z.infer<typeof Decline>

/** One item per invited mailbox; its index is the mailbox's inbox. */
export const invitationItem = (
  { buyerId, rfqId }: RfqPlace,
  { email, at, country }: { email: string; at: string; country: string },
): Item => ({
  ...keys.invitation(buyerId, rfqId, email),
  ...indexes.invitations(email, at),
  kind: 'Invitation',
  email,
  invitedAt: at,
  buyerId,
  rfqId,
  country,
})

/** Who was invited to an RFQ and who declined: at most as many as an RFQ may invite. */
export const loadInvitations = async (table: Table, { buyerId, rfqId }: RfqPlace) => {
  const [invitations, declines] = await Promise.all([
    table.all(ranges.invitations(buyerId, rfqId)),
    table.all(ranges.declines(buyerId, rfqId)),
  ])
  const declineOf = new Map(
    z
      .array(Decline)
      .parse(declines)
      .map((decline) => [decline.email, decline]),
  )
  return z
    .array(InvitationItem)
    .parse(invitations)
    .map(({ email, invitedAt }) => {
      const { at, reason, words } = declineOf.get(email) ?? {}
      return { email, invitedAt, declined: at && reason ? { at, reason, words: words ?? '' } : null }
    })
}

/** Invitations of one mailbox, newest first. */
export const pageOfInvitations = async (table: Table, email: string, asked: PageAsked) => {
  const page = await table.page(ranges.invitationsTo(email), { ...asked, newestFirst: true })
  return page.ok
    ? ({ ok: true, value: { items: z.array(InvitationItem).parse(page.value.items), next: page.value.next } } as const)
    : page
}

/** A decline is a fact of its own beside the event that tells the buyer. */
export const keepDecline = (table: Table, rfq: Rfq, decline: Decline, by: Person) => {
  const { at, ...data } = decline
  const { writes } = changeRfq(rfq, {}, { name: 'invitation.declined', at, by: { kind: 'person', ...by }, data })
  const put = { ...keys.decline(rfq.buyerId, rfq.rfqId, decline.email), kind: 'Decline', ...decline }
  return table.commit([...writes, { put, when: 'absent', otherwise: changedMeanwhile }])
}
