import type { Because } from '../../shared/domain/approval.ts'
import { facts, h, note } from './elements.ts'
import { said } from './opinions-view.ts'
import type { Shown } from './sections-view.ts'
import type { MoreMessages } from './words.ts'

type Asked = Extract<Because, { vetoOf: string }>

/** The veto somebody is asked to override, and what the buyer says of it. */
export const vetoInQuestion = ({ content, words }: Shown, asked: Asked, more: MoreMessages): HTMLElement[] => {
  const { m } = words
  const veto = content.decisions.findLast((one) => one.stakeholderId === asked.vetoOf && one.decision === 'veto')
  return [
    note(
      'danger',
      h('h2', {}, more.vetoInQuestion()),
      veto && [
        h('p', {}, h('strong', {}, veto.name), ` (${m.role({ role: veto.role })})`),
        ...said(veto, { content, words }),
      ],
      facts([[more.buyerSays(), asked.words]]),
    ),
  ]
}
