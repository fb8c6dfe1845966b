import { askingFaults } from './asking-faults.ts'
import { changeFaults } from './change-faults.ts'
import { decidingFaults } from './deciding-faults.ts'
import type { Fault } from './fault.ts'
import { keepingFaults } from './keeping-faults.ts'
import { tallyFaults } from './tally-faults.ts'
import { timeFaults } from './time-faults.ts'

export const faults: readonly Fault[] = [
  ...askingFaults,
  ...decidingFaults,
  ...tallyFaults,
  ...keepingFaults,
  ...timeFaults,
  ...changeFaults,
]
