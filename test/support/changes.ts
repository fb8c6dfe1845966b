import type { Contract } from '../../shared/domain/contract.ts'
import type { AgreedChange, ContractChange, LineChange } from '../../shared/domain/contract-change.ts'
import { agreedChange, asItStands, changedLines } from '../../shared/domain/contract-change-rules.ts'
import { sumMinor } from '../../shared/domain/money.ts'
import { aBidder, HEAD } from './awards.ts'
import { anId, DAY, later } from './builders.ts'
import { aContract } from './contracts.ts'

/** A contract of these lines, without dates. */
export const contractOf = (prices: readonly [quantity: string, unitPrice: string, totalMinor: number][]): Contract => {
  const made = aContract(aBidder('Deltadata', '10.00'))
  const [line] = made.lines
  if (!line) throw new Error('A contract has lines')
  const lines = prices.map(([quantity, unitPrice, totalMinor], i) => ({
    ...line,
    number: String(i + 1),
    quantity,
    unitPrice,
    totalMinor,
    deliverBy: null,
  }))
  return { ...made, lines, totalMinor: sumMinor(lines.map(({ totalMinor }) => totalMinor)) }
}

/** What is asked for as the lines and totals it makes. */
export const changeOf = (contract: Contract, asked: readonly LineChange[]) => {
  const changed = changedLines(contract, asked)
  if (!changed.ok) throw new Error(`Not a change: ${changed.refusal.code}`)
  return changed.value
}

/** A change of a contract as it stands, pending and in need of approval. */
export const aChange = (
  contract: Contract,
  asked: readonly LineChange[] = [{ number: contract.lines[0]?.number ?? '', quantity: '40' }],
  over: Partial<ContractChange> = {},
): ContractChange => {
  const number = contract.changes.length + 1
  return {
    ...{ changeId: anId('chg'), rfqId: contract.rfqId, number, status: 'pending', needsApproval: true },
    ...{ reason: 'quantity', words: 'Ten pupils more', note: 'Within the budget', budgetLine: '' },
    ...changeOf(contract, asked),
    ...{ currency: contract.currency, budget: { line: '', name: '' } },
    ...{ proposedAt: later(contract.committedAt, DAY), proposedBy: HEAD, answer: null, ended: null },
    told: 'nothing',
    ...over,
  }
}

/** What was agreed before, and one more. */
export const agree = (
  committed: Contract,
  earlier: readonly AgreedChange[],
  asked: readonly LineChange[],
): AgreedChange[] => {
  const change = aChange(asItStands(committed, earlier), asked, { status: 'active' })
  return [...earlier, agreedChange(committed, earlier, change)]
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
