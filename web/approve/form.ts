import type { Refusal } from './api.ts'
import { h } from './elements.ts'
import type { Values } from './kept.ts'
import { sentenceFor } from './refusals.ts'
import type { Words } from './words.ts'

export type Field = {
  /** As the server names it in what it refuses. */
  name: string
  label: string
  hint?: string
  optional?: boolean
  /** Several lines of text where not said. */
  type?: 'text' | 'email' | 'date'
  /** Choices by what they are called, as radio buttons. */
  options?: Readonly<Record<string, string>>
  autocomplete?: string
  /** A field that is drawn elsewhere; what it holds is a text all the same. */
  draw?: (field: Field, kept: string, typed: () => void) => Drawn
}
export type Drawn = {
  readonly name: string
  readonly optional: boolean | undefined
  readonly element: HTMLElement
  value: () => string
  complain: (fault: string) => void
  focus: () => void
}

type Props = {
  fields: readonly Field[]
  submit: string
  kind?: string
  /** What stands beside the button that sends. */
  beside?: readonly (HTMLElement | false)[]
  kept: Values
  keep: (values: Values) => void
  /** Answers with a refusal of a field, or with nothing when the page has said what became of it. */
  send: (values: Values) => Promise<Refusal | undefined>
  words: Words
}

/** A form that keeps what is typed, says at each field what it lacks, and sends once. */
export const formView = (props: Props): HTMLFormElement => {
  const { words, beside = [] } = props
  const fields = props.fields.map((field) =>
    (field.draw ?? drawField)(field, props.kept[field.name] ?? '', () => props.keep(values())),
  )
  const values = (): Values => Object.fromEntries(fields.map(({ name, value }) => [name, value()]))
  const submit = h('button', { class: props.kind ?? 'primary' }, props.submit)

  /** Leads to the first that is wrong. */
  const complain = (faults: Values): boolean => {
    for (const field of fields) field.complain(faults[field.name] ?? '')
    const first = fields.find(({ name }) => faults[name])
    first?.focus()
    return first !== undefined
  }
  const send = async () => {
    const said = Object.fromEntries(Object.entries(values()).map(([name, value]) => [name, value.trim()]))
    const missing = fields.filter(({ name, optional }) => !optional && !said[name])
    if (complain(Object.fromEntries(missing.map(({ name }) => [name, words.m.missing()]))) || submit.disabled) return
    submit.disabled = true
    const refusal = await props.send(said)
    submit.disabled = false
    if (!refusal) return
    const sentence = await sentenceFor(refusal, words)
    const at = refusal.pointer?.split('/').at(-1) ?? ''
    if (!complain({ [at]: sentence })) general.textContent = sentence
  }
  const onsubmit = (event: Event) => {
    event.preventDefault()
    void send()
  }
  const general = h('p', { class: 'wrong', role: 'alert' })
  return h(
    'form',
    { novalidate: true, onsubmit },
    fields.map(({ element }) => element),
    general,
    h('div', { class: 'acts' }, submit, ...beside),
  )
}

const drawField = (
  { name, label, hint, optional, type, options, autocomplete }: Field,
  kept: string,
  typed: () => void,
): Drawn => {
  const wrong = h('p', { class: 'wrong', id: `${name}-wrong` })
  const described = { 'aria-describedby': `${name}-wrong${hint ? ` ${name}-hint` : ''}` }
  const said = hint && h('p', { class: 'quiet', id: `${name}-hint` }, hint)
  if (options) {
    const radios = Object.entries(options).map(([value, text]) => {
      const radio = h('input', { type: 'radio', name, value, onchange: typed })
      radio.checked = value === kept
      return { radio, label: h('label', {}, radio, text) }
    })
    const labels = radios.map((one) => one.label)
    return {
      name,
      optional,
      element: h('fieldset', described, h('legend', {}, label), said, labels, wrong),
      value: () => radios.find(({ radio }) => radio.checked)?.radio.value ?? '',
      complain: (fault: string) => {
        wrong.textContent = fault
      },
      focus: () => radios[0]?.radio.focus(),
    }
  }
  const common = { id: name, ...described, autocomplete, oninput: typed }
  const input = type ? h('input', { ...common, type }) : h('textarea', common)
  input.value = kept
  return {
    name,
    optional,
    element: h('div', { class: 'field' }, h('label', { for: name }, label), said, input, wrong),
    value: () => input.value,
    complain: (fault: string) => {
      input.setAttribute('aria-invalid', String(fault !== ''))
      wrong.textContent = fault
    },
    focus: () => input.focus(),
  }
}
