import { beforeAll, describe, expect, it } from 'vitest'
import { sweep } from '../../functions/sweeper/sweep.ts'
import type { Signal } from '../../shared/domain/events.ts'
import type { RfqPlace } from '../../shared/domain/rfq.ts'
import { loadHandlings } from '../../shared/store/approval-facts.ts'
import { keepDecision, loadApproval, opening } from '../../shared/store/approvals.ts'
import { indexes, keys } from '../../shared/store/keys.ts'
import type { Table } from '../../shared/store/table.ts'
import { loadSignals } from '../../shared/store/work.ts'
import { aTable } from '../support/api.ts'
import { anOffice } from '../support/approvals.ts'
import { aGroup, anApproval, anEvaluation, aStakeholder, HEAD, openedRequest } from '../support/awards.ts'
import { anRfq, DAY, later, MINUTE, NOON } from '../support/builders.ts'
import { say } from '../support/deciding.ts'

let table: Table
beforeAll(async () => {
  table = await aTable()
})

const of = { subject: 'award', number: 1 } as const
const technical = aStakeholder('technical')
const deputy = { ...aStakeholder('operational'), name: 'Bo Lund', email: 'bo@strandby.example' }

/** A request to one technical person, on the table, in an RFQ that is being evaluated. */
const anAsked = async (over: Parameters<typeof openedRequest>[0] = {}) => {
  const { rfq, place } = await anEvaluation(table)
  const opened = openedRequest({ groups: [aGroup('technical', { escalateTo: deputy })], ...over })
  const request = { ...opened, steps: opened.steps.map((step) => ({ ...step, declaredAt: NOON })) }
  await table.commit(opening(rfq, request))
  return { rfq, place, due: request.steps[0]?.dueAt ?? '', until: request.until }
}
const relayed: Signal[] = []
const queue = async (signals: readonly Signal[]) => {
  relayed.push(...signals)
  return []
}
const sweepAt = (now: string, on: Table = table) =>
  sweep({ table: on, queues: { notify: queue, commitContracts: queue, opening: queue }, now: () => now })
const done = async (place: RfqPlace) => (await loadHandlings(table, place, of)).map(({ kind, seq }) => `${seq} ${kind}`)
const isOnIndex = async ({ buyerId, rfqId }: RfqPlace) =>
  (await table.get(keys.approval(buyerId, rfqId, 'award', 1)))?.gsi2sk !== undefined

describe('the sweeper, over requests for approval', () => {
  it('reminds, hands on and ends, each once, however often it looks and whatever is delivered again', async () => {
    const { place, due, until } = await anAsked()
    const office = anOffice(table)
    const told = async () => {
      await office.deliver(place)
      await office.deliver(place)
      return office.letters.splice(0).map(({ to, text }) => [to, /approve\/#(\S+)/.exec(text)?.[1]])
    }
    const token = await office.tokenOf(place, technical.stakeholderId)

    await sweepAt(later(due, -DAY - 1))
    expect(await told()).toEqual([])
    await Promise.all([sweepAt(later(due, -DAY)), sweepAt(later(due, -DAY)), sweepAt(later(due, -DAY))])
    await sweepAt(later(due, -1))
    expect(await told()).toEqual([[technical.email, token]])
    await Promise.all([sweepAt(due), sweepAt(due)])
    const [buyer, next, ...others] = await told()
    expect([buyer?.[0], next?.[0], others]).toEqual([HEAD.email, deputy.email, []])
    expect(next?.[1]).not.toBe(token)
    await sweepAt(until)
    await sweepAt(later(until, DAY))
    expect((await told()).at(-1)).toEqual([HEAD.email, undefined])
    expect(await done(place)).toEqual(['2 remind', '3 escalate', '4 escalate', '5 expire'])
    expect(await loadApproval(table, place, of)).toMatchObject({ status: 'expired', version: 5 })
    expect(await isOnIndex(place)).toBe(false)
  })

  it('does everything that has become due, one fact after the other', async () => {
    const { place, until } = await anAsked()
    await sweepAt(later(until, MINUTE))
    expect(await done(place)).toEqual(['2 escalate', '3 expire'])
  })

  it('looks again with what somebody did in between', async () => {
    const { place, due } = await anAsked()
    const before = await loadApproval(table, place, of)
    if (!before) throw new Error('Nothing was asked')
    const interrupted: Table = {
      ...table,
      commit: async (writes, token) => {
        const made = say(before, technical.stakeholderId, anApproval(), { at: due })
        if (!made.ok) throw new Error(made.refusal.code)
        await keepDecision(table, place, before, made.value)
        return table.commit(writes, token)
      },
    }
    await sweepAt(due, interrupted)
    expect(await done(place)).toEqual([])
    await sweepAt(later(due, MINUTE))
    expect(await done(place)).toEqual([])
    expect(await loadApproval(table, place, of)).toMatchObject({ status: 'approved', version: 2 })
    expect(await isOnIndex(place)).toBe(false)
  })

  it('lets go of a request whose RFQ has ended', async () => {
    const { rfq, place, due } = await anAsked()
    const ended = anRfq({ ...rfq, status: 'cancelled' })
    await table.commit([{ put: { ...keys.rfq(place.buyerId, place.rfqId), kind: 'Rfq', ...ended } }])
    await sweepAt(due)
    expect(await done(place)).toEqual([])
    expect(await isOnIndex(place)).toBe(false)
    expect(await loadApproval(table, place, of)).toMatchObject({ status: 'proposed', version: 1 })
  })

  it('looks at the others where one cannot even be read', async () => {
    const [broken, sound] = [await anAsked(), await anAsked()]
    const key = keys.approval(broken.place.buyerId, broken.place.rfqId, 'award', 1)
    const set = (status: string) =>
      table.update({ update: key, set: { status }, when: 'present', otherwise: { code: 'none' } })
    await set('unreadable')
    await expect(sweepAt(sound.due)).rejects.toThrow('1 of 2 could not be looked at')
    expect(await done(sound.place)).toEqual(['2 escalate'])
    await set('proposed')
    await sweepAt(broken.due)
    expect(await done(broken.place)).toEqual(['2 escalate'])
  })

  it('relays again what it did, should the stream have lost it', async () => {
    const { rfq, place, due } = await anAsked()
    await sweepAt(due)
    const [signal] = (await loadSignals(table, rfq)).filter(({ name }) => name === 'approval.handled')
    expect(signal).toMatchObject({ data: { subject: 'award', number: 1, seq: 2, kind: 'escalate' } })
    const work = indexes.work(place.rfqId, due)
    await table.update({
      update: keys.rfq(place.buyerId, place.rfqId),
      set: work,
      when: 'present',
      otherwise: { code: 'none' },
    })
    await sweepAt(later(due, MINUTE))
    expect(relayed.map(({ id }) => id)).toContain(signal?.id)
  })
})
