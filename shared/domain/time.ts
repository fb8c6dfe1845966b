export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

export const later = (instant: string, milliseconds: number): string =>
  new Date(Date.parse(instant) + milliseconds).toISOString()

/** Days from one calendar date or instant to another, whole where both are dates; negative where the other is earlier. */
export const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY

/** Order of instants and ids, which are ASCII and sort as strings. */
export const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
