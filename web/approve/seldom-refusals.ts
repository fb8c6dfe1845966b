import { MAX_DOCUMENT_BYTES } from '../../shared/domain/document-types.ts'
import type { Refusal } from './api.ts'
import type { MoreMessages, Words } from './words.ts'

/** What is said of a refusal that is met seldom; one this page does not know is quoted by its code. */
export const seldomSentence = (
  { code, correlationId, againAt, because = '', most = 0 }: Refusal,
  { say }: { say: Pick<Words['say'], 'dateTime'> },
  more: MoreMessages,
): string => {
  switch (code) {
    case 'asked_too_often':
      return more.asked_too_often({ time: againAt ? say.dateTime(againAt, hereZone()) : 'none' })
    // The last try is spent: what helps now is what helps on the next one too.
    case 'code_wrong':
      return more.code_used_up()
    case 'document_too_large':
      return more.document_too_large({ megabytes: MAX_DOCUMENT_BYTES / 1e6 })
    case 'link_unknown':
    case 'code_expired':
    case 'code_used_up':
    case 'content_changed':
    case 'turn_taken':
    case 'decision_stands':
    case 'own_veto_stands':
    case 'declaration_required':
    case 'delegate_not_possible':
    case 'approval_full':
    case 'document_type_not_taken':
    case 'document_differs':
    case 'too_many_documents':
    case 'document_unknown':
    case 'document_not_found':
    case 'kept_out':
    case 'award_superseded':
    case 'contract_committed':
    case 'approval_not_found':
    case 'code_needed':
    case 'too_many_passkeys':
    case 'passkey_refused':
    case 'passkey_unused':
      return more[code]()
    case 'absence_not_possible':
      return more.absence_not_possible({ because })
    case 'invalid_request':
      return invalid(because, most, more)
    default:
      return more.fault({ reference: correlationId || code })
  }
}

/** What is wrong with what was typed, by the cause the server names. */
const invalid = (because: string, most: number, more: MoreMessages): string => {
  switch (because) {
    case 'too_big':
      return more.tooLong({ most })
    case 'invalid_format':
      return more.notAnAddress()
    case 'odd_characters':
      return more.oddCharacters()
    case 'before_first_day':
      return more.beforeFirstDay()
    default:
      return more.invalid_request()
  }
}

const hereZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone
