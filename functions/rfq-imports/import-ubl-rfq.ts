import * as contract from '../../shared/contracts/rfq-imports.ts'
import { importRfq } from '../../shared/formats/ubl/rfq-import.ts'
import { route } from '../http/api.ts'

/** Stores nothing: what was read comes back for the buyer to check and complete. */
export const importUblRfqRoute = () =>
  route(contract.importUblRfq, async ({ body: { xml, timeZone = 'UTC' }, receivedAt }) =>
    importRfq(xml, { now: receivedAt, timeZone }),
  )
