import { beforeAll, describe, expect, it } from 'vitest'
import { sha256Hex } from '../../shared/domain/canonical.ts'
import { stakeholderRoles } from '../../shared/domain/party.ts'
import { PART_BYTES } from '../../shared/store/document-parts.ts'
import type { Table } from '../../shared/store/table.ts'
import { aTable } from '../support/api.ts'
import { anOffice } from '../support/approvals.ts'
import { anApproval, anEvaluation, aStakeholder } from '../support/awards.ts'
import { aBucket } from '../support/bucket.ts'
import { aDocument, aNotedBid } from '../support/documents.ts'
import { shownIn } from '../support/proposals.ts'

const financial = aStakeholder('financial').stakeholderId
let table: Table
beforeAll(async () => {
  table = await aTable()
})

type Own = Parameters<typeof anEvaluation>[1]
/** Bids on an RFQ, not yet proposed to anybody. */
const anOpenRfq = async (own?: Own) => {
  const bucket = aBucket()
  const office = anOffice(table, bucket)
  const { place, bidders } = await anEvaluation(table, own)
  const propose = async () => {
    await office.propose(place.rfqId, bidders[0]?.supplierId ?? '')
    await office.deliver(place)
  }
  const enter = async (stakeholderId = financial) => office.enter(await office.tokenOf(place, stakeholderId))
  const read = (session: string, sha256: string, from?: number, stakeholderId = financial) =>
    office.call('GET', '/approvals/cases/{buyerId}/{rfqId}/{subject}/{number}/{stakeholderId}/attachments/{sha256}', {
      authorization: `Session ${session}`,
      params: { ...place, subject: 'award', number: '1', stakeholderId, sha256 },
      ...(from !== undefined && { query: { from: String(from) } }),
    })
  return { bucket, office, place, propose, enter, read }
}
const bytesOf = ({ json }: { json: Record<string, unknown> }) => Buffer.from(String(json.content), 'base64')

describe('what is decided about an award', () => {
  it('says its documents, and what the bidder wrote with its bid and on its lines', async () => {
    const { bucket, office, place, propose, enter } = await anOpenRfq(aNotedBid('Model 14b in place of 14'))
    const { name, sha256, bytes } = await aDocument(table, bucket, place)
    await aDocument(table, bucket, place, { name: 'Taken off.pdf', status: 'removed' })
    await propose()
    const { sections } = shownIn(await office.content(await enter()))
    expect(sections.what).toMatchObject({
      documents: [{ name, sha256, bytes }],
      bidNote: 'Three years on site',
      lines: [{ number: '1', note: 'Model 14b in place of 14' }],
    })
  })

  it('becomes a contract with them', async () => {
    const { bucket, office, place, propose, enter } = await anOpenRfq()
    await aDocument(table, bucket, place)
    await propose()
    for (const role of stakeholderRoles) {
      const session = await enter(aStakeholder(role).stakeholderId)
      const { hashes } = shownIn(await office.content(session))
      expect(await office.decide(session, anApproval(hashes))).toMatchObject({ status: 201 })
    }
    await office.deliver(place)
    expect((await office.current(place)).approval.status).toBe('committed')
  })
})

describe('a document of what is decided', () => {
  it('is read whole, however large, by who is asked', async () => {
    const { bucket, place, propose, enter, read } = await anOpenRfq()
    const content = Buffer.alloc(2 * PART_BYTES + 7, 'page ')
    const { sha256, bytes } = await aDocument(table, bucket, place, { content })
    await propose()
    const session = await enter()
    const parts: Buffer[] = []
    for (let from = 0; from < bytes; from += parts.at(-1)?.length ?? 0)
      parts.push(bytesOf(await read(session, sha256, from)))
    expect(parts.map(({ length }) => length)).toEqual([PART_BYTES, PART_BYTES, 7])
    expect(sha256Hex(Buffer.concat(parts))).toBe(sha256)
    expect(await read(session, sha256, bytes)).toMatchObject({ status: 404, json: { code: 'document_not_found' } })
    expect(await read(session, sha256, -1)).toMatchObject({ status: 400, json: { code: 'invalid_request' } })
  })

  it('can be read after it was taken off: what somebody was asked about stays what it was', async () => {
    const { bucket, place, propose, enter, read } = await anOpenRfq()
    const { key, sha256 } = await aDocument(table, bucket, place)
    await propose()
    await table.update({ update: key, set: { status: 'removed' }, when: 'present', otherwise: { code: 'none' } })
    expect(bytesOf(await read(await enter(), sha256)).toString()).toBe('A specification')
  })

  it('is nobody else’s: not before the declaration, in no other session, and only what was asked about', async () => {
    const { bucket, office, place, propose, enter, read } = await anOpenRfq()
    const { sha256 } = await aDocument(table, bucket, place)
    await propose()
    const later = await aDocument(table, bucket, place, { content: Buffer.from('Brought afterwards') })
    const none = { status: 404, json: { code: 'document_not_found' } }
    const undeclared = await office.proveMailbox(await office.tokenOf(place, financial))
    expect(await read(undeclared, sha256)).toMatchObject(none)
    const session = await enter()
    expect(await read(session, sha256)).toMatchObject({ status: 200 })
    expect(await read(session, later.sha256)).toMatchObject(none)
    expect(await read(session, sha256Hex('nothing'))).toMatchObject(none)
    const technical = await enter(aStakeholder('technical').stakeholderId)
    expect(await read(technical, sha256)).toMatchObject({ status: 404, json: { code: 'approval_not_found' } })
    expect(await read('nobody', sha256)).toMatchObject({ status: 401, json: { code: 'session_unknown' } })
    const elsewhere = await anOpenRfq()
    await elsewhere.propose()
    expect(await elsewhere.read(await elsewhere.enter(), sha256)).toMatchObject(none)
  })

  it('is found where its bytes are, not where the same were announced and never came', async () => {
    const { bucket, place, propose, enter, read } = await anOpenRfq()
    await aDocument(table, bucket, place, { status: 'announced' })
    const { sha256 } = await aDocument(table, bucket, place)
    await propose()
    expect(bytesOf(await read(await enter(), sha256)).toString()).toBe('A specification')
  })
})
