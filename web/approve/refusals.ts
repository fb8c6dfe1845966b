import type { Refusal } from './api.ts'
import { h, note } from './elements.ts'
import type { Words } from './words.ts'

/** The sentence for a refusal; one this page does not know is quoted by its code. */
export const sentenceFor = ({ code, correlationId = '', triesLeft, againAt }: Refusal, { m, say }: Words): string => {
  switch (code) {
    case 'code_wrong':
      return m.code_wrong({ triesLeft: String(triesLeft) })
    case 'asked_too_often':
      return m.asked_too_often({ time: againAt ? say.dateTime(againAt, hereZone()) : 'none' })
    case 'offline':
    case 'link_unknown':
    case 'session_unknown':
    case 'code_expired':
    case 'code_used_up':
    case 'content_changed':
    case 'turn_taken':
    case 'decision_stands':
    case 'award_superseded':
    case 'contract_committed':
    case 'invalid_request':
      return m[code]()
    default:
      return m.fault({ reference: correlationId || code })
  }
}

const hereZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone

export const refusalNote = (refusal: Refusal, words: Words): HTMLElement =>
  h('div', { role: 'alert' }, note('danger', h('p', {}, sentenceFor(refusal, words))))
