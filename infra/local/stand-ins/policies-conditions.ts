import { matchesPattern, protect } from './policies-patterns.ts'
import type { PolicyContext, Statement } from './types.ts'

type Conditions = NonNullable<Statement['Condition']>
type Lookup = (key: string) => readonly string[]
type Test = (asked: string, written: string, lookup: Lookup) => boolean

/**
 * The condition keys somebody here supplies. A key nobody supplies would look absent, and a Deny that tests it
 * would silently never apply; so it is refused until the gateway or a stand-in fills it in and it is added here.
 */
const suppliedKeys = new Set(
  [
    'aws:CurrentTime',
    'aws:PrincipalAccount',
    'aws:PrincipalArn',
    'aws:ResourceAccount',
    'aws:SecureTransport',
    'aws:SourceAccount',
    'aws:SourceArn',
    'dynamodb:EnclosingOperation',
    'dynamodb:LeadingKeys',
    'kms:DataKeyPairSpec',
    'kms:EncryptionContextKeys',
    'kms:MacAlgorithm',
    'kms:MessageType',
    'kms:ReEncryptOnSameKey',
    'kms:SigningAlgorithm',
    'lambda:SourceFunctionArn',
    'ses:FromAddress',
  ].map((key) => key.toLowerCase()),
)

const isSupplied = (key: string) => suppliedKeys.has(key.toLowerCase()) || /^kms:EncryptionContext:.+$/i.test(key)

const variable = /\$\{([^}]*)\}/g

/** What a variable stands for is plain text, also where it holds a star. */
const withVariables = (written: string, lookup: Lookup): string =>
  written.replace(variable, (_, key: string) => {
    const [value, ...others] = lookup(key)
    if (value === undefined || others.length > 0) throw new Error(`The policy variable \${${key}} has no single value`)
    return protect(value)
  })

const like: Test = (asked, written, lookup) => matchesPattern(withVariables(written, lookup), asked)

const arnParts = (arn: string): readonly string[] => {
  const [scheme, partition, service, region, account, ...resource] = arn.split(':')
  return [scheme, partition, service, region, account, resource.join(':')].map((part) => part ?? '')
}

/** The six parts of an ARN are compared one by one, so that a star in one cannot reach into the next. */
const arnLike: Test = (asked, written, lookup) => {
  const wanted = arnParts(withVariables(written, lookup))
  return arnParts(asked).every((part, i) => matchesPattern(wanted[i] ?? '', part))
}

const instant = (text: string): number => {
  const ms = Date.parse(text)
  if (Number.isNaN(ms)) throw new Error(`"${text}" is not a date a policy can be compared with`)
  return ms
}

const amount = (text: string): number => {
  const value = Number(text)
  if (text.trim() === '' || Number.isNaN(value))
    throw new Error(`"${text}" is not a number a policy can be compared with`)
  return value
}

const tests: Record<string, Test> = {
  StringEquals: (asked, written, lookup) => protect(asked) === withVariables(protect(written), lookup),
  StringLike: like,
  ArnEquals: arnLike,
  ArnLike: arnLike,
  Bool: (asked, written) => asked.toLowerCase() === written.toLowerCase(),
  DateLessThan: (asked, written) => instant(asked) < instant(written),
  DateGreaterThanEquals: (asked, written) => instant(asked) >= instant(written),
  NumericLessThanEquals: (asked, written) => amount(asked) <= amount(written),
}

const negations: Record<string, string> = {
  StringNotEquals: 'StringEquals',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
}

type Operator =
  | { readonly name: 'Null' }
  | {
      readonly name: string
      readonly test: Test
      readonly negated: boolean
      readonly ifExists: boolean
      readonly set: string | undefined
    }

const operator = (written: string): Operator => {
  if (written === 'Null') return { name: 'Null' }
  const parts = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/.exec(written)
  const name = parts?.[2] ?? written
  const test = tests[negations[name] ?? name]
  if (!parts || !test || name === 'Null') throw new Error(`Unknown condition operator "${written}"`)
  return { name, test, negated: name in negations, ifExists: parts[3] !== undefined, set: parts[1] }
}

const listed = (written: Conditions[string][string]): readonly string[] => [written].flat().map(String)

/** Throws on any operator, key or value the evaluator would have to guess about. */
export const checkConditions = (conditions: Conditions): void => {
  for (const [written, keys] of Object.entries(conditions)) {
    const { name } = operator(written)
    for (const [key, values] of Object.entries(keys)) {
      if (!isSupplied(key)) throw new Error(`Nothing here supplies the condition key "${key}"`)
      const texts = listed(values)
      if (texts.length === 0) throw new Error(`${written} of "${key}" compares with nothing`)
      for (const text of texts) checkValue(name, key, text)
    }
  }
}

const checkValue = (operatorName: string, key: string, text: string): void => {
  const takesVariables = /^(String|Arn)/.test(operatorName)
  const variables = [...text.matchAll(variable)].map((match) => match[1] ?? '')
  if (!takesVariables && text.includes('${')) throw new Error(`${operatorName} of "${key}" takes no policy variable`)
  for (const name of variables) if (!isSupplied(name)) throw new Error(`Unknown policy variable \${${name}}`)
  if (text.replace(variable, '').includes('${')) throw new Error(`"${text}" holds an unfinished policy variable`)
  if (/^(Null|Bool)$/.test(operatorName) && !/^(true|false)$/i.test(text))
    throw new Error(`${operatorName} of "${key}" is neither true nor false`)
  if (operatorName.startsWith('Date')) instant(text)
  if (operatorName.startsWith('Numeric')) amount(text)
}

/** Whether every condition of a statement holds for a request. */
export const conditionsHold = (conditions: Conditions, context: PolicyContext): boolean => {
  const values = new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), [value].flat()]))
  const lookup: Lookup = (key) => values.get(key.toLowerCase()) ?? []
  return Object.entries(conditions).every(([written, keys]) =>
    Object.entries(keys).every(([key, wanted]) => conditionHolds(operator(written), key, listed(wanted), lookup)),
  )
}

const conditionHolds = (operator: Operator, key: string, wanted: readonly string[], lookup: Lookup): boolean => {
  const asked = lookup(key)
  if (!('test' in operator)) return wanted.some((text) => (text.toLowerCase() === 'true') === (asked.length === 0))
  const { test, negated, ifExists, set } = operator
  const holdsFor = (value: string) => wanted.some((text) => test(value, text, lookup)) !== negated

  // An absent key satisfies ForAllValues and every negation: that is why policies need their Null tests.
  if (set === 'ForAllValues') return asked.every(holdsFor)
  if (asked.length === 0) return ifExists || (negated && set === undefined)
  if (set === 'ForAnyValue') return asked.some(holdsFor)
  if (asked.length > 1) throw new Error(`"${key}" has several values and needs ForAllValues or ForAnyValue`)
  return asked.every(holdsFor)
}
