import { type Act, type ActForm, boundTo, type Deciding, formOf } from './acts.ts'
import { documentField } from './document-field.ts'
import type { Field } from './form.ts'
import type { Values } from './kept.ts'
import { isLanguage, languages } from './languages.ts'
import type { MoreMessages } from './words.ts'

/** Somebody else, so that they can be written to in their language. */
export const personFields = (more: MoreMessages): Field[] => [
  { name: 'name', label: more.name(), type: 'text', autocomplete: 'off' },
  { name: 'email', label: more.email(), type: 'email', autocomplete: 'off' },
  { name: 'language', label: more.readsIn(), options: languages },
]
export const personIn = ({ name = '', email = '', language }: Values) => ({
  name,
  email,
  language: isLanguage(language) ? language : ('en' as const),
})

/** What only some are ever asked, or seldom do. */
export const seldomForm = (act: Act, deciding: Deciding, more: MoreMessages): ActForm => {
  const { m } = deciding.words
  const optional: Field = { name: 'words', label: more.wordsOptional(), optional: true }
  const needed: Field = { name: 'words', label: m.words() }
  switch (act) {
    case 'condition':
      return {
        warns: more.conditionWarns(),
        fields: [{ name: 'condition', label: m.conditionIs() }],
        asked: ({ condition = '' }) => ({ ...boundTo(deciding), decision: 'approve', comment: '', condition }),
      }
    case 'documented': {
      const { place, words } = deciding
      const { more: _, fields, asked, ...veto } = formOf.veto(deciding)
      const draw: Field['draw'] = (_field, kept, typed) => documentField({ place, kept, typed, words, more })
      return {
        ...veto,
        fields: [...fields, { name: 'document', label: more.document(), draw }],
        asked: ({ document, ...said }) => ({ ...asked(said), ...(document && { document: JSON.parse(document) }) }),
      }
    }
    case 'lift':
      return {
        warns: more.liftWarns(),
        fields: [{ name: 'evidence', label: more.evidence() }],
        asked: ({ evidence = '' }) => ({ ...boundTo(deciding), decision: act, evidence }),
      }
    case 'ask':
      return {
        warns: more.askWarns(),
        fields: [{ name: 'words', label: more.question() }],
        asked: ({ words = '' }) => ({ ...boundTo(deciding), decision: act, words }),
      }
    case 'delegate':
      return {
        warns: more.delegateWarns(),
        fields: [...personFields(more), optional],
        asked: ({ words = '', ...person }) => ({ decision: act, to: personIn(person), words }),
      }
    case 'recuse':
      return {
        warns: more.recuseWarns(),
        fields: [optional],
        asked: ({ words = '' }) => ({ decision: act, words }),
      }
    case 'abstain':
    case 'confirm':
    case 'override':
    case 'uphold':
      return {
        warns: more[`${act}Warns`](),
        fields: [act === 'abstain' || act === 'confirm' ? optional : needed],
        asked: ({ words = '' }) => ({ ...boundTo(deciding), decision: act, words }),
      }
    default:
      throw new Error(`${act} is not seldom`)
  }
}
