import { type Currency, decimalOf, minorDigits } from '../domain/money.ts'
import type { Language } from '../domain/party.ts'

/** English is written the European way: 24 hours, day before month. */
const locales: Record<Language, string> = { en: 'en-GB', fr: 'fr-FR', da: 'da-DK' }

const numeric = (decimal: string): Intl.StringNumericLiteral => {
  if (!/^-?\d+(\.\d+)?$/.test(decimal)) throw new Error(`Not a decimal: ${decimal}`)
  return decimal as Intl.StringNumericLiteral
}

/** How numbers, amounts and times are said in a language, outside the web application. */
export const say = (language: Language) => {
  const locale = locales[language]
  /** Exactly the decimals it has, but at least `least`. */
  const decimal = (value: string, least = 0): string => {
    const digits = Math.max(least, value.split('.')[1]?.length ?? 0)
    const options = { minimumFractionDigits: digits, maximumFractionDigits: digits }
    return new Intl.NumberFormat(locale, options).format(numeric(value)).replace('-', '−')
  }
  const amount = (amountMinor: number, currency: Currency) =>
    decimal(decimalOf(amountMinor, currency), minorDigits[currency])
  const dated = (value: string, timeZone: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone, ...options }).format(
      new Date(value),
    )
  return {
    decimal,
    amount,
    unitPrice: (value: string, currency: Currency) => decimal(value, minorDigits[currency]),
    money: (amountMinor: number, currency: Currency) => `${amount(amountMinor, currency)} ${currency}`,
    /** A calendar date has no time and so no zone. */
    date: (date: string) => dated(`${date.slice(0, 10)}T00:00:00Z`, 'UTC', {}),
    dateTime: (instant: string, timeZone: string) =>
      dated(instant, timeZone, { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' }),
    list: (names: readonly string[]) => new Intl.ListFormat(locale).format(names),
    country: (code: string) => new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code,
  }
}
export type Say = ReturnType<typeof say>
