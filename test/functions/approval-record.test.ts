import { verify } from 'node:crypto'
import { flattenedVerify, importJWK } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { carryOut } from '../../functions/commit-contracts/index.ts'
import { keepRecord } from '../../functions/commit-contracts/keep-record.ts'
import { routes as contractRoutes } from '../../functions/contracts/index.ts'
import { routes as exportRoutes } from '../../functions/exports/index.ts'
import { sweep } from '../../functions/sweeper/sweep.ts'
import { ApprovalContent } from '../../shared/contracts/approvals.ts'
import { SignedApprovalRecord } from '../../shared/contracts/exports.ts'
import { verifyRecord } from '../../shared/domain/approval-record.ts'
import { hashOf } from '../../shared/domain/canonical.ts'
import { agreementSha256 } from '../../shared/domain/contract-rules.ts'
import { Signal } from '../../shared/domain/events.ts'
import { objectionsOf } from '../../shared/domain/objections.ts'
import { stakeholderRoles } from '../../shared/domain/party.ts'
import { HOUR } from '../../shared/domain/time.ts'
import { opening } from '../../shared/store/approvals.ts'
import type { Payloads } from '../../shared/store/bids.ts'
import { loadContract } from '../../shared/store/contracts.ts'
import { keys } from '../../shared/store/keys.ts'
import { keepSection } from '../../shared/store/sections.ts'
import type { Table } from '../../shared/store/table.ts'
import { aTable, callRoute } from '../support/api.ts'
import { anOffice } from '../support/approvals.ts'
import {
  aBidder,
  aLift,
  anApproval,
  anEvaluation,
  anOpenedBid,
  aStakeholder,
  aVeto,
  openedRequest,
} from '../support/awards.ts'
import { aLine, BUYER, later } from '../support/builders.ts'
import { recordKey } from '../support/record-key.ts'

let table: Table
beforeAll(async () => {
  table = await aTable()
})

/** A bucket that keeps what it is given. */
const aStore = (): Payloads & { kept: Map<string, Uint8Array> } => {
  const kept = new Map<string, Uint8Array>()
  return {
    kept,
    put: async (key, body) => void kept.set(key, body),
    get: async (key) => {
      const body = kept.get(key)
      if (!body) throw new Error(`No ${key}`)
      return body
    },
  }
}

/** An award that finance vetoed, lifted and approved, and the others approved: committed, its record not yet made. */
const aCommitted = async (own: Parameters<typeof anEvaluation>[1] = {}) => {
  const { place, bidders } = await anEvaluation(table, own)
  const payloads = aStore()
  const office = anOffice(table, payloads)
  await office.propose(place.rfqId, bidders[0]?.supplierId ?? '')
  await office.deliver(place)
  for (const role of stakeholderRoles) {
    const session = await office.enter(await office.tokenOf(place, aStakeholder(role).stakeholderId))
    const content = ApprovalContent.parse((await office.content(session)).json)
    if (content.kind !== 'content') throw new Error('Nothing is shown')
    const { hashes } = content
    const decide = async (body: object) => {
      const decided = await office.decide(session, body)
      if (decided.status !== 201) throw new Error(decided.text)
    }
    if (role === 'financial') {
      await decide(aVeto(hashes, 'budget'))
      await decide(aLift(hashes))
    }
    await decide(anApproval(hashes, `Fine by ${role}`))
  }
  await office.deliver(place)
  const items = await table.all({ pk: keys.rfq(BUYER, place.rfqId).pk, beginsWith: 'EVENT#' })
  const committed = items.map(({ signal }) => Signal.parse(signal)).find(({ name }) => name === 'contract.committed')
  if (!committed) throw new Error('No contract was made')
  const routes = exportRoutes({ ...office.deps, publicKeyOf: recordKey.publicKeyOf })
  const get = (path: string, as: object = office.buyer) => {
    const route = [...routes, ...contractRoutes(office.deps)].find((one) => one.path === `/api/v1${path}`)
    if (!route) throw new Error(`No ${path}`)
    const params = path.startsWith('/rfqs') ? { rfqId: place.rfqId } : place
    return callRoute(route, { params, as: { email: 'x@x.example', ...as } })
  }
  const ask = async () => SignedApprovalRecord.parse((await get('/rfqs/{rfqId}/contract/approval-record')).json)
  return { place, bidders, payloads, office, committed, get, ask, sign: () => keepRecord(office.deps)(committed) }
}

describe('the approval record of a contract', () => {
  it('follows the contract, says everything, and verifies here and by another library', async () => {
    const { office, place, get, ask } = await aCommitted()
    expect(await get('/rfqs/{rfqId}/contract/approval-record')).toMatchObject({
      status: 409,
      json: { code: 'approval_record_not_ready' },
    })
    await office.deliver(place)
    const { record, signature, publicKey } = await ask()
    const verified = await verifyRecord(record, signature, publicKey)
    if (!verified.ok) throw new Error(verified.because)

    const contract = await loadContract(table, place)
    if (!contract) throw new Error('No contract')
    expect(verified.record).toMatchObject({
      contractNumber: contract.contractNumber,
      agreementSha256: agreementSha256(contract),
      buyer: { legalName: contract.buyer.legalName },
      supplier: { legalName: contract.supplier.legalName },
      requests: [{ subject: 'award', number: 1, status: 'committed' }],
    })
    const [request] = verified.record.requests
    const said = request?.facts.map(({ decision, role }) => `${role} ${decision}`)
    for (const role of stakeholderRoles) expect(said).toContain(`${role} approve`)
    for (const part of ['financial declare', 'financial veto', 'financial lift']) expect(said).toContain(part)
    expect(objectionsOf(verified.record)).toMatchObject([{ became: { how: 'lifted' } }])
    for (const fact of request?.facts ?? []) expect(fact.proved).toMatchObject({ method: 'code' })
    for (const approval of contract.approvals) {
      if (approval.decision !== 'approve') throw new Error('A contract rests on approvals')
      for (const [section, sha256] of Object.entries(approval.shown)) {
        expect(verified.record.shown[sha256]).toMatchObject({ section })
        expect(hashOf(verified.record.shown[sha256]?.content)).toBe(sha256)
      }
    }

    const [header = '', , own = ''] = signature.split('.')
    const jws = { protected: header, payload: new TextEncoder().encode(record), signature: own }
    const passed = await flattenedVerify(jws, await importJWK(publicKey, 'ES256'))
    expect(passed.protectedHeader).toMatchObject({ alg: 'ES256', kid: recordKey.signer.keyId })
    // As the README tells an auditor to do.
    const key = { key: { ...publicKey }, format: 'jwk', dsaEncoding: 'ieee-p1363' } as const
    expect(verify('sha256', Buffer.from(`${header}.${record}`), key, Buffer.from(own, 'base64url'))).toBe(true)
  })

  it('begins with who let the RFQ be published, and what they were asked about', async () => {
    const { place, sign, ask } = await aCommitted()
    const title = 'As it was to be published'
    const sha256 = await keepSection(table, place, { title })
    const sections = { what: sha256, price: sha256, budget: sha256, delivery: sha256, risk: sha256 }
    await table.commit(opening(place, openedRequest({ subject: 'publication', sections })))
    await sign()
    const { record, signature, publicKey } = await ask()
    const verified = await verifyRecord(record, signature, publicKey)
    if (!verified.ok) throw new Error(verified.because)
    expect(verified.record.requests.map(({ subject, number }) => [subject, number])).toEqual([
      ['publication', 1],
      ['award', 1],
    ])
    expect(verified.record.shown[sha256]?.content).toEqual({ title })
  })

  it('is made once: what is told again, or at once, changes no byte of it', async () => {
    const { sign, ask } = await aCommitted()
    await Promise.all([sign(), sign(), sign()])
    const first = await ask()
    await sign()
    expect(await ask()).toEqual(first)
    expect((await verifyRecord(first.record, first.signature, first.publicKey)).ok).toBe(true)
  })

  it('is made up for by the sweep where the first word of the contract was lost', async () => {
    const { office, ask, place } = await aCommitted()
    const sent: Signal[] = []
    const none = async () => []
    const commitContracts = async (signals: readonly Signal[]) => {
      sent.push(...signals.filter(({ rfqId }) => rfqId === place.rfqId))
      return []
    }
    const now = () => later(office.now(), 2 * HOUR)
    await sweep({ table, queues: { notify: none, opening: none, commitContracts }, now })
    for (const signal of sent) await carryOut(office.deps)(signal)
    const { record, signature, publicKey } = await ask()
    expect((await verifyRecord(record, signature, publicKey)).ok).toBe(true)
  })

  it('of a large contract lies beside the table, and is read back whole', async () => {
    const bidder = aBidder('Deltadata', '0')
    const lines = Array.from({ length: 900 }, (_, i) =>
      aLine({ number: String(i + 1), name: `Part ${(i * 7919) % 99_991}`, quantity: String((i % 97) + 1) }),
    )
    const priced = lines.map(({ number }, i) => ({ kind: 'price' as const, number, unitPrice: `${(i * 31) % 977}.25` }))
    const { sign, ask, payloads } = await aCommitted({
      bidders: [bidder],
      lines,
      bids: (rfqId) => {
        const bid = anOpenedBid(rfqId, bidder)
        return [{ ...bid, content: bid.content && { ...bid.content, lines: priced } }]
      },
    })
    await sign()
    expect([...payloads.kept.keys()].map((key) => key.split('/')[0])).toContain('annexes')
    const { record, signature, publicKey } = await ask()
    expect((await verifyRecord(record, signature, publicKey)).ok).toBe(true)
    expect(record).toContain('"unitPrice":"31.25"')
    for (const [key, body] of payloads.kept)
      payloads.kept.set(
        key,
        body.map((byte) => byte ^ 1),
      )
    await expect(ask()).rejects.toThrow()
  })

  it('is the buyer’s alone: no copy of the supplier’s has it', async () => {
    const { sign, get, bidders } = await aCommitted()
    await sign()
    const winner = { org: bidders[0]?.supplierId ?? '', supplies: true }
    expect((await get('/rfqs/{rfqId}/contract/approval-record', { ...winner, buys: true })).json).toMatchObject({
      code: 'contract_not_found',
    })
    expect((await get('/rfqs/{rfqId}/contract/approval-record', winner)).status).toBe(403)
    for (const path of ['/tenders/{buyerId}/{rfqId}/contract', '/tenders/{buyerId}/{rfqId}/contract/document']) {
      const copy = await get(path, winner)
      expect(copy.status).toBe(200)
      expect(copy.text).not.toMatch(/Fine by|Line 4\.2|Moved on Tuesday|"signature"/)
    }
  })
})
