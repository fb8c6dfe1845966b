/**
 * Reads a number as a person types or pastes it in any of our languages ("1.355,00", "1 355,00", "1,355.00", "1355.5")
 * into an exact decimal string; nothing when it is not a number or could be read in two ways.
 */
export const readDecimal = (text: string, decimalSeparator: string): string | undefined => {
  const bare = text
    .trim()
    .replace(/[\s\u00a0\u202f']/g, '')
    .replace('−', '-')
  const match = /^(-?)([\d.,]+)$/.exec(bare)
  if (!match) return undefined
  const [, sign, digits = ''] = match
  const plain = toPlain(digits, decimalSeparator)
  if (plain === undefined) return undefined
  const [whole = '', fraction] = plain.split('.')
  const leading = whole.replace(/^0+(?=\d)/, '') || '0'
  return `${sign}${leading}${fraction ? `.${fraction}` : ''}`
}

const toPlain = (digits: string, decimalSeparator: string): string | undefined => {
  const lastDot = digits.lastIndexOf('.')
  const lastComma = digits.lastIndexOf(',')
  if (lastDot < 0 && lastComma < 0) return digits
  if (lastDot >= 0 && lastComma >= 0) {
    const separator = lastDot > lastComma ? '.' : ','
    return withSeparator(digits, separator, separator === '.' ? ',' : '.')
  }
  const only = lastDot >= 0 ? '.' : ','
  const groups = digits.split(only)
  if (groups.length > 2) return isGrouped(digits, only) ? groups.join('') : undefined
  if (only === decimalSeparator) return withSeparator(digits, only, only === '.' ? ',' : '.')
  // "1.355" where the comma is the decimal sign: a thousand; "1.5" can only be a fraction.
  return isGrouped(digits, only) ? groups.join('') : withSeparator(digits, only, '')
}

const isGrouped = (digits: string, separator: string) => {
  const [first = '', ...rest] = digits.split(separator)
  return /^\d{1,3}$/.test(first) && rest.every((group) => group.length === 3)
}

const withSeparator = (digits: string, separator: string, group: string): string | undefined => {
  const [whole = '', fraction = '', ...more] = digits.split(separator)
  if (more.length > 0 || (group !== '' && fraction.includes(group))) return undefined
  if (group !== '' && whole.includes(group) && !isGrouped(whole, group)) return undefined
  const plain = group === '' ? whole : whole.split(group).join('')
  return fraction === '' ? plain || undefined : `${plain || '0'}.${fraction}`
}
