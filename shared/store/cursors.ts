import * as z from 'zod'
import type { Range } from './table.ts'

const StartKey = z.record(z.string().max(20), z.string().max(1_100))

/** Opaque to callers: the key DynamoDB stopped at. */
export const cursorOf = (key: Record<string, unknown>): string => Buffer.from(JSON.stringify(key)).toString('base64url')

/** The start key inside a cursor, if it belongs to this very range: a cursor never reaches into another partition. */
export const startOf = (cursor: string, { pk, index }: Range): Record<string, string> | undefined => {
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
  return complete && key.data[index ? `${index}pk` : 'pk'] === pk ? key.data : undefined
}
