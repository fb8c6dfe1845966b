import type { ApprovalCase } from '../../shared/contracts/approvals.ts'
import { askCode, askLink, openSession, type Refusal } from './api.ts'
import { facts, h, note } from './elements.ts'
import { browserSecret, keepSession } from './kept.ts'
import { refusalNote, sentenceFor } from './refusals.ts'
import type { Words } from './words.ts'

type Props = {
  token: string
  about: ApprovalCase
  words: Words
  /** Why the reader is here again, if they were further. */
  because: Refusal | undefined
  entered: () => void
  announce: (sentence: string) => void
}

/** What anyone with the link may know, and the way in: a code from the mailbox. */
export const caseView = ({ token, about, words, because, entered, announce }: Props): HTMLElement => {
  const { m, say } = words
  const trouble = h('div', {}, because ? refusalNote(because, words) : undefined)
  const entry = h('div')
  const refused = (refusal: Refusal) => trouble.replaceChildren(refusalNote(refusal, words))

  const send = async (button: HTMLButtonElement) => {
    button.disabled = true
    trouble.replaceChildren()
    const asked = await askCode(token, browserSecret())
    button.disabled = false
    if (!asked.ok) return refused(asked.refusal)
    announce(m.codeSent({ mailbox: asked.value.sentTo }))
    entry.replaceChildren(codeForm(asked.value.sentTo))
    entry.querySelector('input')?.focus()
  }
  const sendLink = async (button: HTMLButtonElement) => {
    button.disabled = true
    const asked = await askLink(token, browserSecret())
    button.disabled = false
    if (!asked.ok) return refused(asked.refusal)
    trouble.replaceChildren(note('done', h('p', {}, m.linkSent())))
    announce(m.linkSent())
  }
  const act = (label: string, kind: string, run: (button: HTMLButtonElement) => Promise<void>) => {
    const button = h('button', { type: 'button', class: kind, onclick: () => void run(button) }, label)
    return button
  }

  const codeForm = (mailbox: string): HTMLElement => {
    const wrong = h('p', { class: 'wrong', id: 'code-wrong', role: 'alert' })
    const input = h('input', {
      id: 'code',
      class: 'code',
      type: 'text',
      inputmode: 'numeric',
      autocomplete: 'one-time-code',
      'aria-describedby': 'code-wrong',
      oninput: () => typed(),
    })
    const submit = h('button', { class: 'primary' }, m.open())
    const open = async () => {
      const code = input.value.replaceAll(/\D/g, '')
      const shaped = code.length === 6
      input.setAttribute('aria-invalid', String(!shaped))
      wrong.textContent = shaped ? '' : m.codeShape()
      if (!shaped || submit.disabled) return
      submit.disabled = true
      const opened = await openSession(token, browserSecret(), code)
      submit.disabled = false
      if (!opened.ok) {
        input.setAttribute('aria-invalid', 'true')
        wrong.textContent = sentenceFor(opened.refusal, words)
        input.select()
        return
      }
      keepSession(opened.value)
      entered()
    }
    // Typed, pasted or filled in by the phone: six digits are enough to go on.
    const typed = () => {
      if (input.value.replaceAll(/\D/g, '').length === 6) void open()
    }
    const onsubmit = (event: Event) => {
      event.preventDefault()
      void open()
    }
    return h(
      'form',
      { novalidate: true, onsubmit },
      h('p', {}, m.codeSent({ mailbox })),
      h('div', { class: 'field' }, h('label', { for: 'code' }, m.code()), input, wrong),
      h('div', { class: 'acts' }, submit, act(m.sendAnother(), '', send)),
    )
  }
  entry.append(
    h('p', { class: 'quiet' }, m.codeWhy()),
    h('div', { class: 'acts' }, act(m.sendCode(), 'primary', send), act(m.sendLink(), '', sendLink)),
  )

  return h(
    'div',
    {},
    h('h1', { tabindex: '-1' }, m.asksFor({ buyer: about.buyerName })),
    standingNote(about, words),
    facts([
      [m.what(), about.title],
      [m.askedBy(), about.asks],
      [m.askedAs(), `${m.role({ role: about.role })} (${about.stakeholder})`],
      [m.until(), say.dateTime(about.until, about.timeZone)],
    ]),
    trouble,
    entry,
  )
}

const standingNote = ({ superseded, status }: ApprovalCase, { m }: Words): HTMLElement | undefined => {
  if (status === 'awarded') return note('done', h('p', {}, m.committedNote()))
  if (status === 'cancelled') return note('', h('p', {}, m.cancelledNote()))
  if (superseded) return note('due', h('p', {}, m.supersededNote()))
  return status === 'vetoed' ? note('due', h('p', {}, m.vetoedNote())) : undefined
}
