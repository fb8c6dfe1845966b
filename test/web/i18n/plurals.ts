import { parse, type Token } from '@messageformat/parser'

const collect = (tokens: readonly Token[]): string[][] =>
  tokens.flatMap((token) => {
    if (token.type !== 'plural' && token.type !== 'select') return []
    const inside = token.cases.flatMap((branch) => collect(branch.tokens))
    return token.type === 'plural' ? [token.cases.map(({ key }) => key), ...inside] : inside
  })

/** The forms each plural of a message has. */
export const pluralsOf = (text: string): string[][] => collect(parse(text))
