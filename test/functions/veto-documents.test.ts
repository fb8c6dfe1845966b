import { beforeAll, describe, expect, it } from 'vitest'
import { keepRecord } from '../../functions/commit-contracts/keep-record.ts'
import { recorded } from '../../shared/domain/bundle.ts'
import { sha256Hex } from '../../shared/domain/canonical.ts'
import { contractForSupplier } from '../../shared/domain/contract-rules.ts'
import { MAX_DOCUMENT_BYTES, MAX_DOCUMENTS } from '../../shared/domain/document-types.ts'
import { Signal } from '../../shared/domain/events.ts'
import { defaultPolicy } from '../../shared/domain/policy.ts'
import { rebuild } from '../../shared/domain/rebuild.ts'
import { VetoDocument, VetoDocumentFile } from '../../shared/domain/veto-documents.ts'
import { loadApprovalRecord } from '../../shared/store/approval-records.ts'
import { loadContract } from '../../shared/store/contracts.ts'
import { loadFile } from '../../shared/store/facts.ts'
import { keys } from '../../shared/store/keys.ts'
import { loadRfq } from '../../shared/store/rfqs.ts'
import type { Table } from '../../shared/store/table.ts'
import { aTable } from '../support/api.ts'
import { anOffice, type Office } from '../support/approvals.ts'
import { aLift, anApproval, aStakeholder, aVeto, savePolicy } from '../support/awards.ts'
import { aBucket } from '../support/bucket.ts'
import { anOpenedProposal, aProposal, revised, shownIn } from '../support/proposals.ts'

const { stakeholderId: financial } = aStakeholder('financial')
const FILE = Buffer.from('Account 4.2 after October')
let table: Table
beforeAll(async () => {
  table = await aTable()
})

/** A proposal before its financial stakeholder, with a bucket. */
const aCase = async (at: Table = table) => {
  const bucket = aBucket()
  const proposal = await anOpenedProposal(at, anOffice(at, bucket))
  return { ...proposal, bucket }
}
type Case = Awaited<ReturnType<typeof aCase>>

type Brought = { content?: Uint8Array } & Partial<
  Record<'name' | 'sha256' | 'number' | 'stakeholderId' | 'rfqId', string>
>
const bring = (office: Office, session: string, place: Case['place'], own: Brought = {}) => {
  const { content = FILE, name = 'budget.pdf', sha256 = sha256Hex(content), ...at } = own
  const params = { ...place, subject: 'award', number: '1', stakeholderId: financial, ...at, sha256 }
  return office.call(
    'PUT',
    '/approvals/cases/{buyerId}/{rfqId}/{subject}/{number}/{stakeholderId}/documents/{sha256}',
    {
      authorization: `Session ${session}`,
      params,
      body: { name, content: Buffer.from(content).toString('base64') },
    },
  )
}
const vetoed = async ({ office, session, hashes, place }: Case) => {
  const document = VetoDocument.parse((await bring(office, session, place)).json)
  const decided = await office.decide(session, { ...aVeto(hashes), document })
  return { document, decided }
}
const another = async ({ office, place }: Pick<Case, 'office' | 'place'>, role: 'technical' | 'commercial') => {
  const { stakeholderId } = aStakeholder(role)
  return { stakeholderId, session: await office.enter(await office.tokenOf(place, stakeholderId)) }
}
const open = (
  { office, place }: Pick<Case, 'office' | 'place'>,
  session: string,
  stakeholderId: string,
  { vetoerId = financial, sha256 = sha256Hex(FILE) } = {},
) =>
  office.call(
    'GET',
    '/approvals/cases/{buyerId}/{rfqId}/{subject}/{number}/{stakeholderId}/documents/{vetoerId}/{sha256}',
    {
      authorization: `Session ${session}`,
      params: { ...place, subject: 'award', number: '1', stakeholderId, vetoerId, sha256 },
    },
  )
const asBuyer = ({ office, place }: Pick<Case, 'office' | 'place'>, as: object = office.buyer) =>
  office.call('GET', '/rfqs/{rfqId}/approvals/{subject}/documents/{stakeholderId}/{sha256}', {
    params: { rfqId: place.rfqId, subject: 'award', stakeholderId: financial, sha256: sha256Hex(FILE) },
    as: { ...office.buyer, ...as },
  })

/** Whether the file of the RFQ, which its buyer may take home, speaks of the document. */
const inFile = async ({ place }: Pick<Case, 'place'>) => {
  const rfq = await loadRfq(table, place.buyerId, place.rfqId)
  if (!rfq) throw new Error('There is no RFQ')
  return JSON.stringify(await loadFile(table, rfq)).includes('budget.pdf')
}

describe('a document brought for a veto', () => {
  it('is kept once however often it is brought, and named by the veto', async () => {
    const there = await aCase()
    const { office, session, place, bucket } = there
    const once = await bring(office, session, place)
    expect(once).toMatchObject({ status: 201, json: { name: 'budget.pdf', contentType: 'application/pdf' } })
    const again = await Promise.all([1, 2, 3].map(() => bring(office, session, place)))
    expect(new Set(again.map(({ text }) => text))).toEqual(new Set([once.text]))
    expect([...bucket.kept.keys()]).toEqual([`vetoes/${place.buyerId}/${place.rfqId}/${sha256Hex(FILE)}`])

    const { document, decided } = await vetoed(there)
    expect(decided).toMatchObject({ status: 201, json: { decision: 'veto', document } })
    const said = await office.decide(session, { ...aVeto(there.hashes), document }, { turn: 2 })
    expect(said.text).toBe(decided.text)
  })

  it('is refused when it is too large, of another type, or not what it was said to be', async () => {
    const { office, session, place, bucket } = await aCase()
    const large = Buffer.alloc(MAX_DOCUMENT_BYTES + 1, 7)
    for (const [own, code] of [
      [{ content: large }, 'document_too_large'],
      [{ name: 'page.html' }, 'document_type_not_taken'],
      [{ sha256: sha256Hex('another') }, 'document_differs'],
    ] as const) {
      expect(await bring(office, session, place, own)).toMatchObject({ status: 422, json: { code } })
    }
    expect(bucket.kept.size).toBe(0)
  })

  it('is one of ten: an eleventh is refused, also when several come at once', async () => {
    const { office, session, place, bucket, supplierId } = await aCase()
    const some = Array.from({ length: MAX_DOCUMENTS + 2 }, (_, n) => Buffer.from(`Page ${n}`))
    const answers = await Promise.all(some.map((content) => bring(office, session, place, { content })))
    const [kept, refused] = [201, 409].map((is) => answers.filter(({ status }) => status === is).length)
    expect([kept, refused]).toEqual([MAX_DOCUMENTS, 2])
    expect(answers.find(({ status }) => status === 409)?.json).toMatchObject({ code: 'too_many_documents' })
    const before = bucket.kept.size
    const more = { content: Buffer.from('One more') }
    expect((await bring(office, session, place, more)).status).toBe(409)
    expect(bucket.kept.size).toBe(before)
    // Who is asked again about something newer may bring something again.
    await office.propose(place.rfqId, supplierId, revised)
    await office.deliver(place)
    const asked = await office.enter(await office.tokenOf(place, financial, 2))
    expect(await bring(office, asked, place, { ...more, number: '2' })).toMatchObject({ status: 201 })
  })

  it('is taken only on the step of the session’s own mailbox, once declared, and while a veto is possible', async () => {
    const { office, place, token } = await aProposal(table, anOffice(table, aBucket()))
    const session = await office.proveMailbox(token)
    expect(await bring(office, session, place)).toMatchObject({ json: { code: 'declaration_required' } })
    await office.decide(session, { decision: 'declare' })
    const { stakeholderId } = aStakeholder('technical')
    const elsewhere = await bring(office, session, place, { stakeholderId })
    expect(elsewhere).toMatchObject({ status: 404, json: { code: 'approval_not_found' } })
    const { place: foreign } = await aProposal(table)
    const another = await bring(office, session, place, { rfqId: foreign.rfqId, stakeholderId })
    expect(another.text).toBe(elsewhere.text)
    expect(await bring(office, 'x'.repeat(43), place)).toMatchObject({ status: 401, json: { code: 'session_unknown' } })

    const { hashes } = shownIn(await office.content(session))
    await office.decide(session, aVeto(hashes))
    expect(await bring(office, session, place)).toMatchObject({ status: 409, json: { code: 'decision_stands' } })
  })
})

describe('a veto', () => {
  it('names no document that was not brought to its step: not another’s, not another name or hash', async () => {
    const there = await aCase()
    const { office, session, place, hashes } = there
    const document = VetoDocument.parse((await bring(office, session, place)).json)
    const technical = await another(there, 'technical')
    const theirs = await office.decide(technical.session, { ...aVeto(hashes), document })
    const unknown = { status: 422, json: { code: 'document_unknown', pointer: '/document' } }
    expect(theirs).toMatchObject(unknown)
    for (const own of [{ name: 'other.pdf' }, { sha256: sha256Hex('other') }, { bytes: 7 }])
      expect(await office.decide(session, { ...aVeto(hashes), document: { ...document, ...own } })).toMatchObject(
        unknown,
      )
  })
})

describe('the document of a veto', () => {
  it('is read by who vetoed, by the others and by the buyer: the bytes that were brought', async () => {
    const there = await aCase()
    const technical = await another(there, 'technical')
    const { document } = await vetoed(there)
    for (const answer of [
      await open(there, there.session, financial),
      await open(there, technical.session, technical.stakeholderId),
      await asBuyer(there),
    ]) {
      expect(answer).toMatchObject({ status: 200, headers: { 'x-content-type-options': 'nosniff' } })
      const file = VetoDocumentFile.parse(answer.json)
      expect(file.document).toEqual(document)
      expect(Buffer.from(file.content, 'base64')).toEqual(FILE)
    }
  })

  it('is as hidden from the others as its veto where the policy hides opinions', async () => {
    const quiet = await aTable()
    const { version, ...terms } = defaultPolicy({ currency: 'DKK', language: 'da' })
    await savePolicy(quiet, version, { ...terms, showOpinions: false })
    const one = await aCase(quiet)
    await vetoed(one)
    const other = await another(one, 'technical')
    expect(await open(one, other.session, other.stakeholderId)).toMatchObject({
      status: 404,
      json: { code: 'document_not_found' },
    })
    expect((await open(one, one.session, financial)).status).toBe(200)
  })

  it('is named in the letter that tells the buyer of the veto', async () => {
    const there = await aCase()
    await vetoed(there)
    await there.office.deliver(there.place)
    const letters = there.office.letters.filter(({ text }) => text.includes('budget.pdf'))
    expect(letters.map(({ to }) => to)).toContain(there.office.buyer.email)
  })

  it('is not there before it is vetoed with, for another buyer, for who has not declared, or under another hash', async () => {
    const there = await aCase()
    const { office, session, place } = there
    await bring(office, session, place)
    const none = { status: 404, json: { code: 'document_not_found' } }
    expect(await open(there, session, financial)).toMatchObject(none)
    expect(await asBuyer(there)).toMatchObject(none)
    expect(await inFile(there)).toBe(false)
    await vetoed(there)
    expect(await inFile(there)).toBe(true)
    expect(await open(there, session, financial, { sha256: sha256Hex('other') })).toMatchObject(none)
    const commercial = aStakeholder('commercial').stakeholderId
    const undeclared = await office.proveMailbox(await office.tokenOf(place, commercial))
    expect(await open(there, undeclared, commercial)).toMatchObject(none)
    expect(await open(there, undeclared, financial)).toMatchObject({ json: { code: 'approval_not_found' } })
    expect(await asBuyer(there, { org: 'org_01JQ0000000000000000000999' })).toMatchObject({
      status: 404,
      json: { code: 'rfq_not_found' },
    })
  })

  it('is in the signed record by its name and its hash, and never in the supplier’s copy', async () => {
    const there = await aCase()
    const { office, session, place, hashes, bucket } = there
    const { document } = await vetoed(there)
    await office.decide(session, aLift(hashes))
    await office.decide(session, anApproval(hashes))
    for (const role of ['technical', 'commercial', 'operational'] as const) {
      const theirs = await office.enter(await office.tokenOf(place, aStakeholder(role).stakeholderId))
      await office.decide(theirs, anApproval(hashes))
    }
    await office.deliver(place)
    const items = await table.all({ pk: keys.rfq(place.buyerId, place.rfqId).pk, beginsWith: 'EVENT#' })
    const committed = items.map(({ signal }) => Signal.parse(signal)).find(({ name }) => name === 'contract.committed')
    if (!committed) throw new Error('No contract was made')
    await keepRecord(office.deps)(committed)
    const record = await loadApprovalRecord(table, bucket, place)
    expect(record?.text).toContain(document.sha256)
    expect(record?.text).toContain('budget.pdf')

    const contract = await loadContract(table, place)
    if (!contract) throw new Error('No contract is kept')
    expect(JSON.stringify(contractForSupplier(contract))).not.toMatch(new RegExp(`budget.pdf|${document.sha256}`))
  })

  it('leaves the file of its RFQ one that rebuilds', async () => {
    const proposal = await aCase()
    expect((await vetoed(proposal)).decided.status).toBe(201)
    const rfq = await loadRfq(table, proposal.place.buyerId, proposal.place.rfqId)
    if (!rfq) throw new Error('No RFQ')
    const { faults } = rebuild((await loadFile(table, rfq)).map(recorded))
    expect(faults.map(({ code }) => code)).not.toContain('tally_differs')
  })
})
