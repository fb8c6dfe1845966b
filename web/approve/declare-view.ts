import type { Undeclared } from '../../shared/contracts/approvals.ts'
import { actsView, type Sending } from './acts-view.ts'
import { restingView } from './decision-view.ts'
import { button, h, list, quiet, title } from './elements.ts'
import type { KeptDraft } from './kept.ts'
import { refusalNote } from './refusals.ts'
import type { Words } from './words.ts'

type Props = { content: Undeclared; words: Words; draft: KeptDraft; send: Sending }

/** Before the first look: whether this person has an interest of their own in who wins. */
export const declareView = ({ content, words, draft, send }: Props): HTMLElement => {
  const { m } = words
  const { own, parties, case: about } = content
  const trouble = h('div')
  const declare = async () => {
    const refusal = await send({ decision: 'declare' })
    trouble.replaceChildren(...(refusal ? [refusalNote(refusal, words)] : []))
  }
  const mayDeclare = own.acts.includes('declare')
  const deciding = { role: about.role, words, place: about.place }
  return h(
    'section',
    { id: 'decision' },
    quiet(`${about.buyerName} · ${m.kind({ subject: about.place.subject })}`),
    title(about.title),
    mayDeclare
      ? [
          h('h2', {}, m.declareTitle()),
          ...(parties.length > 0 ? [h('p', {}, m.parties()), list(parties, 'plain')] : []),
          h('p', {}, h('strong', {}, m.interest())),
          quiet(m.interestWhat()),
          trouble,
          actsView({
            acts: own.acts,
            deciding,
            draft,
            send,
            closed: (open) =>
              h(
                'div',
                { class: 'acts' },
                button(m.noInterest(), declare, 'primary'),
                own.acts.includes('recuse') && button(m.hasInterest(), () => open('recuse')),
                own.acts.includes('delegate') && button(m.delegate(), () => open('delegate')),
              ),
          }),
        ]
      : restingView(content, words),
  )
}
