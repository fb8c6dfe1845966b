import { expect, it } from 'vitest'
import { synthesized } from './synthesized.ts'

const stack = synthesized('prod')
const resources = new Map(stack.resources)

/** What must exist before a resource: what it refers to and what it waits for. */
const needs = (node: unknown): string[] => {
  if (typeof node === 'string') return [...node.matchAll(/\$\{(\w+)[.}]/g)].map(([, name]) => name ?? '')
  if (Array.isArray(node)) return node.flatMap(needs)
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([name, value]) => {
    if (name === 'Ref' || name === 'DependsOn') return [value].flat().map(String)
    if (name === 'Fn::GetAtt') return [String([value].flat()[0]).split('.')[0] ?? '']
    return needs(value)
  })
}

const circleFrom = (id: string, path: readonly string[], done: Set<string>): string[] | undefined => {
  if (path.includes(id)) return [...path.slice(path.indexOf(id)), id]
  if (done.has(id)) return undefined
  done.add(id)
  for (const next of new Set(needs(resources.get(id)))) {
    const circle = resources.has(next) ? circleFrom(next, [...path, id], done) : undefined
    if (circle) return circle
  }
  return undefined
}

/** CDK writes such a template without a word; CloudFormation refuses it at deployment. */
it('has no resources that wait for each other in a circle', () => {
  const done = new Set<string>()
  const circle = [...resources.keys()].map((id) => circleFrom(id, [], done)).find((found) => found !== undefined)
  expect(circle).toBeUndefined()
})

it('has well under the 500 resources a stack may have', () => {
  expect(resources.size).toBeLessThan(400)
})
