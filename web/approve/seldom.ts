/** What only some ever need, or seldom: fetched together when it is first wanted. */
export { absenceView } from './absence-view.ts'
export { conditionView, metFor } from './conditions-view.ts'
export { signIn } from './passkeys.ts'
export { passkeysView } from './passkeys-view.ts'
export { howPublished } from './publishing-view.ts'
export { seldomForm } from './seldom-forms.ts'
export { seldomSentence } from './seldom-refusals.ts'
export { vetoInQuestion } from './veto-in-question.ts'
