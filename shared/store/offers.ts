import * as z from 'zod'
import { ApprovalStatus } from '../domain/approval.ts'
import type { Contract } from '../domain/contract.ts'
import { ChangeStatus, type ContractChange, Offer } from '../domain/contract-change.ts'
import { offerOf } from '../domain/contract-change-rules.ts'
import { indexes, keys, ranges } from './keys.ts'
import { type Changed, changedMeanwhile } from './rfq-events.ts'
import type { Table, Write } from './table.ts'

type ContractPlace = { buyerId: string; rfqId: string; supplierId: string }

export const contractPlace = ({
  rfqId,
  buyer,
  supplier,
}: Pick<Contract, 'rfqId' | 'buyer' | 'supplier'>): ContractPlace => ({
  buyerId: buyer.orgId,
  rfqId,
  supplierId: supplier.orgId,
})

/**
 * That a supplier is told of an offer, on the change and, for its list of work, on the fact that it has this contract.
 * Part of the transaction that records the mails: an offer that ended meanwhile is told to nobody.
 */
export const offerTold = (supplierId: string, offer: Offer): Write<Changed>[] => {
  const { buyerId, rfqId, number, since } = offer
  return [
    {
      update: keys.change(buyerId, rfqId, number),
      set: { told: 'offer' satisfies ContractChange['told'] },
      when: { status: 'pending', told: { not: 'end' } },
      otherwise: changedMeanwhile,
    },
    {
      update: keys.supplied(buyerId, supplierId, rfqId),
      set: { offer, ...indexes.offers(supplierId, since) },
      when: 'present',
      otherwise: changedMeanwhile,
    },
  ]
}

/** That a supplier who was told of an offer is told of its end: by one mail, whatever several things may have ended it. */
export const endTold = ({ buyerId, rfqId }: ContractPlace, number: number): Write<Changed> => ({
  update: keys.change(buyerId, rfqId, number),
  set: { told: 'end' satisfies ContractChange['told'] },
  when: { told: 'offer' },
  otherwise: changedMeanwhile,
})

/** Nothing waits any more for the supplier of a contract. */
export const offerOver = ({ buyerId, rfqId, supplierId }: ContractPlace): Write<Changed> => ({
  update: keys.supplied(buyerId, supplierId, rfqId),
  set: {},
  remove: ['offer', 'gsi1pk', 'gsi1sk'],
  when: 'present',
  otherwise: changedMeanwhile,
})

const MOST = 100
const Pending = z.object({ status: ChangeStatus, needsApproval: z.boolean() })
const Tallied = z.object({ status: ApprovalStatus })

/**
 * The offers that wait for a supplier's answer, the longest waiting first. The index may be a moment old, and a veto holds
 * an offer without ending it: each is looked at again. A change weighs as much as its lines: it is read only where nobody
 * had to approve it, and no tally says how it stands.
 */
export const loadOffers = async (table: Table, supplierId: string): Promise<Offer[]> => {
  const page = await table.page(ranges.offersTo(supplierId), { limit: MOST })
  const offers = page.ok ? page.value.items.map(({ offer }) => Offer.parse(offer)) : []
  const tallies = await table.getAll(
    offers.map(({ buyerId, rfqId, number }) => keys.approval(buyerId, rfqId, 'change', number)),
  )
  const unasked = offers.filter((_, i) => tallies[i] === undefined)
  const changes = await table.getAll(unasked.map(({ buyerId, rfqId, number }) => keys.change(buyerId, rfqId, number)))
  return offers.filter((offer, i) => {
    const change = changes[unasked.indexOf(offer)]
    // Whatever ends a change that somebody approved ends its request too.
    return offerOf(change ? Pending.parse(change) : approved, tallies[i] && Tallied.parse(tallies[i])) === 'open'
  })
}
const approved = { status: 'pending', needsApproval: true } as const
