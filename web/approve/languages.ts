import type { Language } from '../../shared/domain/party.ts'

export const languages: Readonly<Record<Language, string>> = { en: 'English', fr: 'Français', da: 'Dansk' }

export const isLanguage = (tag = ''): tag is Language => tag in languages

/** The language of the browser, until it is known whose link this is. */
export const browserLanguage = (): Language =>
  navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'en'
