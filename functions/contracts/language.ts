import type { ContractCopy } from '../../shared/domain/contract.ts'
import type { Language } from '../../shared/domain/party.ts'
import { loadOrganisation } from '../../shared/store/organisations.ts'
import type { Table } from '../../shared/store/table.ts'

/** A contract is written in its buyer's language, whoever reads it. */
export const languageOfBuyer = async (table: Table, { buyer }: ContractCopy): Promise<Language> =>
  (await loadOrganisation(table, buyer.orgId))?.language ?? 'en'
