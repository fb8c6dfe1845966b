/** RFC 6901, as the server names a field: "/lines/3/quantity". The empty pointer is the whole. */
export const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

const partsOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))

export const getAt = (whole: unknown, pointer: string): unknown => {
  let value = whole
  for (const part of partsOf(pointer)) {
    if (typeof value !== 'object' || value === null) return undefined
    value = new Map(Object.entries(value)).get(part)
  }
  return value
}

/** A copy of `whole` with another value at the pointer; what is not on the way is shared. */
export const setAt = <T>(whole: T, pointer: string, value: unknown): T => {
  const replace = (node: unknown, parts: readonly string[]): unknown => {
    const [part, ...rest] = parts
    if (part === undefined) return value
    if (Array.isArray(node)) return node.map((item, index) => (String(index) === part ? replace(item, rest) : item))
    const fields = typeof node === 'object' && node !== null ? node : {}
    return { ...fields, [part]: replace(new Map(Object.entries(fields)).get(part), rest) }
  }
  return replace(whole, partsOf(pointer)) as T
}

/** Every place inside T, so that a field bound to a misspelt one does not compile. */
export type Pointer<T, Depth extends readonly unknown[] = []> = Depth['length'] extends 4
  ? never
  : T extends string | number | boolean | null | undefined
    ? never
    : T extends readonly (infer Item)[]
      ? `/${number}` | `/${number}${Pointer<Item, [...Depth, unknown]>}`
      : { [K in keyof T & string]: `/${K}` | `/${K}${Pointer<NonNullable<T[K]>, [...Depth, unknown]>}` }[keyof T &
          string]
