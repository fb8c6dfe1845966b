import * as z from 'zod'
import type { Range } from './table.ts'

const StartKey = z.record(z.string().max(20), z.string().min(1).max(250))

/** Opaque to callers: the key DynamoDB stopped at. */
export const cursorOf = (key: Record<string, unknown>): string => Buffer.from(JSON.stringify(key)).toString('base64url')

/** The start key inside a cursor, if it belongs to this very range: a cursor never reaches into another one. */
export const startOf = (cursor: string, { pk, index, beginsWith }: Range): Record<string, string> | undefined => {
  let json: unknown
  try {
    json = JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    return undefined
  }
  const key = StartKey.safeParse(json)
  if (!key.success) return undefined
  const expected = index ? ['pk', 'sk', `${index}pk`, `${index}sk`] : ['pk', 'sk']
  const names = Object.keys(key.data)
  const complete = names.length === expected.length && expected.every((name) => names.includes(name))
  const within = (key.data[index ? `${index}sk` : 'sk'] ?? '').startsWith(beginsWith ?? '')
  return complete && within && key.data[index ? `${index}pk` : 'pk'] === pk ? key.data : undefined
}

/**
 * DynamoDB refuses a start outside the range. A range that has begun to start later than the cursor (deadlines pass) is
 * read from its own start; a cursor beyond its end is not ours.
 */
export const startWithin = (start: Record<string, string>, { index, from, to }: Range, newestFirst: boolean) => {
  const at = start[index ? `${index}sk` : 'sk'] ?? ''
  const before = from !== undefined && at < from
  const after = to !== undefined && at > to
  if (newestFirst ? before : after) return 'outside'
  return (newestFirst ? after : before) ? 'fromTheStart' : 'inside'
}

/** Where an item stands in a list: the cursor of what comes after it. */
export const cursorAfter = (item: Record<string, unknown>, index: 'gsi1' | 'gsi2'): string =>
  cursorOf(Object.fromEntries(['pk', 'sk', `${index}pk`, `${index}sk`].map((name) => [name, item[name]])))
