import { beforeAll, describe, expect, it } from 'vitest'
import { getAbsenceRoute, saveAbsenceRoute } from '../../functions/approvals/absence.ts'
import { loadAbsence } from '../../shared/store/absences.ts'
import { openMailbox } from '../../shared/store/sessions.ts'
import type { Table } from '../../shared/store/table.ts'
import { aTable, callRoute } from '../support/api.ts'
import { noPayloads, testMac } from '../support/awards.ts'
import { DAY, later, NOON } from '../support/builders.ts'

const OWN = 'ellen@strandby.example'
const absence = {
  from: '2026-12-01',
  to: '2026-12-24',
  delegate: { name: 'Ole Juhl', email: 'ole@strandby.example', language: 'da' as const },
}
let table: Table
beforeAll(async () => {
  table = await aTable()
})

/** Somebody who has proved this mailbox. */
const inSession = async (email: string) => {
  const openedFrom = { address: '192.0.2.1', browser: 'A browser' }
  const proved = { email, method: 'code' as const, browserSha256: 'a'.repeat(64), openedFrom }
  const { session } = await openMailbox(table, proved, NOON)
  const deps = { table, payloads: noPayloads, mac: testMac, now: () => NOON }
  const authorization = `Session ${session}`
  return {
    read: () => callRoute(getAbsenceRoute(deps), { authorization }),
    save: (body: object) => callRoute(saveAbsenceRoute(deps), { authorization, body }),
    stranger: () => callRoute(getAbsenceRoute(deps), { authorization: `Session ${'x'.repeat(43)}` }),
  }
}

describe('being away', () => {
  it('is kept for the proved mailbox and for no other, until it is back', async () => {
    const own = await inSession(OWN)
    expect((await own.read()).json).toEqual({ absence: null })
    expect(await own.save({ absence })).toMatchObject({ status: 200, json: { absence } })
    expect((await own.read()).json).toEqual({ absence })
    expect((await (await inSession('other@strandby.example')).read()).json).toEqual({ absence: null })
    expect(await own.save({ absence: null })).toMatchObject({ status: 200 })
    expect(await loadAbsence(table, OWN)).toBeNull()
  })

  it('cannot be handed to oneself, however the mailbox is written', async () => {
    const own = await inSession(OWN)
    const refused = await own.save({
      absence: { ...absence, delegate: { ...absence.delegate, email: 'Ellen@Strandby.example' } },
    })
    expect(refused).toMatchObject({
      status: 422,
      json: { code: 'delegate_not_possible', pointer: '/absence/delegate/email' },
    })
    expect(await loadAbsence(table, OWN)).toBeNull()
  })

  it('is neither over nor for ever', async () => {
    const own = await inSession(OWN)
    const refused = async (from: string, to: string) => (await own.save({ absence: { ...absence, from, to } })).json
    const day = (days: number) => later(NOON, days * DAY).slice(0, 10)
    expect(await refused(day(-20), day(-2))).toMatchObject({ code: 'absence_not_possible', because: 'over' })
    // It may be yesterday here and today where they are.
    expect(await own.save({ absence: { ...absence, from: day(-20), to: day(-1) } })).toMatchObject({ status: 200 })
    expect(await refused(day(0), day(366))).toMatchObject({ because: 'too_long', pointer: '/absence/to' })
    expect(await own.save({ absence: { ...absence, from: day(0), to: day(365) } })).toMatchObject({ status: 200 })
  })

  it('does not end before it begins, and is nobody’s who did not prove a mailbox', async () => {
    const own = await inSession(OWN)
    const turned = await own.save({ absence: { ...absence, to: '2026-11-30' } })
    expect(turned).toMatchObject({ status: 400, json: { code: 'invalid_request', pointer: '/absence/to' } })
    expect((await own.stranger()).json).toMatchObject({ code: 'session_unknown' })
  })
})
