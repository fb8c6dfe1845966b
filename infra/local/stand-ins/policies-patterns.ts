const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')

/** Stars and question marks that came in with a value and stand for themselves. */
const protectedStar = '\u0001'
const protectedMark = '\u0002'
export const protect = (value: string) => value.replaceAll('*', protectedStar).replaceAll('?', protectedMark)

const compile = (pattern: string, flags: string): RegExp => {
  const source = literal(pattern)
    .replaceAll('\\*', '[^]*')
    .replaceAll('\\?', '[^]')
    .replaceAll(protectedStar, '\\*')
    .replaceAll(protectedMark, '\\?')
  return new RegExp(`^${source}$`, flags)
}

const compiled = new Map<string, RegExp>()

/** Whether a text matches a pattern of the policy language: `*` for any text, `?` for any one character. */
export const matchesPattern = (pattern: string, text: string, flags = ''): boolean => {
  const key = `${flags}/${pattern}`
  const known = compiled.get(key) ?? compile(pattern, flags)
  if (compiled.size < 10_000) compiled.set(key, known)
  return known.test(text)
}
