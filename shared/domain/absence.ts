import * as z from 'zod'
import { CalendarDate } from './ids.ts'
import { ok, refuse } from './outcome.ts'
import { Language } from './party.ts'
import { Email, requiredLine } from './text.ts'
import { DAY, daysBetween, later } from './time.ts'
import { instantToWall } from './zoned-time.ts'

/** The days somebody is away, the last included, and who decides for them then. Days are those of whoever asks. */
export const Absence = z
  .object({
    from: CalendarDate,
    to: CalendarDate,
    delegate: z.object({ name: requiredLine(100), email: Email, language: Language }),
  })
  .refine(({ from, to }) => from <= to, {
    path: ['to'],
    error: 'must not be before the first day',
    params: { because: 'before_first_day' },
  })
export type Absence = z.infer<typeof Absence>

export const isAway = ({ from, to }: Absence, at: string, timeZone: string): boolean => {
  const day = instantToWall(at, timeZone).slice(0, 10)
  return from <= day && day <= to
}

/** Whoever is away for longer has somebody else take over the role. */
const MOST_DAYS = 366

/**
 * Nobody stands in for themselves, in days that are over everywhere, or for ever. Whether the delegate may decide is
 * looked at when something is asked.
 */
export const stoodInFor = (email: string, absence: Absence | null, at: string) => {
  if (!absence) return ok({ absence })
  const { from, to, delegate } = absence
  if (delegate.email === email)
    return refuse({ code: 'delegate_not_possible', pointer: '/absence/delegate/email', because: 'own_mailbox' })
  const refused = (because: 'over' | 'too_long') =>
    refuse({ code: 'absence_not_possible', pointer: '/absence/to', because } as const)
  if (to < later(at, -DAY).slice(0, 10)) return refused('over')
  return daysBetween(from, to) >= MOST_DAYS ? refused('too_long') : ok({ absence })
}
