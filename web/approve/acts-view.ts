import type { DecisionAsked, DecisionKind } from '../../shared/domain/decisions.ts'
import { type Act, type ActForm, actForm, type Deciding, kindOf, verb } from './acts.ts'
import type { Refusal } from './api.ts'
import { button, h, note } from './elements.ts'
import { formView } from './form.ts'
import type { KeptDraft } from './kept.ts'

export type Sending = (asked: DecisionAsked) => Promise<Refusal | undefined>
type Props = {
  acts: readonly DecisionKind[]
  deciding: Deciding
  draft: KeptDraft
  send: Sending
  /** What to show while no form is open, where it is not the usual buttons. */
  closed?: (open: (act: Act) => void) => HTMLElement
}

const grave: readonly Act[] = ['veto', 'override']
const decisive: readonly Act[] = ['condition', 'confirm', 'lift', 'override', 'uphold', 'veto']
const besides: readonly Act[] = ['ask', 'abstain', 'delegate', 'recuse']

/** What may be done now, and the form of what is being done. */
export const actsView = ({ acts, deciding, draft, send, closed }: Props): HTMLElement => {
  const { m } = deciding.words
  const panel = h('div')
  const isOpen = (act: Act) => acts.includes(kindOf(act))

  const turnTo = (wanted: Act | undefined) => {
    // What was brought is shown again with the rest that is half typed.
    const act = wanted === 'veto' && draft.said(wanted).document ? 'documented' : wanted
    draft.turnTo(act)
    const first = act === 'documented' ? '#document' : 'input, textarea, button'
    void drawNow(act).then(() => panel.querySelector<HTMLElement>(first)?.focus())
  }
  const opener = (act: Act, kind?: string) => button(m[act](), () => turnTo(act), kind)
  const openers = (some: readonly Act[]) =>
    some.filter(isOpen).map((act) => opener(act, grave.includes(act) ? 'grave' : undefined))

  const form = (act: Act, { fields, asked }: ActForm, beside: (HTMLElement | false)[]) =>
    formView({
      fields,
      submit: verb(m[act]()),
      kind: grave.includes(act) ? 'primary grave' : 'primary',
      beside,
      kept: draft.said(act),
      keep: (values) => draft.keep(act, values),
      send: (values) => send(asked(values)),
      words: deciding.words,
    })

  const overview = async (): Promise<HTMLElement[]> => {
    if (closed) return [closed(turnTo)]
    const buttons = openers(decisive)
    const shown = isOpen('approve')
      ? form('approve', await actForm('approve', deciding), buttons)
      : h('div', { class: 'acts' }, buttons)
    return [shown, h('div', { class: 'acts besides' }, openers(besides))]
  }
  const opened = async (wanted: Act): Promise<HTMLElement[]> => {
    const detail = await actForm(wanted, deciding)
    const act = wanted === 'documented' ? 'veto' : wanted
    const kind = grave.includes(act) ? 'danger' : ''
    const head = note(kind, h('p', {}, h('strong', {}, verb(m[act]()))), detail.warns && h('p', {}, detail.warns))
    const back = button(m.back(), () => turnTo(undefined))
    return [head, form(act, detail, [detail.more ? opener(detail.more) : false, back])]
  }
  const drawNow = async (act: Act | undefined) => {
    panel.replaceChildren(...(await (act && isOpen(act) ? opened(act) : overview())))
  }
  // What was kept of an older page opens nothing.
  void drawNow(draft.open() as Act | undefined)
  return panel
}
