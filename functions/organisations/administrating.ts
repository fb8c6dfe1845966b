import { isAdministrator } from '../../shared/domain/administrators.ts'
import type { Person } from '../../shared/domain/party.ts'
import { loadMembership } from '../../shared/store/organisations.ts'
import type { Table } from '../../shared/store/table.ts'

/** Asked of the table, not of the token: a right that is taken away is gone at once. The write looks at it once more. */
export const mayAdministrate = async (table: Table, { orgId, email }: Person): Promise<boolean> =>
  isAdministrator(await loadMembership(table, email), orgId)
