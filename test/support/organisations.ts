import { routes } from '../../functions/organisations/index.ts'
import type { Table } from '../../shared/store/table.ts'
import { type ApiRequest, type Caller, callRoute } from './api.ts'
import { NOON } from './builders.ts'

/** The routes of organisations over a table; no two things happen in the same millisecond. */
export const anOrganisationsOffice = (tableNow: () => Table) => {
  let clock = Date.parse(NOON)
  const now = () => new Date(clock++).toISOString()
  let people = 0
  const callOn = (on: Table, method: string, path: string, request: ApiRequest) => {
    const found = routes({ table: on, now }).find((one) => one.method === method && one.path === `/api/v1${path}`)
    if (!found) throw new Error(`No route ${method} ${path}`)
    return callRoute(found, request)
  }
  return {
    callOn,
    call: (method: string, path: string, request: ApiRequest) => callOn(tableNow(), method, path, request),
    /** Somebody with a mailbox of their own, who belongs nowhere. */
    aPerson: (name: string): Caller & { email: string; name: string } => ({
      email: `${name.toLowerCase()}-${people++}@somewhere.example`,
      name,
    }),
  }
}
