type Value = string | number | boolean
/**
 * When a write may happen: only on a fresh key, only on an existing one, or while attributes have one of these values; with
 * `not`, while one has another or none.
 */
export type When = 'absent' | 'present' | { [attribute: string]: Value | readonly (string | number)[] | { not: Value } }

type Condition = {
  ConditionExpression?: string
  ExpressionAttributeNames?: Record<string, string>
  ExpressionAttributeValues?: Record<string, unknown>
}

/** Several attributes must all hold; several values of one attribute are alternatives. */
export const conditionOf = (when: When | undefined): Condition => {
  if (when === undefined) return {}
  if (when === 'absent') return { ConditionExpression: 'attribute_not_exists(pk)' }
  if (when === 'present') return { ConditionExpression: 'attribute_exists(pk)' }
  const parts: string[] = []
  const names: Record<string, string> = {}
  const values: Record<string, unknown> = {}
  for (const [i, [attribute, wanted]] of Object.entries(when).entries()) {
    names[`#c${i}`] = attribute
    if (typeof wanted === 'object' && 'not' in wanted) {
      values[`:c${i}`] = wanted.not
      parts.push(`(attribute_not_exists(#c${i}) OR #c${i} <> :c${i})`)
      continue
    }
    const alternatives = Array.isArray(wanted) ? wanted : [wanted]
    const marks = alternatives.map((value, j) => {
      values[`:c${i}_${j}`] = value
      return `:c${i}_${j}`
    })
    parts.push(`#c${i} IN (${marks.join(', ')})`)
  }
  return {
    ConditionExpression: parts.join(' AND '),
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: values,
  }
}
