import type { StepPlace } from '../../shared/contracts/approvals.ts'
import { documentTypes, MAX_DOCUMENT_BYTES, typeOfDocument } from '../../shared/domain/document-types.ts'
import type { VetoDocument } from '../../shared/domain/veto-documents.ts'
import { type Answer, call, inSession, pathTo } from './api.ts'
import { nameAndSize, readAgain } from './document-view.ts'
import { button, h, quiet } from './elements.ts'
import { sha256Of } from './files.ts'
import type { Drawn } from './form.ts'
import { keptSession } from './kept.ts'
import { sentenceFor } from './refusals.ts'
import type { MoreMessages, Words } from './words.ts'

type Props = {
  place: StepPlace
  /** The document that is there already, as JSON. */
  kept: string
  typed: () => void
  words: Words
  more: MoreMessages
}

const refusedBy = (code: string) => ({ ok: false, refusal: { code } }) as const

const base64Of = (file: Blob) =>
  new Promise<string>((done, failed) => {
    const reader = new FileReader()
    reader.onload = () => done(String(reader.result).split(',')[1] ?? '')
    reader.onerror = () => failed(reader.error)
    reader.readAsDataURL(file)
  })

/** Characters that would turn round or break a line, and half of one that was cut, are no part of a name. */
const NOT_IN_A_NAME = /[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069\u2028\u2029\uFEFF]/gu
const MAX_NAME = 200
/** As the server takes it; of one that is too long the end stays, which says what it is. */
const nameOf = ({ name }: File): string => name.normalize('NFC').slice(-MAX_NAME).replaceAll(NOT_IN_A_NAME, ' ').trim()

/** Hands a file over to the server, which looks at it again: it is told here what is plain before it travels. */
const bring = async (place: StepPlace, file: File): Promise<Answer<VetoDocument>> => {
  const open = keptSession()
  if (!open) return refusedBy('session_unknown')
  if (!typeOfDocument(nameOf(file))) return refusedBy('document_type_not_taken')
  if (file.size > MAX_DOCUMENT_BYTES) return refusedBy('document_too_large')
  if (file.size === 0) return refusedBy('document_differs')
  try {
    const sha256 = await sha256Of(await file.arrayBuffer())
    const body = { name: nameOf(file), content: await base64Of(file) }
    return await call(inSession(open.session), 'PUT', `${pathTo(place)}/documents/${sha256}`, body)
  } catch (error) {
    // The file is gone, or another program holds it.
    if (error instanceof DOMException) return refusedBy('document_differs')
    throw error
  }
}

/** A document for a veto: it is brought as soon as it is chosen, so that nothing of it is lost with the form. */
export const documentField = ({ place, kept, typed, words, more }: Props): Drawn => {
  let held: VetoDocument | undefined = kept ? JSON.parse(kept) : undefined
  let isTravelling = false
  const wrong = h('p', { class: 'wrong', id: 'document-wrong', role: 'alert' })
  const state = h('p', { role: 'status' })
  const input = h('input', {
    id: 'document',
    type: 'file',
    accept: Object.keys(documentTypes)
      .map((ending) => `.${ending}`)
      .join(),
    'aria-describedby': 'document-wrong document-hint',
    onchange: () => void chosen(),
  })
  const complain = (fault: string) => {
    input.setAttribute('aria-invalid', String(fault !== ''))
    wrong.textContent = fault && isTravelling ? more.documentTravels() : fault
  }
  const hold = (next: VetoDocument | undefined) => {
    held = next
    input.hidden = held !== undefined
    const remove = () => {
      hold(undefined)
      typed()
      complain('')
      input.focus()
    }
    state.replaceChildren(
      ...(held ? [nameAndSize(held, words), ' ', button(more.removeDocument(), remove, 'jump')] : []),
    )
  }
  const chosen = async () => {
    const file = input.files?.[0]
    if (!file) return
    complain('')
    isTravelling = true
    state.textContent = more.documentSent({ name: file.name })
    const brought = await bring(place, file)
    isTravelling = false
    // The same file may be chosen again.
    input.value = ''
    hold(brought.ok ? brought.value : undefined)
    // The form is half typed and kept, so the page may leave it for a new code and find it again.
    if (!brought.ok && brought.refusal.code === 'session_unknown') return readAgain()
    if (!brought.ok) return complain(await sentenceFor(brought.refusal, words))
    complain('')
    typed()
    state.querySelector('button')?.focus()
  }
  const hint = quiet(more.documentHint({ megabytes: MAX_DOCUMENT_BYTES / 1e6 }))
  hint.id = 'document-hint'
  hold(held)
  return {
    name: 'document',
    // Nothing is sent without a document that is on its way.
    get optional() {
      return !isTravelling
    },
    element: h('div', { class: 'field' }, h('label', { for: 'document' }, more.document()), hint, input, state, wrong),
    value: () => (held ? JSON.stringify(held) : ''),
    complain,
    focus: () => (held ? state.querySelector('button') : input)?.focus(),
  }
}
