import type { Decision } from '../../shared/domain/decisions.ts'
import type { VetoDocument } from '../../shared/domain/veto-documents.ts'
import { call, inSession, pathTo } from './api.ts'
import { button, h } from './elements.ts'
import { bytesIn, save } from './files.ts'
import { keptSession } from './kept.ts'
import { refusalNote } from './refusals.ts'
import type { Shown } from './sections-view.ts'
import type { MoreMessages, Words } from './words.ts'

type Veto = Extract<Decision, { decision: 'veto' }>

export const nameAndSize = ({ name, bytes }: VetoDocument, { say }: Words): string => `${name} (${say.size(bytes)})`

/** What stands is read again, as on going back: where the session is over that leads to a new code. */
export const readAgain = () => void dispatchEvent(new PopStateEvent('popstate'))

/** The document of a veto, to be opened by whoever reads its words. */
export const documentView = ({ content, words }: Shown, { stakeholderId, document }: Veto, more: MoreMessages) => {
  if (!document) return []
  const trouble = h('div')
  const open = async () => {
    const path = `${pathTo(content.case.place)}/documents/${stakeholderId}/${document.sha256}`
    const file = await call<{ content: string }>(inSession(keptSession()?.session ?? ''), 'GET', path)
    if (!file.ok && file.refusal.code === 'session_unknown') return readAgain()
    trouble.replaceChildren(...(file.ok ? [] : [refusalNote(file.refusal, words)]))
    if (file.ok) save(document.name, bytesIn(file.value.content), document.contentType)
  }
  return [h('p', {}, `${more.document()}: `, button(nameAndSize(document, words), open, 'jump')), trouble]
}
