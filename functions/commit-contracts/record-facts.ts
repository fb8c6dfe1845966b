import type { Requested } from '../../shared/domain/approval-record.ts'
import type { Contract } from '../../shared/domain/contract.ts'
import { agreementSha256 } from '../../shared/domain/contract-rules.ts'
import type { RfqEvent } from '../../shared/domain/events.ts'
import { loadAgreement, type RecordPlace } from '../../shared/store/approval-records.ts'
import { loadApprovals } from '../../shared/store/approvals.ts'
import { loadContractFile } from '../../shared/store/contract-changes.ts'
import { loadContract } from '../../shared/store/contracts.ts'
import type { Table } from '../../shared/store/table.ts'

/** What a record is of, by which link of the audit chain it was agreed, and every request that led to it. */
type Recorded = { contract: Contract; agreementSha256: string; agreed: RfqEvent; requests: Requested[] }

/** What led to a contract: the asking to publish, and every proposal to award. */
const ofContract = async (table: Table, place: RecordPlace): Promise<Recorded | undefined> => {
  const [contract, agreed, publications, awards] = await Promise.all([
    loadContract(table, place),
    loadAgreement(table, place),
    loadApprovals(table, place, 'publication'),
    loadApprovals(table, place, 'award'),
  ])
  if (!contract || !agreed) throw new Error(`${place.rfqId} has no contract to annex a record to`)
  return {
    contract,
    agreementSha256: agreementSha256(contract),
    agreed,
    requests: [...publications, ...awards].map((request) => ({ request })),
  }
}

/**
 * What led to a change: every request since the change that was agreed before it, also of proposals that came to
 * nothing, each with what the supplier said to it. Nothing where nobody was asked: what nobody approved has no record
 * of approval.
 */
const ofChange = async (table: Table, place: RecordPlace, number: number): Promise<Recorded | undefined> => {
  const [file, agreed, all] = await Promise.all([
    loadContractFile(table, place),
    loadAgreement(table, place),
    loadApprovals(table, place, 'change'),
  ])
  const change = file?.agreed.find((one) => one.number === number)
  if (!file || !change || !agreed) throw new Error(`${place.rfqId} has no change ${number} to annex a record to`)
  const before = Math.max(0, ...file.agreed.map((one) => one.number).filter((one) => one < number))
  const answerTo = new Map(file.changes.map((one) => [one.number, one.answer]))
  const requests = all
    .filter((one) => one.number > before && one.number <= number)
    .map((request) => ({ request, answer: answerTo.get(request.number) ?? null }))
  if (!requests.some(({ request }) => request.number === number)) return undefined
  return { contract: file.committed, agreementSha256: change.agreementSha256, agreed, requests }
}

export const loadRecorded = (table: Table, place: RecordPlace): Promise<Recorded | undefined> =>
  place.change === undefined ? ofContract(table, place) : ofChange(table, place, place.change)
