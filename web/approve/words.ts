import type { Language } from '../../shared/domain/party.ts'
import type en from '../../shared/messages/compiled/approve.en.generated.js'
import type moreEn from '../../shared/messages/compiled/approveMore.en.generated.js'

/** Digits of minor units that are not two: put in by the build from shared/domain/money.ts, which is too large here. */
declare const MINOR_DIGITS: string
const minorDigits: Readonly<Record<string, number>> = JSON.parse(MINOR_DIGITS)

export type Messages = typeof en
/** What only those read who hand over, are away, or do what is seldom done. */
export type MoreMessages = typeof moreEn
const locales: Readonly<Record<Language, string>> = { en: 'en-GB', fr: 'fr-FR', da: 'da-DK' }

const catalogues: Record<Language, () => Promise<{ default: Messages }>> = {
  en: () => import('../../shared/messages/compiled/approve.en.generated.js'),
  fr: () => import('../../shared/messages/compiled/approve.fr.generated.js'),
  da: () => import('../../shared/messages/compiled/approve.da.generated.js'),
}

const minorAsDecimal = (amountMinor: number, digits: number): string => {
  const text = String(Math.abs(amountMinor)).padStart(digits + 1, '0')
  const whole = text.slice(0, text.length - digits)
  return `${amountMinor < 0 ? '-' : ''}${whole}${digits > 0 ? `.${text.slice(-digits)}` : ''}`
}

const sayIn = (language: Language) => {
  const locale = locales[language]
  const decimal = (value: string, least = 0): string => {
    const digits = Math.max(least, value.split('.')[1]?.length ?? 0)
    const options = { minimumFractionDigits: digits, maximumFractionDigits: digits }
    // Intl takes decimal strings exactly.
    return new Intl.NumberFormat(locale, options).format(value as Intl.StringNumericLiteral)
  }
  const amount = (amountMinor: number, currency: string): string => {
    const digits = minorDigits[currency] ?? 2
    return decimal(minorAsDecimal(amountMinor, digits), digits)
  }
  const dated = (value: string, timeZone: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone, ...options }).format(
      new Date(value),
    )
  const clock = { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const
  return {
    decimal,
    amount,
    money: (amountMinor: number, currency: string) => `${amount(amountMinor, currency)} ${currency}`,
    unitPrice: (price: string, currency: string) => decimal(price, minorDigits[currency] ?? 2),
    date: (date: string) => dated(`${date}T00:00:00Z`, 'UTC', {}),
    dateTime: (instant: string, timeZone: string) => dated(instant, timeZone, clock),
    time: (instant: string) => new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(new Date(instant)),
    size: (bytes: number) =>
      new Intl.NumberFormat(locale, { style: 'unit', unit: 'kilobyte' }).format(Math.ceil(bytes / 1000)),
    country: (code: string) => new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code,
  }
}

export type Words = {
  language: Language
  m: Messages
  /** What is fetched only when it is wanted, with its words. */
  seldom: () => Promise<typeof import('./seldom.ts') & { more: MoreMessages }>
  say: ReturnType<typeof sayIn>
}

export const wordsIn = async (language: Language): Promise<Words> => ({
  language,
  m: (await catalogues[language]()).default,
  seldom: async () => {
    const seldom = await import('./seldom.ts')
    return { ...seldom, more: await seldom.moreIn(language) }
  },
  say: sayIn(language),
})
