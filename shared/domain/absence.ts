import * as z from 'zod'
import { CalendarDate } from './ids.ts'
import { ok, refuse } from './outcome.ts'
import { Language } from './party.ts'
import { Email, requiredLine } from './text.ts'
import { instantToWall } from './zoned-time.ts'

/** The days somebody is away, the last included, and who decides for them then. Days are those of whoever asks. */
export const Absence = z
  .object({
    from: CalendarDate,
    to: CalendarDate,
    delegate: z.object({ name: requiredLine(100), email: Email, language: Language }),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], error: 'must not be before the first day' })
export type Absence = z.infer<typeof Absence>

export const isAway = ({ from, to }: Absence, at: string, timeZone: string): boolean => {
  const day = instantToWall(at, timeZone).slice(0, 10)
  return from <= day && day <= to
}

/** Nobody stands in for themselves. Whether the delegate may decide is looked at when something is asked. */
export const stoodInFor = (email: string, absence: Absence | null) =>
  absence?.delegate.email === email
    ? refuse({ code: 'delegate_not_possible', pointer: '/absence/delegate/email', because: 'own_mailbox' })
    : ok({ absence })
