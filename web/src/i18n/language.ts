export const languages = ['en', 'fr', 'da'] as const
export type Language = (typeof languages)[number]

/** Each language in its own name, as a person looking for it would read it. */
export const languageNames: Record<Language, string> = { en: 'English', fr: 'Français', da: 'Dansk' }

/** English is written the European way: 24 hours, day before month. */
export const locales: Record<Language, string> = { en: 'en-GB', fr: 'fr-FR', da: 'da-DK' }

const kept = 'sealbid.language'

export const isLanguage = (value: unknown): value is Language => languages.some((language) => language === value)

/** The person's own choice, else the first language of the browser that we speak. */
export const initialLanguage = (): Language => {
  const chosen = localStorage.getItem(kept)
  if (isLanguage(chosen)) return chosen
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'en'
}

export const rememberLanguage = (language: Language) => localStorage.setItem(kept, language)
