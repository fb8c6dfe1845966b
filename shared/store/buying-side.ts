import { isAway } from '../domain/absence.ts'
import type { ApprovalRequest } from '../domain/approval.ts'
import { keptOut } from '../domain/duties.ts'
import { hasHand } from '../domain/hands.ts'
import type { Rfq } from '../domain/rfq.ts'
import { loadAbsences } from './absences.ts'
import { loadMembershipsOf, loadOrganisation, loadStakeholders } from './organisations.ts'
import { loadPolicy } from './policies.ts'
import { standingOf } from './suppliers.ts'
import type { Table } from './table.ts'

type About = {
  email: string
  at: string
  /** The request this one takes the place of: what somebody said on it goes on only while they may still say it. */
  previous?: Pick<ApprovalRequest, 'steps'> | undefined
}

/** Everything of the buyer's own that says who must approve what somebody asks for, and who may not. */
export const loadBuyingPeople = async (table: Table, rfq: Rfq, { email: proposer, at, previous }: About) => {
  const { buyerId } = rfq
  const [buyer, stakeholders] = await Promise.all([loadOrganisation(table, buyerId), loadStakeholders(table, buyerId)])
  if (!buyer) throw new Error(`The buyer ${buyerId} of ${rfq.rfqId} is not there`)
  const mailboxes = stakeholders.map(({ email }) => email)
  const earlier = (previous?.steps ?? []).map(({ email }) => email)
  const absences = (await loadAbsences(table, mailboxes)).filter(({ absence }) => isAway(absence, at, buyer.timeZone))
  const [policy, memberships] = await Promise.all([
    loadPolicy(table, buyer),
    loadMembershipsOf(table, [...mailboxes, ...earlier, ...absences.map(({ absence }) => absence.delegate.email)]),
  ])
  const tookPart = (email: string) => hasHand(rfq, email)
  const mayNot = keptOut({ buyerId, proposer, tookPart, memberships })
  const away = absences.map(({ email, absence }) => ({ email, to: absence.delegate }))
  // Nobody hands their seat to somebody who may not sit on it.
  const able = away.filter(({ to }) => !mayNot(to.email))
  return { buyer, stakeholders, policy, mayNot, away: able }
}

/** The same for an award, with what is known of its supplier. */
export const loadBuyingSide = async (table: Table, rfq: Rfq, about: About & { supplierId: string }) => {
  const [people, supplier, standing] = await Promise.all([
    loadBuyingPeople(table, rfq, about),
    loadOrganisation(table, about.supplierId),
    standingOf(table, rfq.buyerId, about.supplierId),
  ])
  return { ...people, supplier, ...standing }
}
