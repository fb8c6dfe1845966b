import type * as z from 'zod'
import type { Range, Table } from './table.ts'

const PAGE = 40

/** The newest of a numbered range, back to the first that is as old as `since`: there is always the newest of all. */
export const newestSince = async <A extends { askedAt: string }>(
  table: Table,
  range: Range,
  { each, since }: { each: z.ZodType<A>; since: string },
): Promise<A[]> => {
  const found: A[] = []
  let cursor: string | undefined
  do {
    const page = await table.page(range, { limit: PAGE, newestFirst: true, ...(cursor && { cursor }) })
    if (!page.ok) throw new Error('The table does not know its own cursor')
    found.push(...page.value.items.map((item) => each.parse(item)))
    cursor = page.value.next
  } while (cursor && (found.at(-1)?.askedAt ?? since) > since)
  return found
}
