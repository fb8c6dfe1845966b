type Facts = Record<string, unknown>

const plain = (facts: Facts): Facts =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) =>
      value instanceof Error ? [name, { name: value.name, message: value.message, stack: value.stack }] : [name, value],
    ),
  )
const write = (level: string, message: string, facts: Facts) =>
  console.log(JSON.stringify({ level, message, ...plain(facts) }))

/** One JSON line per entry. Never give it prices, tokens, codes or bodies. */
export const log = {
  info: (message: string, facts: Facts = {}) => write('info', message, facts),
  error: (message: string, facts: Facts = {}) => write('error', message, facts),
}
