import type { MailFacts } from '../../shared/domain/mail-facts.ts'
import type { Rfq } from '../../shared/domain/rfq.ts'
import { loadContractFile } from '../../shared/store/contract-changes.ts'
import type { Table } from '../../shared/store/table.ts'
import { audienceOf } from './audience.ts'

/** A change of a contract, the one it took the place of, and the people of the supplier it is offered to. */
export const changeFacts = async (
  table: Table,
  rfq: Rfq,
  number: unknown,
): Promise<Pick<MailFacts, 'contract' | 'change' | 'replaced' | 'audience'>> => {
  const [file, audience] = await Promise.all([loadContractFile(table, rfq), audienceOf(table, rfq)])
  const change = file?.changes.find((one) => one.number === number)
  if (!file || !change) return { audience }
  const before = file.changes.find((one) => one.number === change.number - 1)
  const replaced = before?.ended?.because === 'replaced' ? before : undefined
  return { audience, contract: file.standing, change, ...(replaced && { replaced }) }
}
