import type { ApprovalContent, OtherStep } from '../../shared/contracts/approvals.ts'
import { facts, note, prose } from './elements.ts'
import type { MoreMessages, Words } from './words.ts'

/** A condition of one's own, and how far it is met. */
export const conditionView = (
  { own, case: about }: ApprovalContent,
  { m, say }: Words,
  more: MoreMessages,
): HTMLElement[] => {
  const { words: wanted, evidence, confirmedAt } = own.condition ?? {}
  if (!wanted) return []
  return [
    note(
      confirmedAt ? 'done' : 'due',
      facts([
        [m.conditionIs(), wanted],
        [more.metBy(), evidence ?? more.notMet()],
      ]),
      confirmedAt && prose(`${m.did({ act: 'confirm' })}, ${say.dateTime(confirmedAt, about.timeZone)}`),
    ),
  ]
}

/** How the buyer says somebody else's condition is met. */
export const metFor = (
  { handlings }: ApprovalContent,
  { stakeholderId }: OtherStep,
  more: MoreMessages,
): HTMLElement[] =>
  handlings.flatMap((one) =>
    one.kind === 'meet' && one.stakeholderId === stakeholderId ? [facts([[more.metBy(), one.evidence]])] : [],
  )
