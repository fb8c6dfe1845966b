import * as z from 'zod'
import { CalendarDate } from './ids.ts'
import { instantToWall, wallToInstant } from './zoned-time.ts'

/** ISO 8601: Monday is 1, Sunday is 7. */
export const Weekday = z.int().min(1).max(7)
export const MAX_HOLIDAYS = 400

/** On which days an organisation works. */
export const Calendar = z.object({
  workDays: z.array(Weekday).min(1).max(7),
  holidays: z.array(CalendarDate).max(MAX_HOLIDAYS),
})
export type Calendar = z.infer<typeof Calendar>

export const MONDAY_TO_FRIDAY = [1, 2, 3, 4, 5]

/** Dates are counted in UTC, where every day has 24 hours. */
export const daysLater = (date: string, days: number): string => {
  const at = new Date(`${date}T00:00:00.000Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}

export const weekdayOf = (date: string): number => new Date(`${date}T00:00:00.000Z`).getUTCDay() || 7

export const isWorkingDay = (date: string, { workDays, holidays }: Calendar): boolean =>
  workDays.includes(weekdayOf(date)) && !holidays.includes(date)

/**
 * The same time of day, so many working days later in the organisation's zone: what is asked on a Friday at 16:00
 * and given two days is due on Tuesday at 16:00. No days at all is the first working day from then on.
 */
export const workingDaysLater = (instant: string, days: number, calendar: Calendar, timeZone: string): string => {
  const wall = instantToWall(instant, timeZone)
  let date = wall.slice(0, 10)
  let left = days
  while (left > 0 || !isWorkingDay(date, calendar)) {
    date = daysLater(date, 1)
    if (isWorkingDay(date, calendar)) left -= 1
  }
  // Zones are whole minutes apart, so seconds are the same on every wall.
  const due = wallToInstant(`${date}T${wall.slice(11)}:${instant.slice(17, 23)}`, timeZone)
  if (!due) throw new Error(`${instant} is no instant`)
  return due
}

/** Working days begun after the day of `from` up to the day of `to`; 0 where both fall on one day or in one weekend. */
export const workingDaysBetween = (from: string, to: string, calendar: Calendar, timeZone: string): number => {
  const last = instantToWall(to, timeZone).slice(0, 10)
  let date = instantToWall(from, timeZone).slice(0, 10)
  let days = 0
  while (date < last) {
    date = daysLater(date, 1)
    if (isWorkingDay(date, calendar)) days += 1
  }
  return days
}

type Took = { askedAt: string; decidedAt: string }
const LEAST_TO_JUDGE_BY = 3

/** How long decisions like these take: the median in working days. Fewer than three say nothing. */
export const expectedWorkingDays = (
  history: readonly Took[],
  calendar: Calendar,
  timeZone: string,
): number | undefined => {
  if (history.length < LEAST_TO_JUDGE_BY) return undefined
  const days = history
    .map(({ askedAt, decidedAt }) => workingDaysBetween(askedAt, decidedAt, calendar, timeZone))
    .sort((a, b) => a - b)
  const upper = days[Math.floor(days.length / 2)] ?? 0
  const lower = days[Math.floor((days.length - 1) / 2)] ?? 0
  return Math.ceil((lower + upper) / 2)
}
