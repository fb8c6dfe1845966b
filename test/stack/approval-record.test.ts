import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { KMSClient, SignCommand } from '@aws-sdk/client-kms'
import { beforeAll, expect, it } from 'vitest'
import { approverOf } from '../../infra/local/demo/actors.ts'
import { until } from '../../infra/local/demo/client.ts'
import * as contracts from '../../shared/contracts/contracts.ts'
import * as exports_ from '../../shared/contracts/exports.ts'
import { verifyRecord } from '../../shared/domain/approval-record.ts'
import { theStack } from '../support/shared.ts'
import type { TestStack } from '../support/stack.ts'
import { aProposedAward } from '../support/stories.ts'

let stack: TestStack
beforeAll(async () => {
  stack = await theStack()
})

const VETO = { veto: { reasonCode: 'risk', words: 'One bidder only', remedy: 'A second reference' } } as const
const LIFT = { decision: 'lift', evidence: 'Two references came in' } as const
const APPROVE = { approve: 'Fine by me' }

type KeyUse = { action: string; outcome: string; caller: string }
const signatures = (): KeyUse[] =>
  readFileSync(join(stack.dataDir, 'kms-log.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as KeyUse)
    .filter(({ action }) => action === 'kms:Sign')

it('signs how a contract was approved, so that it verifies years later, and lets no other function sign', async () => {
  const { buyer, rfq, approvers } = await aProposedAward(stack)
  const before = signatures().length
  const params = { rfqId: rfq.rfqId }
  const [first, ...others] = await Promise.all(approvers.map((address) => approverOf(stack, address)))
  if (!first) throw new Error('Nobody was asked')
  await first.decide(VETO)
  await first.decide(LIFT)
  for (const approver of [first, ...others]) await approver.decide(APPROVE)
  const contract = await until('the contract is made', async () => {
    const answer = await buyer.call(contracts.getContract, { params })
    return answer.ok ? answer.value : undefined
  })
  const signed = await until('the record is signed', async () => {
    const answer = await buyer.call(exports_.getApprovalRecord, { params })
    return answer.ok ? answer.value : undefined
  })
  const verified = await verifyRecord(signed.record, signed.signature, signed.publicKey)
  if (!verified.ok) throw new Error(verified.because)
  expect(verified.record).toMatchObject({ contractNumber: contract.contractNumber, committedAt: contract.committedAt })
  const [request] = verified.record.requests
  const acts = request?.facts.map(({ decision }) => decision)
  expect(acts?.filter((act) => act === 'approve')).toHaveLength(4)
  for (const act of ['veto', 'lift']) expect(acts).toContain(act)
  const tampered = signed.record.replace('One bidder only', 'One bidder 0nly')
  expect(await verifyRecord(tampered, signed.signature, signed.publicKey)).toEqual({ ok: false, because: 'signature' })

  await stack.settled()
  expect((await buyer.must(exports_.getApprovalRecord, { params })).value).toEqual(signed)
  expect(
    signatures()
      .slice(before)
      .map(({ caller, outcome }) => [caller.slice(0, 15), outcome]),
  ).toEqual([['CommitContracts', 'ok']])

  for (const caller of Object.keys(stack.stats().functions).filter((name) => !name.startsWith('CommitContracts'))) {
    const kms = new KMSClient({
      endpoint: stack.gateway.url,
      region: 'eu-central-1',
      credentials: { accessKeyId: caller, secretAccessKey: stack.gateway.secret },
    })
    const use = kms.send(
      new SignCommand({
        KeyId: signed.publicKey.kid,
        Message: new Uint8Array(32),
        MessageType: 'DIGEST',
        SigningAlgorithm: 'ECDSA_SHA_256',
      }),
    )
    await expect(use, caller).rejects.toMatchObject({ name: 'AccessDeniedException' })
  }
})
