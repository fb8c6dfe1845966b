import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { loadAssembly } from '../../infra/local/assembly.ts'

const hosts = { gateway: 'http://127.0.0.1:1', site: 'http://localhost:2', issuer: 'http://localhost:3' }
const temporary = mkdtempSync(join(tmpdir(), 'sealbid-assembly-'))
afterAll(() => rmSync(temporary, { recursive: true }))

let made = 0
const assemblyOf = (Resources: object, Outputs: object = {}) => {
  const directory = join(temporary, String(++made))
  mkdirSync(directory)
  const write = (name: string, content: object) => writeFileSync(join(directory, name), JSON.stringify(content))
  const stack = { type: 'aws:cloudformation:stack', properties: { templateFile: 'T.template.json' } }
  write('manifest.json', { artifacts: { T: stack } })
  write('T.template.json', { Resources, Outputs })
  write('T.assets.json', { files: {} })
  return loadAssembly({ directory, hosts })
}
/** A placeholder of Fn::Sub. */
const hole = (name: string) => `\${${name}}`
const outputOf = (Value: unknown) => {
  const Queue = { Type: 'AWS::SQS::Queue', Properties: {} }
  const Pool = { Type: 'AWS::Cognito::UserPool', Properties: {} }
  const Site = { Type: 'AWS::CloudFront::Distribution', Properties: {} }
  return assemblyOf({ Queue, Pool, Site }, { It: { Value } }).outputs.It
}

describe('a template read on this machine', () => {
  it('has its intrinsics resolved', () => {
    expect(outputOf({ Ref: 'Queue' })).toBe('http://127.0.0.1:1/000000000000/T-Queue')
    expect(outputOf({ 'Fn::GetAtt': ['Queue', 'Arn'] })).toBe('arn:aws:sqs:eu-central-1:000000000000:T-Queue')
    expect(outputOf({ 'Fn::Select': [1, { 'Fn::Split': ['-', 'a-b-c'] }] })).toBe('b')
    expect(
      outputOf({ 'Fn::Sub': `in ${hole('AWS::Region')}: ${hole('Queue.QueueName')}, ${hole('!literally')}` }),
    ).toBe(`in eu-central-1: T-Queue, ${hole('literally')}`)
    expect(outputOf({ 'Fn::Sub': [`${hole('Given')}!`, { Given: { Ref: 'AWS::Partition' } }] })).toBe('aws!')
  })

  it('names this machine where it would name hosts of AWS', () => {
    expect(outputOf({ 'Fn::GetAtt': ['Pool', 'ProviderURL'] })).toBe(hosts.issuer)
    expect(
      outputOf({
        'Fn::Join': ['', ['https://cognito-idp.', { Ref: 'AWS::Region' }, '.amazonaws.com/', { Ref: 'Pool' }]],
      }),
    ).toBe(hosts.issuer)
    expect(outputOf({ 'Fn::Join': ['', ['https://', { 'Fn::GetAtt': ['Site', 'DomainName'] }, '/approve/']] })).toBe(
      'http://localhost:2/approve/',
    )
  })

  it('is refused, by name, where it holds what the runner does not know', () => {
    expect(() => assemblyOf({ Cache: { Type: 'AWS::ElastiCache::CacheCluster', Properties: {} } })).toThrow(
      'The local runner does not know AWS::ElastiCache::CacheCluster (Cache)',
    )
    expect(() => outputOf({ 'Fn::ImportValue': 'x' })).toThrow('Fn::ImportValue')
    expect(() => outputOf({ 'Fn::GetAtt': ['Queue', 'Colour'] })).toThrow('Queue.Colour')
    const fifo = assemblyOf({ Queue: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } } })
    expect(() => fifo.all('AWS::SQS::Queue', z.object({ FifoQueue: z.literal(false) }))).toThrow(
      'AWS::SQS::Queue Queue',
    )
  })
})
