import * as z from 'zod'
import { daysLater, weekdayOf } from './working-days.ts'

/** Countries whose public holidays are known here; GB is England. */
export const HolidayCountry = z.enum(['DK', 'FR', 'GB'])
export type HolidayCountry = z.infer<typeof HolidayCountry>

const on = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

/**
 * Easter Sunday of the Gregorian calendar: the algorithm of "A New York correspondent" (Nature, 20 April 1876), as in
 * Jean Meeus, Astronomical Algorithms, 2nd edition, chapter 8. Its letters are kept.
 */
export const easterSunday = (year: number): string => {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = Math.floor(b / 4)
  const e = b % 4
  const f = Math.floor((b + 8) / 25)
  const g = Math.floor((b - f + 1) / 3)
  const h = (19 * a + b - d - g + 15) % 30
  const i = Math.floor(c / 4)
  const k = c % 4
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  return on(year, Math.floor(n / 31), (n % 31) + 1)
}

const MONDAY = 1
const firstMonday = (year: number, month: number): string => {
  const first = on(year, month, 1)
  return daysLater(first, (MONDAY + 7 - weekdayOf(first)) % 7)
}
const lastMonday = (year: number, month: number): string => {
  const last = daysLater(on(month === 12 ? year + 1 : year, (month % 12) + 1, 1), -1)
  return daysLater(last, -((weekdayOf(last) - MONDAY + 7) % 7))
}

/** A bank holiday on a weekend is taken on the next day that is neither weekend nor another bank holiday. */
const substituted = (dates: readonly string[]): string[] => {
  const taken = new Set(dates.filter((date) => weekdayOf(date) < 6))
  for (const date of dates.filter((one) => weekdayOf(one) >= 6)) {
    let substitute = date
    while (weekdayOf(substitute) >= 6 || taken.has(substitute)) substitute = daysLater(substitute, 1)
    taken.add(substitute)
  }
  return [...taken]
}

const STORE_BEDEDAG_ENDED = 2024

const rules: Record<HolidayCountry, (year: number, easter: string) => string[]> = {
  // Store bededag, the fourth Friday after Easter, is no holiday from 2024 on (lov nr. 214 af 06/03/2023).
  DK: (year, easter) => [
    on(year, 1, 1),
    ...[-3, -2, 0, 1, ...(year < STORE_BEDEDAG_ENDED ? [26] : []), 39, 49, 50].map((days) => daysLater(easter, days)),
    on(year, 12, 25),
    on(year, 12, 26),
  ],
  // Code du travail, article L3133-1.
  FR: (year, easter) => [
    on(year, 1, 1),
    ...[1, 39, 50].map((days) => daysLater(easter, days)),
    on(year, 5, 1),
    on(year, 5, 8),
    on(year, 7, 14),
    on(year, 8, 15),
    on(year, 11, 1),
    on(year, 11, 11),
    on(year, 12, 25),
  ],
  // Banking and Financial Dealings Act 1971, schedule 1, and the days proclaimed each year. Days for one event are not here.
  GB: (year, easter) => [
    ...substituted([on(year, 1, 1)]),
    ...[-2, 1].map((days) => daysLater(easter, days)),
    firstMonday(year, 5),
    lastMonday(year, 5),
    lastMonday(year, 8),
    ...substituted([on(year, 12, 25), on(year, 12, 26)]),
  ],
}

/** The public holidays of a country in a year, in order; some may fall on weekends. */
export const publicHolidays = (country: HolidayCountry, year: number): string[] =>
  [...new Set(rules[country](year, easterSunday(year)))].sort()
