import * as z from 'zod'
import { approvalMoves } from '../domain/approval.ts'
import { hashOf } from '../domain/canonical.ts'
import { Contract, ContractLine } from '../domain/contract.ts'
import type { Rfq, RfqPlace } from '../domain/rfq.ts'
import type { KeptApproval } from './approvals.ts'
import { keys } from './keys.ts'
import { pack, unpack } from './packed.ts'
import { changedMeanwhile, changeRfq } from './rfq-events.ts'
import { suppliedItem } from './suppliers.ts'
import type { Table } from './table.ts'

const LINES_PER_PAGE = 500
const ContractItem = z.object({ contract: Contract.omit({ lines: true }), linePages: z.int(), awardNumber: z.int() })

export const hasContract = async (table: Table, { buyerId, rfqId }: RfqPlace): Promise<boolean> =>
  (await table.get(keys.contract(buyerId, rfqId))) !== undefined

export const loadContract = async (table: Table, { buyerId, rfqId }: RfqPlace): Promise<Contract | undefined> => {
  const item = await table.get(keys.contract(buyerId, rfqId))
  if (!item) return undefined
  const { contract, linePages, awardNumber } = ContractItem.parse(item)
  const pages =
    linePages === 0
      ? [item]
      : await table.getAll(
          Array.from({ length: linePages }, (_, page) => keys.contractLines(buyerId, rfqId, awardNumber, page)),
        )
  const lines = pages.flatMap((page) => z.array(ContractLine).parse(unpack(page?.lines)))
  return Contract.parse({ ...contract, lines })
}

/**
 * The transaction that is the commitment: the contract, the tally closed on the very version that approved it, and the
 * RFQ awarded, or none of them. Lines that fill more than a page lie under the award's number, written before: they
 * mean nothing without the contract.
 */
export const commitContract = async (table: Table, rfq: Rfq, approval: KeptApproval, contract: Contract) => {
  const { buyerId, rfqId } = rfq
  const { lines, ...rest } = contract
  const pageCount = Math.ceil(lines.length / LINES_PER_PAGE)
  const linePages = pageCount > 1 ? pageCount : 0
  for (let page = 0; page < linePages; page++) {
    const some = lines.slice(page * LINES_PER_PAGE, (page + 1) * LINES_PER_PAGE)
    const item = { ...keys.contractLines(buyerId, rfqId, approval.number, page), kind: 'ContractLines' }
    const sha256 = hashOf(some)
    const otherwise = { code: 'other_lines' } as const
    const kept = await table.putOnce({ ...item, sha256, lines: pack(some) }, { sameAs: ['sha256'], otherwise })
    if (!kept.ok) throw new Error(`Award ${approval.number} of ${rfqId} has other contract lines already`)
  }

  const { writes } = changeRfq(
    rfq,
    { status: 'awarded' },
    {
      name: 'contract.committed',
      at: contract.committedAt,
      by: { kind: 'system', name: 'commit-contracts' },
      data: {
        awardId: contract.awardId,
        contractNumber: contract.contractNumber,
        supplierId: contract.supplier.orgId,
        decisionsSha256: hashOf(contract.approvals),
      },
    },
  )
  return table.commit([
    {
      put: {
        ...keys.contract(buyerId, rfqId),
        kind: 'Contract',
        contract: rest,
        awardNumber: approval.number,
        supplierId: contract.supplier.orgId,
        linePages,
        sha256: hashOf(contract),
        ...(linePages === 0 && { lines: pack(lines) }),
      },
      when: 'absent',
      otherwise: changedMeanwhile,
    },
    { put: suppliedItem(contract) },
    {
      update: keys.approval(buyerId, rfqId, approval.subject, approval.number),
      set: { status: approvalMoves.commit.to, version: approval.version + 1 },
      remove: ['gsi2pk', 'gsi2sk'],
      when: { status: approvalMoves.commit.from, version: approval.version },
      otherwise: changedMeanwhile,
    },
    ...writes,
  ])
}
