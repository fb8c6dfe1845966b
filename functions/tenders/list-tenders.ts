import * as contract from '../../shared/contracts/tenders.ts'
import { ok } from '../../shared/domain/outcome.ts'
import { pageOfInvitations } from '../../shared/store/invitations.ts'
import { keys } from '../../shared/store/keys.ts'
import { listingsOf, pageOfOpenTenders } from '../../shared/store/listings.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'

export const listOpenTendersRoute = ({ table }: Pick<Deps, 'table'>) =>
  route(contract.listOpenTenders, async ({ query, receivedAt }) => {
    const page = await pageOfOpenTenders(table, receivedAt, query)
    return page.ok ? ok({ ...page.value, items: await listingsOf(table, page.value.items) }) : page
  })

export const listInvitedTendersRoute = ({ table }: Pick<Deps, 'table'>) =>
  route(contract.listInvitedTenders, async ({ query, person }) => {
    const page = await pageOfInvitations(table, person.email, query)
    if (!page.ok) return page
    const { items: places, next } = page.value
    const [listings, declines] = await Promise.all([
      listingsOf(table, places),
      table.getAll(places.map(({ buyerId, rfqId }) => keys.decline(buyerId, rfqId, person.email))),
    ])
    const declined = places.filter((_, i) => declines[i])
    const items = listings.map((listing) => ({
      ...listing,
      declined: declined.some(({ buyerId, rfqId }) => buyerId === listing.buyerId && rfqId === listing.rfqId),
    }))
    return ok({ items, next })
  })
