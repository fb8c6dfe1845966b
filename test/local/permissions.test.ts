import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startStack } from '../../infra/local/stack.ts'
import { onFreePorts } from '../support/free-ports.ts'
import { synthesizeSmallStack } from './small-stack/stack.ts'

it('refuses a call whose action was deleted from the policy, naming function, action and resource', async () => {
  const complete = await synthesizeSmallStack('permissions')
  const assembly = `${complete}.without-put`
  cpSync(complete, assembly, { recursive: true })
  const file = join(assembly, 'Small.template.json')
  const template = readFileSync(file, 'utf8')
  expect(template).toContain('"dynamodb:PutItem"')
  writeFileSync(file, template.replace(/,\s*"dynamodb:PutItem"/, ''))

  const shown: string[] = []
  const stack = await onFreePorts((port) => startStack({ port, assembly, show: (line) => shown.push(line) }))
  try {
    const authorization = `Bearer ${await stack.tokenFor('anna@nordkontor.example')}`
    const answer = await fetch(`${stack.url}/api/orders`, { method: 'POST', headers: { authorization }, body: '{}' })
    expect(answer.status).toBe(500)
    const [refusal] = shown.filter((line) => line.includes('not authorized'))
    expect(refusal).toMatch(/Api[0-9A-F]{8}/)
    expect(refusal).toContain('dynamodb:PutItem')
    expect(refusal).toMatch(/arn:aws:dynamodb:eu-central-1:000000000000:table\/Small-Table/)
    expect(shown.some((line) => line.includes('AccessDeniedException'))).toBe(true)
  } finally {
    await stack.stop()
  }
})
