import type { ApplicationAreas } from '../../../shared/messages/compiled/keys.generated.d.ts'
import type { Language } from './language.ts'

export type Catalogue = ApplicationAreas

type Area = keyof ApplicationAreas
export type MessageKey = { [A in Area]: `${A}.${keyof ApplicationAreas[A] & string}` }[Area]

type Message<K extends MessageKey> = K extends `${infer A extends Area}.${infer N}`
  ? N extends keyof ApplicationAreas[A]
    ? ApplicationAreas[A][N]
    : never
  : never
type ArgumentsOf<K extends MessageKey> = Message<K> extends (...args: infer P) => string ? P : never

/** The sentence for a key; its arguments are checked against the message at compile time. */
export type Translate = <K extends MessageKey>(key: K, ...args: ArgumentsOf<K>) => string

const catalogues: Record<Language, () => Promise<{ default: Catalogue }>> = {
  en: () => import('../../../shared/messages/compiled/en.generated.js'),
  fr: () => import('../../../shared/messages/compiled/fr.generated.js'),
  da: () => import('../../../shared/messages/compiled/da.generated.js'),
}

export const loadCatalogue = async (language: Language): Promise<Catalogue> => (await catalogues[language]()).default

type AnyMessage = (args: never) => string
type Facts = Readonly<Record<string, unknown>>

const find = (catalogue: Catalogue, key: string) => {
  const dot = key.indexOf('.')
  const areas: Record<string, Record<string, AnyMessage | undefined> | undefined> = { ...catalogue }
  return areas[key.slice(0, dot)]?.[key.slice(dot + 1)] as ((args: Facts) => string) | undefined
}

export const translator =
  (catalogue: Catalogue): Translate =>
  (key: MessageKey, ...args: readonly unknown[]) => {
    const message = find(catalogue, key)
    if (!message) throw new Error(`No message ${key}`)
    return message((args[0] ?? {}) as Facts)
  }

/** For keys known only at run time, such as the code of a refusal. */
export const optionalTranslator =
  (catalogue: Catalogue) =>
  (key: string, args: Facts): string | undefined =>
    find(catalogue, key)?.(args)
