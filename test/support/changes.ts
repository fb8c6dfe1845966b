import type { Contract } from '../../shared/domain/contract.ts'
import type { AgreedChange, ContractChange, LineChange } from '../../shared/domain/contract-change.ts'
import { agreedChange, asItStands, changedLines } from '../../shared/domain/contract-change-rules.ts'
import { HEAD } from './awards.ts'
import { anId, DAY, later } from './builders.ts'

/** A change of a contract as it stands, pending and in need of approval. */
export const aChange = (
  contract: Contract,
  asked: readonly LineChange[] = [{ number: contract.lines[0]?.number ?? '', quantity: '40' }],
  over: Partial<ContractChange> = {},
): ContractChange => {
  const changed = changedLines(contract, asked)
  if (!changed.ok) throw new Error(`Not a change: ${changed.refusal.code}`)
  const number = contract.changes.length + 1
  return {
    ...{ changeId: anId('chg'), rfqId: contract.rfqId, number, status: 'pending', needsApproval: true },
    ...{ reason: 'quantity', words: 'Ten pupils more', note: 'Within the budget', budgetLine: '' },
    ...changed.value,
    ...{ currency: contract.currency, budget: { line: '', name: '' } },
    ...{ proposedAt: later(contract.committedAt, DAY), proposedBy: HEAD, answer: null, ended: null },
    told: 'nothing',
    ...over,
  }
}

/** A contract as it stands with changes that were agreed one after the other. */
export const changedContract = (committed: Contract, ...asked: (readonly LineChange[] | undefined)[]): Contract =>
  asked.reduce<Contract>((standing, lines, i) => {
    const by = { email: standing.supplierContact, name: 'Bo Lund' }
    const at = later(committed.committedAt, (i + 2) * DAY)
    const change = aChange(standing, lines, { status: 'active', answer: { accepted: true, words: 'Gladly', at, by } })
    const agreed: AgreedChange[] = [...standing.changes, agreedChange(committed, standing.changes, change)]
    return asItStands(committed, agreed)
  }, committed)
