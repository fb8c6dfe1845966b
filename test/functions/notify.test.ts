import { beforeAll, describe, expect, it } from 'vitest'
import type { Letter } from '../../functions/aws/mail.ts'
import { notify } from '../../functions/notify/notify.ts'
import { Signal } from '../../shared/domain/events.ts'
import { loadIntent, recordIntent } from '../../shared/store/intents.ts'
import { eventItem, nextEvent } from '../../shared/store/rfq-events.ts'
import type { Table } from '../../shared/store/table.ts'
import { aTable } from '../support/api.ts'
import { anOffice } from '../support/approvals.ts'
import { aBidder, anEvaluation, anOpenedBid, HEAD } from '../support/awards.ts'
import { anId, BUYER, DAY, MINUTE, NOON } from '../support/builders.ts'

let table: Table
beforeAll(async () => {
  table = await aTable()
})

const signalOf = (rfqId: string, name: string, data: Record<string, unknown> = {}): Signal => ({
  id: `${rfqId}.${name}`,
  name,
  buyerId: BUYER,
  rfqId,
  at: NOON,
  data,
})
const byAddress = (letters: Letter[]) => letters.map(({ to }) => to).sort()

describe('mails of a signal', () => {
  it('are recorded once and sent once, however often the signal is delivered, even days later', async () => {
    const { rfq } = await anEvaluation(table)
    const office = anOffice(table)
    const told = notify(office.deps)
    const signal = signalOf(rfq.rfqId, 'rfq.published')
    const atOnce = await Promise.allSettled([told(signal), told(signal), told(signal)])
    expect(atOnce.some(({ status }) => status === 'fulfilled')).toBe(true)
    await told(signal)
    office.pass(9 * DAY)
    await told(signal)
    expect(byAddress(office.letters)).toEqual(['bids@deltadata.example', 'bids@nordkontor.example'])
    expect(await loadIntent(table, signal.id)).toMatchObject({
      resumed: 0,
      sent: [{}, {}].map(() => expect.any(String)),
    })
  })

  it('are sent although another buyer gave an RFQ of its own the same id', async () => {
    const { rfq } = await anEvaluation(table)
    const by = { kind: 'system', name: 'test' } as const
    const event = nextEvent(rfq, { name: 'rfq.cancelled', at: NOON, by, data: { reason: 'No money' } })
    const signalFor = (buyerId: string) => Signal.parse(eventItem({ ...rfq, buyerId }, event).signal)
    await recordIntent(table, signalFor(anId('org')), [], NOON)
    const office = anOffice(table)
    await notify(office.deps)(signalFor(rfq.buyerId))
    expect(office.letters).toHaveLength(2)
  })

  it('that could not be sent are sent by the next delivery, and the others not again', async () => {
    const bidders = Array.from({ length: 23 }, (_, i) => aBidder(`Bidder${i}`, '1.00'))
    const { rfq } = await anEvaluation(table, { bidders, bids: () => [] })
    const office = anOffice(table)
    const sent: Letter[] = []
    let down = true
    const send = async (letter: Letter) => {
      if (down && /bidder(3|14)@/.test(letter.to.replace('bids@', '').replace('.example', '@')))
        throw new Error('SES is down')
      sent.push(letter)
    }
    const told = notify({ ...office.deps, send })
    const signal = signalOf(rfq.rfqId, 'rfq.published')
    await expect(told(signal)).rejects.toThrow('2 of 23')
    down = false
    await told(signal)
    await told(signal)
    expect(sent).toHaveLength(23)
    expect(new Set(sent.map(({ id }) => id)).size).toBe(23)
    expect(await loadIntent(table, signal.id)).toMatchObject({ resumed: 1 })
  })

  it('after a crash between sending and marking are repeated under their ids, and that is counted', async () => {
    const { rfq } = await anEvaluation(table)
    const office = anOffice(table)
    const crash = { ...table, update: () => Promise.reject(new Error('crashed')) }
    const signal = signalOf(rfq.rfqId, 'rfq.published')
    await expect(notify({ ...office.deps, table: crash })(signal)).rejects.toThrow('crashed')
    await expect(notify(office.deps)(signal)).rejects.toThrow('is at work')
    expect(office.letters).toHaveLength(2)
    office.pass(2 * MINUTE)
    await notify(office.deps)(signal)
    expect(office.letters).toHaveLength(4)
    expect(new Set(office.letters.map(({ id }) => id)).size).toBe(2)
    expect(await loadIntent(table, signal.id)).toMatchObject({ resumed: 1 })
  })

  it('speak the language of the reader’s organisation, else the buyer’s', async () => {
    const { rfq } = await anEvaluation(table)
    const office = anOffice(table)
    await notify(office.deps)(signalOf(rfq.rfqId, 'rfq.published'))
    await notify(office.deps)(signalOf(rfq.rfqId, 'bids.opened'))
    expect(office.letters.map(({ to, subject }) => [to.split('@')[1], subject])).toEqual([
      ['deltadata.example', 'Strandby Kommune vous invite à remettre un prix : Computers'],
      ['nordkontor.example', 'Strandby Kommune vous invite à remettre un prix : Computers'],
      ['strandby.example', '2 tilbud åbnet: Computers'],
    ])
  })

  it('tell the bidder whose bid is invalid why, at the addresses of who took part and who sent it', async () => {
    const bidder = aBidder('Deltadata', '1.00')
    const { rfq } = await anEvaluation(table, {
      bidders: [bidder],
      bids: (rfqId) => [
        anOpenedBid(rfqId, bidder, {
          finding: { kind: 'invalid', causes: [{ code: 'requiredLineMissing', line: '4' }] },
          content: null,
        }),
      ],
    })
    const office = anOffice(table)
    await notify(office.deps)(signalOf(rfq.rfqId, 'bids.opened'))
    const told = office.letters.filter(({ to }) => to !== HEAD.email)
    expect(byAddress(told)).toEqual(['bids@deltadata.example', 'sales.bids@deltadata.example'])
    expect(told[0]?.text).toContain('une ligne obligatoire est sans prix (ligne 4)')
  })

  it('carry no code that has expired', async () => {
    const { place, bidders } = await anEvaluation(table)
    const office = anOffice(table)
    await office.propose(place.rfqId, bidders[0]?.supplierId ?? '')
    await office.deliver(place)
    const stakeholderId = `stk_01JQ${'0'.repeat(21)}1`
    const token = await office.tokenOf(place, stakeholderId)
    await office.askCode(token)
    const { sha256Hex } = await import('../../shared/domain/canonical.ts')
    const browserSha256 = sha256Hex('browser-browser-browser-1')
    const asked = (turn: number) => ({
      ...signalOf(place.rfqId, 'code.asked', { subject: 'award', number: 1, stakeholderId, browserSha256, turn }),
      id: `code.${sha256Hex(token)}.${turn}`,
    })
    await notify(office.deps)(asked(1))
    expect(office.letters.at(-1)?.text).toContain(await office.codeOf(token, 1))
    const before = office.letters.length
    office.pass(MINUTE)
    await office.askCode(token)
    office.pass(11 * MINUTE)
    await notify(office.deps)(asked(2))
    expect(office.letters).toHaveLength(before)
  })
})
