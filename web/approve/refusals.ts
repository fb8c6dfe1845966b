import type { Refusal } from './api.ts'
import { h, note } from './elements.ts'
import type { MoreMessages, Words } from './words.ts'

/** What is said of a refusal that is met seldom; one this page does not know is quoted by its code. */
const seldomSentence = ({ code, correlationId, againAt }: Refusal, { say }: Words, more: MoreMessages): string => {
  switch (code) {
    case 'asked_too_often':
      return more.asked_too_often({ time: againAt ? say.dateTime(againAt, hereZone()) : 'none' })
    case 'link_unknown':
    case 'code_expired':
    case 'code_used_up':
    case 'content_changed':
    case 'turn_taken':
    case 'decision_stands':
    case 'own_veto_stands':
    case 'declaration_required':
    case 'delegate_not_possible':
    case 'kept_out':
    case 'award_superseded':
    case 'contract_committed':
    case 'approval_not_found':
    case 'passkey_refused':
    case 'passkey_unused':
    case 'invalid_request':
      return more[code]()
    default:
      return more.fault({ reference: correlationId || code })
  }
}

const hereZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone

export const sentenceFor = async (refusal: Refusal, words: Words): Promise<string> => {
  const { m, more } = words
  if (refusal.code === 'offline') return m.offline()
  if (refusal.code === 'session_unknown') return m.session_unknown()
  if (refusal.code === 'code_wrong') return m.code_wrong({ triesLeft: String(refusal.triesLeft) })
  // The sentences themselves come from the server: without it there is one less to say.
  return more().then(
    (seldom) => seldomSentence(refusal, words, seldom),
    () => m.offline(),
  )
}

export const refusalNote = (refusal: Refusal, words: Words): HTMLElement => {
  const said = h('p')
  void sentenceFor(refusal, words).then((sentence) => said.append(sentence))
  return h('div', { role: 'alert' }, note('danger', said))
}
