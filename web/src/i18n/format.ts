import { minorDigits } from '../../../shared/domain/money.ts'
import { type Language, locales } from './language.ts'

export interface Money {
  readonly amountMinor: number
  readonly currency: string
}

const digitsByCurrency: ReadonlyMap<string, number> = new Map(Object.entries(minorDigits))

/** How many decimals a currency has. Intl must not be asked: it writes forints without their fillér. */
export const currencyDigits = (currency: string): number => {
  const digits = digitsByCurrency.get(currency)
  if (digits === undefined) throw new Error(`Not a currency traded here: ${currency}`)
  return digits
}

/** Minor units as an exact decimal string: 41230000 øre are "412300.00". */
export const minorToDecimal = (amountMinor: number | bigint, digits: number): string => {
  const negative = amountMinor < 0
  const text = (negative ? -BigInt(amountMinor) : BigInt(amountMinor)).toString().padStart(digits + 1, '0')
  const whole = text.slice(0, text.length - digits)
  return `${negative ? '-' : ''}${whole}${digits > 0 ? `.${text.slice(-digits)}` : ''}`
}

/** The minor units of an exact decimal; nothing when it has more decimals than the currency or is too large to be exact. */
export const decimalToMinor = (decimal: string, digits: number): number | undefined => {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal)
  if (!match) return undefined
  const [, sign = '', whole = '', fraction = ''] = match
  if (/[1-9]/.test(fraction.slice(digits))) return undefined
  const amount = Number(`${sign}${whole}${fraction.slice(0, digits).padEnd(digits, '0')}`)
  return Number.isSafeInteger(amount) ? amount : undefined
}

/** Intl takes decimal strings exactly; TypeScript wants to see that they are numeric. */
const numeric = (decimal: string): Intl.StringNumericLiteral => {
  if (!/^-?\d+(\.\d+)?$/.test(decimal)) throw new Error(`Not a decimal: ${decimal}`)
  return decimal as Intl.StringNumericLiteral
}

const fractionOf = (decimal: string) => (decimal.split('.')[1] ?? '').length

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export interface Remaining {
  readonly days: number
  /** Hours, minutes and seconds, as on a clock: "04:12:09". */
  readonly clock: string
  readonly over: boolean
}

const two = (value: number) => String(value).padStart(2, '0')

/** What is left of a time, rounded up to the second so that it never reads 00:00:00 while time remains. */
export const remaining = (milliseconds: number): Remaining => {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000))
  const clock = `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  return { days: Math.floor(seconds / 86_400), clock, over: milliseconds <= 0 }
}

const cached = <K, V>(make: (key: K) => V, name: (key: K) => string = JSON.stringify) => {
  const made = new Map<string, V>()
  return (key: K): V => {
    const id = name(key)
    const known = made.get(id)
    if (known !== undefined) return known
    const fresh = make(key)
    made.set(id, fresh)
    return fresh
  }
}

/** Every number, amount and time on a screen is written by one of these. */
export const formatters = (language: Language, readerZone: string) => {
  const locale = locales[language]
  const numbers = cached((options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options))
  const dates = cached((options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options))
  const relatives = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' })
  const choices = new Intl.ListFormat(locale, { type: 'disjunction' })

  const decimal = (value: string, least = 0): string => {
    const fraction = Math.max(least, fractionOf(value))
    const options = { minimumFractionDigits: fraction, maximumFractionDigits: fraction }
    return numbers(options).format(numeric(value)).replace('-', '−')
  }
  /** The amount alone, for columns that have their currency in the header. */
  const amount = ({ amountMinor, currency }: Money): string => {
    const digits = currencyDigits(currency)
    return decimal(minorToDecimal(amountMinor, digits), digits)
  }
  const dateTimeIn = (instant: string | Date, timeZone: string) =>
    dates({
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      timeZone,
      timeZoneName: 'short',
    }).format(new Date(instant))

  return {
    language,
    locale,
    readerZone,
    decimal,
    amount,
    integer: (value: number) => numbers({ maximumFractionDigits: 0 }).format(value),
    money: (money: Money) => `${amount(money)} ${money.currency}`,
    /** A signed share such as −6.2 %; the ratio is for reading, never for deciding. */
    percent: (ratio: number, sign = false) =>
      numbers({
        style: 'percent',
        minimumFractionDigits: 1,
        maximumFractionDigits: 1,
        ...(sign ? { signDisplay: 'exceptZero' as const } : {}),
      })
        .format(ratio)
        .replace('-', '−'),
    /** A calendar date such as "2026-12-03", which has no time and so no zone. */
    date: (date: string) =>
      dates({ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
        new Date(`${date.slice(0, 10)}T00:00:00Z`),
      ),
    /** A calendar date with the day of the week, for days off. */
    day: (date: string) =>
      dates({ weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
        new Date(`${date}T00:00:00Z`),
      ),
    /** By its ISO number: Monday is 1. */
    weekday: (number: number) =>
      dates({ weekday: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, number))),
    dateIn: (instant: string | Date, timeZone: string) =>
      dates({ day: 'numeric', month: 'short', year: 'numeric', timeZone }).format(new Date(instant)),
    dateTimeIn,
    dateTime: (instant: string | Date) => dateTimeIn(instant, readerZone),
    /** To the millisecond, for evidence: when a bid arrived, when bidding closed. */
    exactIn: (instant: string | Date, timeZone: string) =>
      dates({
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        second: '2-digit',
        fractionalSecondDigits: 3,
        timeZone,
        timeZoneName: 'short',
      }).format(new Date(instant)),
    time: (instant: string | Date) =>
      dates({ hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone: readerZone }).format(new Date(instant)),
    /** How long ago or until, in the coarsest unit that still says something. */
    relative: (instant: string, now: number) => {
      const difference = Date.parse(instant) - now
      const distance = Math.abs(difference)
      // Clocks are read to the minute: what happened in this one is "now", never "in 8 seconds".
      if (distance < MINUTE) return relatives.format(0, 'second')
      if (distance < HOUR) return relatives.format(Math.trunc(difference / MINUTE), 'minute')
      if (distance < DAY) return relatives.format(Math.trunc(difference / HOUR), 'hour')
      return relatives.format(Math.trunc(difference / DAY), 'day')
    },
    list: (items: readonly string[]) => lists.format(items),
    either: (items: readonly string[]) => choices.format(items),
    fileSize: (bytes: number) => {
      if (bytes < 1000) return numbers({ style: 'unit', unit: 'byte', unitDisplay: 'short' }).format(bytes)
      if (bytes < 1_000_000)
        return numbers({ style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 }).format(bytes / 1000)
      return numbers({ style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 }).format(bytes / 1_000_000)
    },
    country: (code: string) => new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code,
    currencyName: (code: string) => new Intl.DisplayNames(locale, { type: 'currency' }).of(code) ?? code,
    /** What this language puts between whole and fraction, and between thousands. */
    separators: () => {
      const parts = numbers({ minimumFractionDigits: 1, useGrouping: true }).formatToParts(1234567.5)
      const find = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
      return { decimal: find('decimal'), group: find('group') }
    },
  }
}

export type Formatters = ReturnType<typeof formatters>
