import type { Contract, ContractLine } from '../../../../shared/domain/contract.ts'
import type { ChangedLine } from '../../../../shared/domain/contract-change.ts'

export interface StandingLine {
  readonly line: ContractLine
  /** As it was concluded, where it was changed since. */
  readonly was: ChangedLine['before'] | undefined
}

type Agreed = Pick<Contract, 'lines' | 'changes'>

/** The lines as they stand; what one was at first is what it was before the oldest change that touched it. */
export const standingLines = ({ lines, changes }: Agreed): StandingLine[] => {
  const first = new Map(
    changes.toReversed().flatMap((change) => change.lines.map((line) => [line.number, line.before])),
  )
  return lines.map((line) => ({ line, was: first.get(line.number) }))
}

/** What the contract came to when it was concluded. */
export const firstTotal = ({ changes, totalMinor }: Pick<Contract, 'changes' | 'totalMinor'>): number =>
  changes[0]?.totals.beforeMinor ?? totalMinor
