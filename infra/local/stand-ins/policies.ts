import { checkConditions, conditionsHold } from './policies-conditions.ts'
import { matchesPattern } from './policies-patterns.ts'
import type { Decision, PolicyContext, Statement } from './types.ts'

export type Question = {
  readonly identity: readonly Statement[]
  readonly resource?: readonly Statement[]
  readonly resourceKind?: 'kms' | 's3' | 'sqs'
  /** ARN of the role, the name of a service such as `events.amazonaws.com`, or `anonymous`. */
  readonly principalArn: string
  readonly action: string
  /** ARN of what is acted on. */
  readonly resourceArn: string
  readonly context: PolicyContext
}

const elements = new Set(['Sid', 'Effect', 'Principal', 'Action', 'Resource', 'Condition'])
const list = <T>(value: T | readonly T[] | undefined): readonly T[] =>
  value === undefined ? [] : ([value].flat() as T[])

const checked = { identity: new WeakSet<Statement>(), resource: new WeakSet<Statement>() }

/** Throws on everything this evaluator does not know, whether or not it bears on the question at hand. */
const check = (statement: Statement, kind: 'identity' | 'resource'): void => {
  if (checked[kind].has(statement)) return
  for (const element of Object.keys(statement))
    if (!elements.has(element)) throw new Error(`Unknown statement element "${element}"`)
  if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny')
    throw new Error(`Unknown effect "${statement.Effect}"`)
  if (list(statement.Action).length === 0) throw new Error('A statement without Action')
  if (list(statement.Resource).length === 0) throw new Error('A statement without Resource')
  for (const text of [...list(statement.Action), ...list(statement.Resource)])
    if (typeof text !== 'string' || text.includes('${')) throw new Error(`Cannot match ${JSON.stringify(text)}`)
  if (kind === 'identity' && statement.Principal !== undefined) throw new Error('An identity policy names no Principal')
  if (kind === 'resource') checkPrincipal(statement.Principal)
  if (statement.Condition) checkConditions(statement.Condition)
  checked[kind].add(statement)
}

const accountPrincipal = /^(?:arn:aws:iam::)?(\d{12})(?::root)?$/

const checkPrincipal = (principal: Statement['Principal']): void => {
  if (principal === '*') return
  if (typeof principal !== 'object' || Object.keys(principal).length === 0)
    throw new Error(`Unknown principal ${JSON.stringify(principal)}`)
  for (const [kind, names] of Object.entries(principal)) {
    if (kind !== 'AWS' && kind !== 'Service') throw new Error(`Unknown kind of principal "${kind}"`)
    for (const name of list(names)) {
      const known =
        kind === 'Service'
          ? /^[a-z0-9.-]+\.amazonaws\.com$/.test(name)
          : name === '*' ||
            accountPrincipal.test(name) ||
            /^arn:aws:iam::(\d{12}|cloudfront):(role|user)\/[^*?]+$/.test(name)
      if (!known) throw new Error(`Unknown ${kind} principal "${name}"`)
    }
  }
}

/** Named itself, or only as one of its account: the latter leaves the decision to the identity policies. */
const namedBy = (principal: Statement['Principal'], principalArn: string): 'itself' | 'account' | 'not' => {
  if (principal === '*') return 'itself'
  const names = list(principal?.AWS)
  const services = list(principal?.Service)
  if (names.includes('*') || names.includes(principalArn) || services.includes(principalArn)) return 'itself'
  const account = principalArn.split(':')[4]
  return names.some((name) => account && accountPrincipal.exec(name)?.[1] === account) ? 'account' : 'not'
}

const covers = (statement: Statement, { action, resourceArn, context }: Question): boolean =>
  list(statement.Action).some((pattern) => matchesPattern(pattern, action, 'i')) &&
  list(statement.Resource).some((pattern) => matchesPattern(pattern, resourceArn)) &&
  (!statement.Condition || conditionsHold(statement.Condition, context))

const nameOf = (statement: Statement, statements: readonly Statement[]) =>
  statement.Sid ? `"${statement.Sid}"` : `number ${statements.indexOf(statement) + 1}`

/**
 * Decides as IAM does, within one account, for the part of the policy language our template uses.
 * It throws on the rest, so it can never say yes by ignorance.
 */
export const evaluate = (question: Question): Decision => {
  const { identity, resource = [], resourceKind, principalArn, action, resourceArn } = question
  for (const statement of identity) check(statement, 'identity')
  for (const statement of resource) check(statement, 'resource')

  const byIdentity = identity.filter((statement) => covers(statement, question))
  const byResource = resource
    .map((statement) => ({ statement, named: namedBy(statement.Principal, principalArn) }))
    .filter(({ statement, named }) => named !== 'not' && covers(statement, question))

  const ownDeny = byIdentity.find(({ Effect }) => Effect === 'Deny')
  if (ownDeny) return no(`statement ${nameOf(ownDeny, identity)} of its own policies denies it`)
  const resourceDeny = byResource.find(({ statement }) => statement.Effect === 'Deny')
  if (resourceDeny)
    return no(`statement ${nameOf(resourceDeny.statement, resource)} of the resource's policy denies it`)

  const ownAllow = byIdentity[0]
  const direct = byResource.find(({ named }) => named === 'itself')
  const delegated = byResource.find(({ named }) => named === 'account')
  if (direct) return yes(`statement ${nameOf(direct.statement, resource)} of the resource's policy allows it`)
  if (resourceKind === 'kms' && !delegated)
    return no(`the key policy lets neither it nor its account ${action} on ${resourceArn}`)
  if (ownAllow) return yes(`statement ${nameOf(ownAllow, identity)} of its own policies allows it`)
  return no(`none of its policies allows ${action} on ${resourceArn}`)
}

const yes = (because: string): Decision => ({ allowed: true, because })
const no = (because: string): Decision => ({ allowed: false, because })
