import { describe, expect, it } from 'vitest'
import { createIam } from '../../infra/local/iam.ts'
import type { Statement } from '../../infra/local/stand-ins/types.ts'
import { keysOf } from '../../infra/local/template-stores.ts'
import { permissions } from './permissions.ts'
import { functionsOf, synthesized } from './synthesized.ts'

const stack = synthesized('dev')
const iam = createIam(stack.assembly)
const functions = functionsOf(stack)
const keys = keysOf(stack.assembly)
const list = <T>(value: T | readonly T[] | undefined): T[] => (value === undefined ? [] : ([value].flat() as T[]))

/** What a resource is called in the list: the table, its stream, an index, a folder, else its construct. */
const called = (resource: string): string => {
  if (resource === '*') return resource
  const [, , service, , , ...rest] = resource.split(':')
  const name = rest.join(':')
  if (service === 'dynamodb') return /\/(stream|gsi\d)(?=\/|$)/.exec(name)?.[1] ?? 'table'
  if (service === 's3') return name.slice(name.indexOf('/') + 1)
  if (service === 'ses') return name
  const key = keys.find(({ arn }) => arn === resource)
  return (key?.logicalId ?? name.replace('Sealbid-dev-', '')).replace(/[0-9A-F]{8}$/, '')
}
const ofEveryFunction = [
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
]
const isCommon = ({ Action }: Statement) => list(Action).some((action) => ofEveryFunction.includes(action))

/** One line per resource, as the list has them: `table: dynamodb:GetItem dynamodb:Query`. */
const summary = (granted: readonly { effect: string; action: string; resource: string }[]): string[] => {
  const byResource = Map.groupBy(granted, ({ effect, resource }) => `${effect === 'Deny' ? 'not ' : ''}${resource}`)
  return [...byResource]
    .map(
      ([resource, of]) =>
        `${resource}: ${of
          .map(({ action }) => action)
          .sort()
          .join(' ')}`,
    )
    .sort()
}
const ownGrants = (logicalId: string) =>
  iam.identityOf(logicalId).flatMap((statement) => {
    const { Effect: effect, Action, Resource } = statement
    if (isCommon(statement)) return []
    return list(Action).flatMap((action) =>
      list(Resource).map((resource) => ({ effect, action, resource: called(resource) })),
    )
  })
const grantsOfKeys = (logicalId: string) =>
  keys.flatMap(({ arn, policy }) => {
    const forIt = policy.filter(
      ({ Effect, Principal }) =>
        Effect === 'Allow' &&
        typeof Principal === 'object' &&
        list(Principal.AWS).includes(iam.principalArn(logicalId)),
    )
    return forIt.flatMap(({ Effect: effect, Action }) =>
      list(Action).map((action) => ({ effect, action, resource: called(arn) })),
    )
  })

describe('what each function may do', () => {
  it.each(functions)('$name: what the list says, neither more nor less', ({ name, logicalId }) => {
    expect(summary([...ownGrants(logicalId), ...grantsOfKeys(logicalId)])).toEqual(
      [...(permissions[name] ?? [])].sort(),
    )
  })

  it('has an entry in the list for every function and no other', () => {
    expect(Object.keys(permissions).sort()).toEqual(functions.map(({ name }) => name).sort())
  })

  it('is for every function to write its own log and traces', () => {
    for (const { logicalId } of functions) {
      const common = iam
        .identityOf(logicalId)
        .filter(({ Action }) => list(Action).some((action) => ofEveryFunction.includes(action)))
      expect(common.flatMap(({ Action }) => list(Action)).sort()).toEqual(ofEveryFunction)
    }
  })

  it('never scans, never deletes, never has a star for an action', () => {
    for (const { name, logicalId } of functions) {
      const actions = iam
        .identityOf(logicalId)
        .filter(({ Effect }) => Effect === 'Allow')
        .flatMap(({ Action }) => list(Action))
      expect(
        actions.filter((action) => /\*|Scan|dynamodb:\w*(Delete|BatchWrite)|s3:\w*Delete/.test(action)),
        name,
      ).toEqual([])
    }
  })

  it('has a star for a resource only where AWS knows no other', () => {
    for (const { name, logicalId } of functions) {
      const everywhere = iam.identityOf(logicalId).filter(({ Resource }) => list(Resource).includes('*'))
      const actions = everywhere.flatMap(({ Action }) => list(Action))
      const allowed = ['xray:PutTelemetryRecords', 'xray:PutTraceSegments', 'dynamodb:ListStreams']
      expect(
        actions.filter((action) => !allowed.includes(action)),
        name,
      ).toEqual([])
    }
  })
})
