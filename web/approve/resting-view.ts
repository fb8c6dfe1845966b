import type { ApprovalCase } from '../../shared/contracts/approvals.ts'
import type { Content } from './api.ts'
import { h, note, quiet } from './elements.ts'
import type { MoreMessages } from './words.ts'

/** What is said of a request on which nothing more is decided, or that a newer one has replaced. */
export const overNotes = ({ superseded, status }: ApprovalCase, more: MoreMessages): HTMLElement[] => [
  ...(superseded && status !== 'superseded' ? [note('due', h('p', {}, more.newestNote()))] : []),
  ...(status === 'superseded' || status === 'expired' || status === 'cancelled'
    ? [note(status === 'cancelled' ? '' : 'due', h('p', {}, more.over({ status })))]
    : []),
]

/** Why nothing is asked of somebody for now, or any more. */
export const restingNotes = ({ status, question }: Content['own'], more: MoreMessages): HTMLElement[] => [
  ...(question ? [note('due', h('p', {}, more.questionOpen()))] : []),
  ...(status === 'waiting' || status === 'delegated' || status === 'recused' || status === 'overridden'
    ? [quiet(more.ownState({ status }))]
    : []),
]
