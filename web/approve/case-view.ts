import type { ApprovalCase } from '../../shared/contracts/approvals.ts'
import { askCode, askLink, byLink, type Opened, openSession, post, type Refusal } from './api.ts'
import { button, facts, filled, h, note, quiet, title } from './elements.ts'
import { browserSecret, passkeyHere } from './kept.ts'
import { refusalNote, sentenceFor } from './refusals.ts'
import type { Words } from './words.ts'

type Props = {
  token: string
  about: ApprovalCase
  words: Words
  /** Why the reader is here again, if they were further. */
  because: Refusal | undefined
  entered: (opened: Opened) => void
  announce: (sentence: string) => void
}

/** What anyone with the link may know, and the way in: a code from the mailbox, or its passkey. */
export const caseView = ({ token, about, words, because, entered, announce }: Props): HTMLElement => {
  const { m, say } = words
  const trouble = h('div', {}, because && refusalNote(because, words))
  const entry = h('div')
  const refused = (refusal: Refusal) => trouble.replaceChildren(refusalNote(refusal, words))

  const send = async () => {
    trouble.replaceChildren()
    const asked = await askCode(token, browserSecret())
    if (!asked.ok) return refused(asked.refusal)
    const { sentTo: mailbox, turn: number } = asked.value
    const sent = m.codeSent({ mailbox, number })
    announce(sent)
    entry.replaceChildren(codeForm(sent))
    entry.querySelector('input')?.focus()
  }
  const sendLink = async () => {
    const asked = await askLink(token, browserSecret())
    if (!asked.ok) return refused(asked.refusal)
    trouble.replaceChildren(note('done', h('p', {}, m.linkSent())))
    announce(m.linkSent())
  }
  const byPasskey = async () => {
    const { signIn } = await import('./seldom.ts')
    const opened = await signIn(post(byLink(token)), browserSecret())
    if (opened.ok) entered(opened.value)
    else refused(opened.refusal)
  }

  const codeForm = (sent: string): HTMLElement => {
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
      if (opened.ok) return entered(opened.value)
      input.setAttribute('aria-invalid', 'true')
      wrong.textContent = await sentenceFor(opened.refusal, words)
      input.select()
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
      h('p', {}, sent),
      h('div', { class: 'field' }, h('label', { for: 'code' }, m.code()), input, wrong),
      h('div', { class: 'acts' }, submit, button(m.sendAnother(), send)),
    )
  }
  const ways = passkeyHere.get()
    ? [button(m.withPasskey(), byPasskey, 'primary'), button(m.sendCode(), send)]
    : [button(m.sendCode(), send, 'primary')]
  entry.append(quiet(m.codeWhy()), h('div', { class: 'acts' }, ways, button(m.sendLink(), sendLink)))

  return h(
    'div',
    {},
    title(m.asksFor({ buyer: about.buyerName })),
    ...caseNotes(about, words),
    facts([
      [m.kind({ subject: about.place.subject }), about.title],
      [m.askedBy(), about.asks],
      [
        m.askedAs(),
        `${m.role({ role: about.role })} (${about.stakeholder})${about.overrides ? `, ${m.mayOverride()}` : ''}`,
      ],
      [m.until(), say.dateTime(about.until, about.timeZone)],
    ]),
    trouble,
    entry,
  )
}

/** What became of a request, as far as everybody may know. */
export const caseNotes = (about: ApprovalCase, { m, seldom }: Words): HTMLElement[] => {
  const { superseded, status } = about
  // Who is asked about the veto itself is not told of it as of somebody else's opinion.
  const sentence = m.status({ status: about.overrides && status === 'vetoed' ? '' : status })
  return [
    ...(superseded || ['superseded', 'expired', 'cancelled'].includes(status)
      ? [filled(seldom().then(({ overNotes, more }) => overNotes(about, more)))]
      : []),
    ...(sentence ? [note(status === 'committed' || status === 'approved' ? 'done' : 'due', h('p', {}, sentence))] : []),
  ]
}
