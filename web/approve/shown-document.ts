import type { ShownDocument } from '../../shared/domain/approval-sections.ts'
import { call, inSession, pathTo } from './api.ts'
import { readAgain } from './document-view.ts'
import { bytesIn, save, sha256Of } from './files.ts'
import { keptSession } from './kept.ts'
import { sentenceFor } from './refusals.ts'
import type { Shown } from './sections-view.ts'
import type { MoreMessages } from './words.ts'

/** Fetches a document in parts, and hands it over only where it is, by its hash, the one that is decided on. */
export const openShown = async (
  { content, words }: Shown,
  { name, sha256, bytes }: ShownDocument,
  state: HTMLElement,
  more: MoreMessages,
): Promise<void> => {
  const percent = new Intl.NumberFormat(words.language, { style: 'percent' })
  const path = `${pathTo(content.case.place)}/attachments/${sha256}?from=`
  const whole = new Uint8Array(bytes)
  for (let from = 0; from < bytes; ) {
    state.textContent = percent.format(from / bytes)
    const answer = await call<{ content: string }>(inSession(keptSession()?.session ?? ''), 'GET', path + from)
    if (!answer.ok && answer.refusal.code === 'session_unknown') return readAgain()
    if (!answer.ok) {
      state.textContent = await sentenceFor(answer.refusal, words)
      return
    }
    const part = bytesIn(answer.value.content)
    whole.set(part, from)
    from += part.length
  }
  const isSame = (await sha256Of(whole)) === sha256
  if (isSame) save(name, whole, 'application/octet-stream')
  state.textContent = isSame ? more.documentSaved() : more.documentOther()
}
