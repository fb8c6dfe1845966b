import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { approverOf, bidOn, newId } from '../../infra/local/demo/actors.ts'
import { must } from '../../infra/local/demo/client.ts'
import { prices } from '../../infra/local/demo/content.ts'
import { engineClient } from '../../infra/local/dynamodb-local.ts'
import * as approvals from '../../shared/contracts/approvals.ts'
import * as organisations from '../../shared/contracts/organisations.ts'
import { sha256Hex } from '../../shared/domain/canonical.ts'
import { stakeholderRoles } from '../../shared/domain/party.ts'
import { indexes, keys } from '../../shared/store/keys.ts'
import { dynamoTable, type Table } from '../../shared/store/table.ts'
import type { TestStack } from '../support/stack.ts'
import { aBuyer, aPublishedRfq, aSupplier, closeAndOpen, fresh, proposeLowest } from '../support/stories.ts'

const round = (value: number) => Math.round(value * 10) / 10

/** What something costs: wall time, and units of the table. */
const costOf = async <T>(stack: TestStack, act: () => Promise<T>) => {
  const before = stack.stats()
  const started = performance.now()
  const value = await act()
  const ms = round(performance.now() - started)
  const after = stack.stats()
  const units = (kind: 'writeUnits' | 'readUnits') => round(after[kind] - before[kind])
  return { value, cost: { ms, writeUnits: units('writeUnits'), readUnits: units('readUnits') } }
}

/** One award that as many people are asked to approve as the policy has stakeholders. */
const aLargeCommittee = async (stack: TestStack, people: number) => {
  const buyer = await aBuyer(stack)
  const word = fresh('committee')
  const mailboxes = buyer.approvers.map(({ email }) => email)
  for (let i = mailboxes.length; i < people; i++) {
    const role = stakeholderRoles[i % stakeholderRoles.length] ?? 'technical'
    const email = `${role}${i}@${word}.example`
    const body = { name: `Number ${i}`, email, role, language: 'en' as const, active: true }
    await buyer.person.must(organisations.saveStakeholder, { params: { stakeholderId: newId('stk') }, body })
    mailboxes.push(email)
  }
  const { person: supplier } = await aSupplier(stack)
  const rfq = await aPublishedRfq(stack, buyer.person, [supplier])
  const ids = { buyerId: buyer.buyerId, rfqId: rfq.rfqId }
  await bidOn(supplier, ids, { lines: prices('1.00', '2.00', '3.00') })
  await closeAndOpen(stack, buyer.person, rfq, [supplier])
  await stack.settled()
  const proposed = await costOf(stack, async () => {
    await proposeLowest(buyer.person, rfq.rfqId)
    await stack.settled()
  })
  return { mailboxes, ids, proposing: proposed.cost }
}

const DECIDING = 5

const measureDecisions = async (stack: TestStack, people: number) => {
  const { mailboxes, ids, proposing } = await aLargeCommittee(stack, people)
  const costs: { ms: number; writeUnits: number; readUnits: number }[] = []
  for (const email of mailboxes.slice(0, DECIDING)) {
    const person = await approverOf(stack, email)
    await person.content()
    await stack.settled()
    // Looking at the content once more and deciding: what a person does who is in. The mails that follow are not in it.
    const { cost } = await costOf(stack, () => person.decide({ approve: 'Fine' }))
    costs.push(cost)
    await stack.settled()
  }
  const mean = (field: 'ms' | 'writeUnits' | 'readUnits') =>
    round(costs.reduce((sum, cost) => sum + cost[field], 0) / costs.length)
  const lookingAndDeciding = { ms: mean('ms'), writeUnits: mean('writeUnits'), readUnits: mean('readUnits') }
  return { people, proposing, lookingAndDeciding, mailboxes, ids }
}

const tableOf = (stack: TestStack): Table => {
  const client = new DynamoDBClient(engineClient(stack.dynamodb.url))
  return dynamoTable(
    stack.dynamodb.tables[0] ?? '',
    DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
  )
}

/** Many requests of one mailbox, put beside the one it has: a thousand RFQs written by hand would take a day. */
const fillInbox = async (table: Table, email: string, place: approvals.StepPlace, count: number) => {
  const { buyerId, rfqId, subject, number } = place
  const [rfq, approval] = await table.getAll([keys.rfq(buyerId, rfqId), keys.approval(buyerId, rfqId, subject, number)])
  if (!rfq || !approval) throw new Error('There is nothing to copy')
  const at = new Date().toISOString()
  for (let i = 0; i < count; i++) {
    const id = newId('rfq')
    const tokenSha256 = sha256Hex(id)
    const link = { ...place, rfqId: id, tokenSha256, expiresAt: '2099-01-01T00:00:00.000Z' }
    await table.commit([
      { put: { ...rfq, ...keys.rfq(buyerId, id), rfqId: id, gsi2pk: undefined, gsi2sk: undefined } },
      { put: { ...approval, ...keys.approval(buyerId, id, subject, number), gsi2pk: undefined, gsi2sk: undefined } },
      { put: { ...keys.link(tokenSha256), ...indexes.inbox(email, at), kind: 'Link', ...link } },
    ])
  }
}

const measureInbox = async (stack: TestStack, email: string, count: number) => {
  const { session, place } = await approverOf(stack, email)
  await fillInbox(tableOf(stack), email, place, count)
  const page = (cursor?: string) =>
    must(stack.url, approvals.listInbox, {
      authorization: `Session ${session}`,
      query: { limit: 50, ...(cursor && { cursor }) },
    })
  const first = await costOf(stack, () => page())
  const all = await costOf(stack, async () => {
    let items = 0
    let waiting = 0
    for (let cursor: string | undefined, more = true; more; ) {
      const { value } = await page(cursor)
      items += value.items.length
      waiting += value.items.filter(({ waits }) => waits).length
      cursor = value.next
      more = cursor !== undefined
    }
    return { items, waiting }
  })
  return { count, firstPage: first.cost, all: { ...all.cost, ...all.value } }
}

/** Four people and ninety on one award, and an inbox in which a thousand wait. */
export const measureApprovals = async (stack: TestStack, quick: boolean) => {
  const four = await measureDecisions(stack, 4)
  const many = await measureDecisions(stack, quick ? 20 : 90)
  const undecided = many.mailboxes.at(-1) ?? ''
  const inbox = await measureInbox(stack, undecided, quick ? 100 : 1_000)
  const without = ({ people, proposing, lookingAndDeciding }: typeof four) => ({
    people,
    proposing,
    lookingAndDeciding,
  })
  return { committees: [without(four), without(many)], inbox }
}
