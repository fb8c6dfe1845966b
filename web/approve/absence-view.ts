import type * as z from 'zod'
import type { Absence } from '../../shared/domain/absence.ts'
import { type Answer, call, inSession, type Opened } from './api.ts'
import { button, h, note, quiet, title } from './elements.ts'
import { formView } from './form.ts'
import { draftNamed, type Values } from './kept.ts'
import { refusalNote } from './refusals.ts'
import { personFields, personIn } from './seldom-forms.ts'
import type { MoreMessages, Words } from './words.ts'

type Kept = { absence: z.infer<typeof Absence> | null }
type Props = {
  open: Opened
  words: Words
  announce: (sentence: string) => void
}

/** From when to when somebody is away, and who decides for them meanwhile. */
export const absenceView = async (props: Props, more: MoreMessages): Promise<Answer<HTMLElement>> => {
  const kept = await call<Kept>(inSession(props.open.session), 'GET', 'absence')
  return kept.ok ? { ok: true, value: keptView(props, more, kept.value) } : kept
}

const keptView = (props: Props, more: MoreMessages, { absence }: Kept): HTMLElement => {
  const { open, words, announce } = props
  const { say } = words
  const draft = draftNamed('absence')
  const view = h('div')
  const save = async (next: Kept) => {
    const saved = await call<Kept>(inSession(open.session), 'PUT', 'absence', next)
    if (!saved.ok) return saved.refusal
    draft.forget()
    view.replaceWith(keptView(props, more, saved.value))
    announce(saved.value.absence ? more.absenceKept() : more.isBack())
    document.querySelector('h1')?.focus()
    return undefined
  }
  const trouble = h('div')
  const back = async () => {
    const refusal = await save({ absence: null })
    if (refusal) trouble.replaceChildren(refusalNote(refusal, words))
  }
  const asKept = absence ? { from: absence.from, to: absence.to, ...absence.delegate } : {}
  view.append(
    title(words.m.away()),
    quiet(more.absenceWhat()),
    absence
      ? note(
          'done',
          h(
            'p',
            {},
            more.awayUntil({
              from: say.date(absence.from),
              to: say.date(absence.to),
              name: `${absence.delegate.name} (${absence.delegate.email})`,
            }),
          ),
          h('div', { class: 'acts' }, button(more.amBack(), back)),
        )
      : '',
    trouble,
    formView({
      fields: [
        { name: 'from', label: more.firstDay(), type: 'date' },
        { name: 'to', label: more.lastDay(), type: 'date' },
        ...personFields(more),
      ],
      submit: more.keepAbsence(),
      kept: { ...asKept, ...draft.said('absence') },
      keep: (values) => draft.keep('absence', values),
      send: ({ from = '', to = '', ...person }: Values) => save({ absence: { from, to, delegate: personIn(person) } }),
      words,
    }),
  )
  return view
}
