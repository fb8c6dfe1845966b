import { beforeAll, describe, expect, it } from 'vitest'
import { approverOf, newId } from '../../infra/local/demo/actors.ts'
import { until } from '../../infra/local/demo/client.ts'
import { meetingRooms } from '../../infra/local/demo/documents.ts'
import { capabilities } from '../../shared/contracts/all.ts'
import * as attachments from '../../shared/contracts/attachments.ts'
import * as contracts from '../../shared/contracts/contracts.ts'
import { type Access, API_BASE, type Endpoint } from '../../shared/contracts/endpoint.ts'
import * as tenders from '../../shared/contracts/tenders.ts'
import { sha256Hex } from '../../shared/domain/canonical.ts'
import { theStack } from '../support/shared.ts'
import type { TestStack } from '../support/stack.ts'
import { aBuyer, aProposedAward, aPublishedRfq, aSupplier } from '../support/stories.ts'
import { entries } from './isolation-entries.ts'

/** Everything of one tenant that another must never see or change, and the people who might try. */
const setTheScene = async (stack: TestStack) => {
  const closed = await aProposedAward(stack)
  for (const approver of await Promise.all(closed.approvers.map((email) => approverOf(stack, email))))
    await approver.decide({ approve: 'Fine' })
  await until(
    'there is a contract',
    async () => (await closed.buyer.call(contracts.getContract, { params: { rfqId: closed.ids.rfqId } })).ok,
  )
  const running = await aPublishedRfq(stack, closed.buyer, closed.suppliers)
  const questionId = newId('qst')
  const [participant] = closed.suppliers
  await participant?.must(tenders.askQuestion, {
    params: { ...closed.ids, rfqId: running.rfqId, questionId },
    body: { text: 'A secret question' },
  })
  const attachmentId = newId('att')
  await closed.buyer.must(attachments.addAttachment, {
    params: { rfqId: running.rfqId, attachmentId },
    body: { name: 'secret.pdf', contentType: 'application/pdf', bytes: 3, sha256: 'a'.repeat(64) },
  })
  const otherBuyer = (await aBuyer(stack)).person
  const otherSupplier = (await aSupplier(stack)).person
  const bearer = async (email: string) => `Bearer ${await stack.tokenFor(email)}`
  return {
    real: {
      buyerId: closed.ids.buyerId,
      orgId: closed.ids.buyerId,
      questionId,
      attachmentId,
      supplierId: closed.supplierIds[0] ?? '',
      stakeholderId: closed.stakeholderIds[0] ?? '',
      vetoerId: closed.stakeholderIds[0] ?? '',
    },
    rfqIds: [closed.ids.rfqId, running.rfqId],
    canaries: [
      closed.rfq.terms.title,
      running.terms.title,
      closed.buyer.email,
      ...closed.suppliers.map(({ email }) => email),
      ...closed.approvers,
      'A secret question',
      'secret.pdf',
    ],
    outsiders: {
      'nobody signed in': '',
      'a broken token': 'Bearer abc.def.ghi',
      'a person without an organisation': await bearer('nobody@nowhere.example'),
      'another buyer': await bearer(otherBuyer.email),
      'a supplier not invited': await bearer(otherSupplier.email),
      'a made-up approval link': `Link ${'A'.repeat(43)}`,
      'a made-up session': `Session ${'A'.repeat(43)}`,
    } as Record<string, string>,
    participant: await bearer(participant?.email ?? ''),
    owner: await bearer(closed.buyer.email),
  }
}

type Scene = Awaited<ReturnType<typeof setTheScene>>
let stack: TestStack
let scene: Scene
beforeAll(async () => {
  stack = await theStack()
  scene = await setTheScene(stack)
})

const routes = Object.values(capabilities).flatMap((endpoints) => Object.entries(endpoints))

const send = async (endpoint: Endpoint, name: string, params: Record<string, string>, authorization: string) => {
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, part: string) => encodeURIComponent(params[part] ?? ''))
  const body = entries[name]?.body?.()
  const response = await fetch(new URL(`${API_BASE}${path}`, stack.url), {
    method: endpoint.method,
    headers: { ...(authorization && { authorization }), 'content-type': 'application/json', 'if-match': '"1"' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return { status: response.status, text: await response.text() }
}

const common = {
  email: 'someone@else.example',
  version: '1',
  awardNumber: '1',
  subject: 'award',
  number: '1',
  turn: '1',
  sha256: sha256Hex(meetingRooms.text),
  passkeyId: 'b'.repeat(64),
}
const realIds = (rfqId: string) => ({ ...common, ...scene.real, rfqId })
const guessedIds = () => ({
  ...common,
  buyerId: newId('org'),
  orgId: newId('org'),
  rfqId: newId('rfq'),
  questionId: newId('qst'),
  attachmentId: newId('att'),
  supplierId: newId('org'),
  stakeholderId: newId('stk'),
  vetoerId: newId('stk'),
})
const malformedIds = {
  buyerId: 'org_1',
  orgId: 'org_1',
  rfqId: 'rfq_%00',
  questionId: "qst_' OR 1=1",
  attachmentId: '..',
  supplierId: 'x',
  stakeholderId: 'x',
  vetoerId: 'x',
  email: 'no mail',
  version: '0',
  awardNumber: '-1',
  subject: 'x',
  number: '-1',
  turn: 'x',
  sha256: 'x',
  passkeyId: 'x',
}

const namesATenant = ({ path }: Endpoint) => path.includes('{rfqId}')
const needsAnother: Record<Access, RegExp> = {
  public: /^$/,
  person: /^Bearer /,
  member: /^Bearer /,
  buyer: /^Bearer /,
  supplier: /^Bearer /,
  link: /^Link /,
  session: /^Session /,
}

it('every route has an entry, and no entry is left over', () => {
  expect(Object.keys(entries).sort()).toEqual(routes.map(([name]) => name).sort())
})

describe.each(routes)('%s', (name, endpoint) => {
  it('admits only the kind of caller it is for', async () => {
    for (const [who, authorization] of Object.entries(scene.outsiders)) {
      if (endpoint.access === 'public' || needsAnother[endpoint.access].test(authorization)) continue
      const { status } = await send(endpoint, name, realIds(scene.rfqIds[0] ?? ''), authorization)
      expect([401, 403, 404], `${who} got ${status}`).toContain(status)
    }
  })

  if (namesATenant(endpoint))
    it('answers a foreign id exactly as an id that does not exist', async () => {
      for (const rfqId of scene.rfqIds) {
        for (const [who, authorization] of Object.entries(scene.outsiders)) {
          const foreign = await send(endpoint, name, realIds(rfqId), authorization)
          const guessed = await send(endpoint, name, guessedIds(), authorization)
          expect(foreign, who).toEqual(guessed)
          expect(foreign.status, who).toBeGreaterThanOrEqual(400)
          expect(foreign.status, who).toBeLessThan(500)
        }
      }
    })

  it('tells outsiders nothing of what is not theirs', async () => {
    for (const rfqId of scene.rfqIds) {
      for (const [who, authorization] of Object.entries(scene.outsiders)) {
        const { text } = await send(endpoint, name, realIds(rfqId), authorization)
        for (const canary of scene.canaries) expect(text, `${who} saw ${canary}`).not.toContain(canary)
      }
    }
  })

  const byPerson = !['link', 'session'].includes(endpoint.access)
  if (byPerson && endpoint.path.includes('{'))
    it('refuses a malformed id as a bad request', async () => {
      const authorization = endpoint.access === 'supplier' ? scene.participant : scene.owner
      const { status } = await send(endpoint, name, malformedIds, authorization)
      expect([400, 404]).toContain(status)
    })

  if (endpoint.access === 'buyer')
    it('is not for the suppliers of the RFQ', async () => {
      const { status, text } = await send(endpoint, name, realIds(scene.rfqIds[0] ?? ''), scene.participant)
      expect([status, JSON.parse(text).code]).toEqual([403, 'not_a_buyer'])
    })
})
