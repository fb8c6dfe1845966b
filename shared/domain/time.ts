export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

export const later = (instant: string, milliseconds: number): string =>
  new Date(Date.parse(instant) + milliseconds).toISOString()

/** Order of instants and ids, which are ASCII and sort as strings. */
export const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
