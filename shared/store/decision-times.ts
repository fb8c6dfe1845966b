import * as z from 'zod'
import { Instant } from '../domain/ids.ts'
import { type StakeholderRole, stakeholderRoles } from '../domain/party.ts'
import { later } from '../domain/time.ts'
import { ranges } from './keys.ts'
import type { Table } from './table.ts'

const NEWEST = 50
const Timed = z.object({ decidedAt: Instant, tookMs: z.int().min(0) })

/** When the newest decisions of a role were asked for and made. Habits change: older ones say little. */
export const loadDecisionTimes = async (table: Table, buyerId: string, role: StakeholderRole) => {
  const page = await table.page(ranges.decisionsBy(buyerId, role), { limit: NEWEST, newestFirst: true })
  return z
    .array(Timed)
    .parse(page.ok ? page.value.items : [])
    .map(({ decidedAt, tookMs }) => ({ askedAt: later(decidedAt, -tookMs), decidedAt }))
}

/** The same of every role. */
export const loadDecisionHistory = async (table: Table, buyerId: string) => {
  const ofRole = await Promise.all(stakeholderRoles.map((role) => loadDecisionTimes(table, buyerId, role)))
  return new Map(stakeholderRoles.map((role, i) => [role, ofRole[i] ?? []]))
}
