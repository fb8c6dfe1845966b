import * as z from 'zod'
import { Absence } from '../domain/absence.ts'
import { keys } from './keys.ts'
import type { Table } from './table.ts'

const AbsenceItem = z.object({ email: z.string(), absence: Absence.nullable() })

export const loadAbsence = async (table: Table, email: string): Promise<Absence | null> => {
  const item = await table.get(keys.absence(email))
  return item ? AbsenceItem.parse(item).absence : null
}

/** Who of these mailboxes has said who decides for them while they are away; the days are not looked at here. */
export const loadAbsences = async (table: Table, mailboxes: readonly string[]) => {
  const items = await table.getAll([...new Set(mailboxes)].map((email) => keys.absence(email)))
  return items.flatMap((item) => {
    const { email, absence } = item ? AbsenceItem.parse(item) : { email: '', absence: null }
    return absence ? [{ email, absence }] : []
  })
}

/** The last one to write wins; `null` is back again. */
export const keepAbsence = async (table: Table, email: string, absence: Absence | null): Promise<void> => {
  await table.commit([{ put: { ...keys.absence(email), kind: 'Absence', email, absence } }])
}
