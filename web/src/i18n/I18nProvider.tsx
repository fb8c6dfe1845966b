import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { type Catalogue, loadCatalogue, optionalTranslator, type Translate, translator } from './catalogue.ts'
import { type Formatters, formatters } from './format.ts'
import { initialLanguage, type Language, rememberLanguage } from './language.ts'

interface I18n {
  readonly language: Language
  readonly setLanguage: (language: Language) => void
  readonly t: Translate
  readonly tIfKnown: (key: string, args: Record<string, unknown>) => string | undefined
  readonly format: Formatters
}

const I18nContext = createContext<I18n | undefined>(undefined)

const readerZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

export const startI18n = async () => {
  const language = initialLanguage()
  return { language, catalogue: await loadCatalogue(language) }
}

interface Props {
  readonly start: { readonly language: Language; readonly catalogue: Catalogue }
  readonly timeZone?: string
  readonly children: ReactNode
}

export function I18nProvider({ start, timeZone = readerZone(), children }: Props) {
  const [{ language, catalogue }, setState] = useState(start)

  const setLanguage = useCallback((next: Language) => {
    rememberLanguage(next)
    void loadCatalogue(next).then((loaded) => setState({ language: next, catalogue: loaded }))
  }, [])

  useEffect(() => {
    document.documentElement.lang = language
  }, [language])

  const value = useMemo<I18n>(
    () => ({
      language,
      setLanguage,
      t: translator(catalogue),
      tIfKnown: optionalTranslator(catalogue),
      format: formatters(language, timeZone),
    }),
    [language, catalogue, timeZone, setLanguage],
  )
  return <I18nContext.Provider value={value}>{children}</I18nContext.Provider>
}

export const useI18n = (): I18n => {
  const i18n = useContext(I18nContext)
  if (!i18n) throw new Error('useI18n needs the I18nProvider around it')
  return i18n
}
export const useT = (): Translate => useI18n().t
export const useFormat = (): Formatters => useI18n().format
