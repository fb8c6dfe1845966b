import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { approvalMoves } from '../../shared/domain/approval.ts'
import { changeMoves } from '../../shared/domain/contract-change.ts'
import { rfqMoves } from '../../shared/domain/rfq.ts'
import { indexes, keys, ranges } from '../../shared/store/keys.ts'
import { root } from './inputs.ts'
import { indexSays, keySays, rangeSays } from './store-patterns.ts'

type Moves = Record<string, { from: readonly string[]; to: string }>

/** One arrow for each pair of states, named by every act that leads there. */
const diagramOf = (moves: Moves, first: string): string => {
  const arrows = new Map<string, string[]>()
  for (const [act, { from, to }] of Object.entries(moves)) {
    for (const state of from) {
      const arrow = `${state} --> ${to}`
      arrows.set(arrow, [...(arrows.get(arrow) ?? []), act])
    }
  }
  const left = new Set(Object.values(moves).flatMap(({ from, to }) => from.filter((state) => state !== to)))
  const ends = [...new Set(Object.values(moves).map(({ to }) => to))].filter((state) => !left.has(state))
  return [
    '```mermaid',
    'stateDiagram-v2',
    `  [*] --> ${first}`,
    ...[...arrows].map(([arrow, acts]) => `  ${arrow}: ${acts.join(', ')}`),
    ...ends.map((state) => `  ${state} --> [*]`),
    '```',
  ].join('\n')
}

const GENERATED = 'Made by `node infra/build/readmes.ts` from'

export const domainReadme = (): string => `# The rules of the trade

Pure functions in the trade’s own words: times are arguments, refusals are values, nothing is read or written here. A file
\`x.ts\` says what an x is, \`x-rules.ts\` what may be done with it.

The lifecycles below are read by the rules, the store’s conditions and the screens.

${GENERATED} \`rfqMoves\` (rfq.ts), \`approvalMoves\` (approval.ts) and \`changeMoves\` (contract-change.ts); a test fails
where they differ.

## An RFQ

*Closed* is no state: at the closing time bidding is over by the clock alone, before anything has run. No act makes an RFQ
*complete* yet: it rests as *awarded*.

${diagramOf(rfqMoves, 'draft')}

## A request for approval

Its state is the tally of its approvers’ decisions, changed only together with the fact that changes it. A request whose
RFQ was cancelled or ended without an award is shown as \`cancelled\`; that is computed. What was asked about a change of
a contract is \`cancelled\` for good when the change is withdrawn or declined.

${diagramOf(approvalMoves, 'proposed')}

## A change of a contract

Approved by its buyer’s roles, it is offered to the supplier, whose word makes it part of the contract. A newer proposal
takes the place of one that is pending.

${diagramOf(changeMoves, 'pending')}
`

type Maker = (...values: never[]) => Record<string, string>

/** What a key looks like: the parameters stand for themselves, in braces. */
const patternOf = (make: Maker): Record<string, string> => {
  const parameters = /^\(([^)]*)\)/.exec(String(make))?.[1] ?? ''
  const names = parameters.split(',').flatMap((one) => /^\s*(\w+)/.exec(one)?.[1] ?? [])
  return make(...(names.map((name) => `{${name}}`) as never[]))
}
const code = (text: string | undefined) => `\`${text ?? ''}\``
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

const placeOf = ({ pk, beginsWith, from, to }: Record<string, string>): string => {
  if (beginsWith !== undefined) return `${code(pk)}, all of ${code(beginsWith)}`
  const bounds = [from && `from ${code(from)}`, to && `to ${code(to)}`].filter(Boolean).join(' ')
  return bounds ? `${code(pk)}, ${bounds}` : code(pk)
}

export const storeReadme = (): string => {
  const items = Object.entries(keys).map(([name, make]) => {
    const { pk, sk } = patternOf(make)
    return [keySays[name as keyof typeof keys], code(pk), code(sk)]
  })
  const listed = Object.entries(indexes).map(([name, make]) => {
    const [[index = '', pk = ''] = [], [, sk] = []] = Object.entries(patternOf(make))
    // An RFQ's shard is computed from its id.
    const partition = name === 'work' ? patternOf(ranges.dueWork).pk : pk
    return [indexSays[name as keyof typeof indexes], index.slice(0, -2), code(partition), code(sk)]
  })
  const reads = Object.entries(ranges).map(([name, make]) => {
    const pattern = patternOf(make)
    return [rangeSays[name as keyof typeof ranges], pattern.index ?? 'table', placeOf(pattern)]
  })
  return `# Promises, kept in one table

Each function here keeps or reads one thing, atomically: a write carries the condition under which it may happen and the
refusal that its failure means. \`table.ts\` alone speaks DynamoDB’s expressions, \`keys.ts\` alone spells keys. Nothing scans,
nothing deletes.

${GENERATED} \`keys.ts\`; a test fails where they differ.

Keys begin with the tenant. Each bidder’s versions have a partition of their own, so that nobody contends at the deadline.
Reads of the table are strongly consistent; \`gsi1\` (everything projected) carries lists and inboxes, \`gsi2\` (keys only) the
RFQs something is still to be done for.

## What is kept

${table(['Item', 'pk', 'sk'], items)}

## What stands in an index besides

${table(['Item', 'Index', 'Partition', 'Sorted by'], listed)}

## What is read together

Everything else is read by its key, one item or many in one call.

${table(['Read', 'From', 'Range'], reads)}
`
}

/** The files, each with what it must say. */
export const readmes = (): { path: string; text: string }[] => [
  { path: join(root, 'shared/domain/README.md'), text: domainReadme() },
  { path: join(root, 'shared/store/README.md'), text: storeReadme() },
]

export const written = (path: string): string => readFileSync(path, 'utf8')

if (import.meta.main) for (const { path, text } of readmes()) writeFileSync(path, text)
