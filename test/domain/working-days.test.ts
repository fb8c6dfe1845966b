import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { easterSunday, HolidayCountry, publicHolidays } from '../../shared/domain/public-holidays.ts'
import {
  daysLater,
  expectedWorkingDays,
  isWorkingDay,
  MONDAY_TO_FRIDAY,
  weekdayOf,
  workingDaysBetween,
  workingDaysLater,
} from '../../shared/domain/working-days.ts'
import { instantToWall } from '../../shared/domain/zoned-time.ts'

const COPENHAGEN = 'Europe/Copenhagen'
const office = { workDays: MONDAY_TO_FRIDAY, holidays: publicHolidays('DK', 2027) }
const date = fc.integer({ min: 0, max: 3_000 }).map((days) => daysLater('2024-01-01', days))
const calendar = fc.record({
  workDays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
  holidays: fc.uniqueArray(date, { maxLength: 40 }),
})
const zone = fc.constantFrom(COPENHAGEN, 'Europe/Paris', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland', 'UTC')
const instant = fc.tuple(date, fc.integer({ min: 0, max: 86_399_999 })).map(([day, ms]) => {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + ms).toISOString()
})
const dayIn = (at: string, timeZone: string) => instantToWall(at, timeZone).slice(0, 10)

describe('working days later', () => {
  it.each([
    ['over a weekend', '2027-01-08T15:00:00.000Z', 2, '2027-01-12T15:00:00.000Z'],
    ['over Easter, Maundy Thursday to Easter Monday', '2027-03-24T09:00:00.000Z', 1, '2027-03-30T08:00:00.000Z'],
    ['at the same time of day when the clocks go back', '2027-10-29T10:00:00.250Z', 1, '2027-11-01T11:00:00.250Z'],
    ['from a weekend, the week’s first days', '2027-01-09T10:00:00.000Z', 1, '2027-01-11T10:00:00.000Z'],
    ['that are none, on the next working day', '2027-01-09T10:00:00.000Z', 0, '2027-01-11T10:00:00.000Z'],
  ])('are counted %s', (_, from, days, wanted) => {
    expect(workingDaysLater(from, days, office, COPENHAGEN)).toBe(wanted)
  })

  it('end on a working day, after just that many of them', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 60 }), calendar, zone, (from, days, days7, timeZone) => {
        const due = workingDaysLater(from, days, days7, timeZone)
        expect(isWorkingDay(dayIn(due, timeZone), days7)).toBe(true)
        expect(workingDaysBetween(from, due, days7, timeZone)).toBe(days)
      }),
    )
  })

  it('never come sooner for more days or more holidays', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 30 }), calendar, zone, date, (from, days, week, timeZone, off) => {
        const due = workingDaysLater(from, days, week, timeZone)
        expect(workingDaysLater(from, days + 1, week, timeZone) > due).toBe(true)
        const withOneMore = { ...week, holidays: [...week.holidays, off] }
        expect(workingDaysLater(from, days, withOneMore, timeZone) >= due).toBe(true)
      }),
    )
  })
})

describe('public holidays', () => {
  // Easter dates as printed by the churches and almanacs.
  it.each([
    [1818, '1818-03-22'],
    [1943, '1943-04-25'],
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2038, '2038-04-25'],
    [2285, '2285-03-22'],
  ])('turn on Easter %i', (year, wanted) => {
    expect(easterSunday(year)).toBe(wanted)
  })
  it('put Easter on a Sunday between 22 March and 25 April', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1583, max: 4099 }), (year) => {
        const easter = easterSunday(year)
        expect(weekdayOf(easter)).toBe(7)
        expect(easter.slice(5) >= '03-22' && easter.slice(5) <= '04-25').toBe(true)
      }),
    )
  })
  it('of Denmark have no Store bededag from 2024 on', () => {
    expect(publicHolidays('DK', 2023)).toContain('2023-05-05')
    expect(publicHolidays('DK', 2024)).not.toContain('2024-04-26')
    expect(publicHolidays('DK', 2027)).toEqual([
      '2027-01-01',
      '2027-03-25',
      '2027-03-26',
      '2027-03-28',
      '2027-03-29',
      '2027-05-06',
      '2027-05-16',
      '2027-05-17',
      '2027-12-25',
      '2027-12-26',
    ])
  })
  it('of France are eleven', () => {
    expect(publicHolidays('FR', 2027)).toEqual([
      '2027-01-01',
      '2027-03-29',
      '2027-05-01',
      '2027-05-06',
      '2027-05-08',
      '2027-05-17',
      '2027-07-14',
      '2027-08-15',
      '2027-11-01',
      '2027-11-11',
      '2027-12-25',
    ])
  })
  // The lists of bank holidays for England and Wales as published by the government.
  it.each([
    [2026, ['01-01', '04-03', '04-06', '05-04', '05-25', '08-31', '12-25', '12-28']],
    [2027, ['01-01', '03-26', '03-29', '05-03', '05-31', '08-30', '12-27', '12-28']],
    [2028, ['01-03', '04-14', '04-17', '05-01', '05-29', '08-28', '12-25', '12-26']],
  ])('of England in %i are taken on working days', (year, days) => {
    expect(publicHolidays('GB', year)).toEqual(days.map((day) => `${year}-${day}`))
  })
  it('are of their year, in order and never twice', () => {
    const years = fc.integer({ min: 1990, max: 2200 })
    fc.assert(
      fc.property(fc.constantFrom(...HolidayCountry.options), years, (country, year) => {
        const days = publicHolidays(country, year)
        expect(days).toEqual([...new Set(days)].sort())
        expect(days.every((day) => day.startsWith(`${year}-`))).toBe(true)
      }),
    )
  })
})

describe('how long decisions take', () => {
  const took = (...days: number[]) =>
    days.map((n) => {
      const askedAt = '2027-01-11T10:00:00.000Z'
      return { askedAt, decidedAt: n === 0 ? askedAt : workingDaysLater(askedAt, n, office, COPENHAGEN) }
    })
  it.each([
    ['nothing by two of them', took(1, 2), undefined],
    ['the middle one of three', took(9, 1, 2), 2],
    ['between the two in the middle, rounded up', took(1, 2, 3, 30), 3],
    ['no day where most decide the same day', took(0, 0, 4), 0],
  ])('is %s', (_, history, wanted) => {
    expect(expectedWorkingDays(history, office, COPENHAGEN)).toBe(wanted)
  })
})
