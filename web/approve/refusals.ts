import type { Refusal } from './api.ts'
import { h, note } from './elements.ts'
import type { Words } from './words.ts'

export const sentenceFor = async (refusal: Refusal, words: Words): Promise<string> => {
  const { m, seldom } = words
  if (refusal.code === 'offline') return m.offline()
  if (refusal.code === 'session_unknown') return m.session_unknown()
  if (refusal.code === 'code_wrong' && refusal.triesLeft) return m.code_wrong({ triesLeft: refusal.triesLeft })
  // The sentences themselves come from the server: without it there is one less to say.
  return seldom().then(
    ({ seldomSentence, more }) => seldomSentence(refusal, words, more),
    () => m.offline(),
  )
}

export const refusalNote = (refusal: Refusal, words: Words): HTMLElement => {
  const said = h('p')
  void sentenceFor(refusal, words).then((sentence) => said.append(sentence))
  return h('div', { role: 'alert' }, note('danger', said))
}
