import { beforeAll, describe, expect, it } from 'vitest'
import { sha256Hex } from '../../shared/domain/canonical.ts'
import { keys } from '../../shared/store/keys.ts'
import { keepLink } from '../../shared/store/links.ts'
import { findSession } from '../../shared/store/sessions.ts'
import type { Table } from '../../shared/store/table.ts'
import { aTable } from '../support/api.ts'
import { anOffice } from '../support/approvals.ts'
import { aStakeholder } from '../support/awards.ts'
import { anId, DAY, later, MINUTE } from '../support/builders.ts'
import { aProposal } from '../support/proposals.ts'

const { stakeholderId: financial, email: mailbox } = aStakeholder('financial')
const HOME = '203.0.113.20'
let table: Table
beforeAll(async () => {
  table = await aTable()
})

const aLink = async (over: Table = table) => aProposal(table, anOffice(over))
type Way = Awaited<ReturnType<typeof aLink>>
const served = (answers: readonly { status: number }[]) => answers.filter(({ status }) => status === 201).length

const remind = ({ office, place }: Way) =>
  office.call('POST', '/rfqs/{rfqId}/approvals/{subject}/{number}/reminders/{stakeholderId}', {
    params: { rfqId: place.rfqId, subject: 'award', number: '1', stakeholderId: financial },
    as: office.buyer,
  })

/** Fresh browsers, so many in each of so many networks, one after the other. */
const flood = async ({ office, token }: Way, networks: number, each: number) => {
  const answers: { status: number }[] = []
  for (let i = 0; i < networks * each; i++) {
    const from = `198.51.${i % networks}.${1 + (i % 200)}`
    answers.push(await office.askCode(token, `a-fresh-browser-for-each-${i}`, from))
  }
  return answers
}

describe('whoever else holds the link', () => {
  it('keeps nobody from their code who comes from another network', async () => {
    const way = await aLink()
    expect(served(await flood(way, 11, 6))).toBe(11 * 4 + 12)
    const browser = 'a-browser-nobody-knows-yet'
    expect((await way.office.askCode(way.token, browser, HOME)).status).toBe(201)
    const code = await way.office.codeOf(way.token, 57, browser)
    const opened = await way.office.openSession(way.token, code, browser)
    expect(opened.status).toBe(201)
  })

  it('keeps no browser out that proved the mailbox before, from however many networks they ask', async () => {
    const way = await aLink()
    await way.office.enter(way.token)
    way.office.pass(2 * DAY)
    expect(served(await flood(way, 20, 6))).toBe(60)
    const stranger = await way.office.askCode(way.token, 'another-browser-of-theirs', HOME)
    expect(stranger).toMatchObject({ status: 429, json: { code: 'asked_too_often' } })
    expect(String(stranger.json.againAt) > way.office.now()).toBe(true)
    expect((await way.office.askCode(way.token, undefined, HOME)).status).toBe(201)
  })

  it('keeps nobody out whom the buyer reminds', async () => {
    const way = await aLink()
    await flood(way, 20, 6)
    const ask = () => way.office.askCode(way.token, 'another-browser-of-theirs', HOME)
    expect((await ask()).status).toBe(429)
    way.office.pass(1000)
    expect((await remind(way)).status).toBe(200)
    way.office.pass(1000)
    expect((await ask()).status).toBe(201)
  })

  it('does not push a code out of reach that was sent before they asked', async () => {
    const way = await aLink()
    const asked = await way.office.askCode(way.token, undefined, HOME)
    await flood(way, 11, 6)
    const code = await way.office.codeOf(way.token, Number(asked.json.turn))
    expect((await way.office.openSession(way.token, code)).status).toBe(201)
  })

  it('uses up no tries but their own', async () => {
    const { office, token } = await aLink()
    const asked = await office.askCode(token, undefined, HOME)
    const code = await office.codeOf(token, Number(asked.json.turn))
    const theirs = 'a-browser-that-only-tries'
    for (let i = 0; i < 7; i++) {
      expect((await office.openSession(token, code, theirs)).json.code).toBe('code_expired')
    }
    expect((await office.openSession(token, code)).status).toBe(201)
  })

  it('gets one code for many clicks; and at once another when its tries are used up', async () => {
    const { office, token } = await aLink()
    const asked = await Promise.all([1, 2, 3, 4].map(() => office.askCode(token)))
    expect(asked.map(({ json }) => json.turn)).toEqual([1, 1, 1, 1])
    const wrong = (await office.codeOf(token, 1)) === '000000' ? '000001' : '000000'
    for (let i = 0; i < 5; i++) await office.openSession(token, wrong)
    expect((await office.askCode(token)).json.turn).toBe(2)
    office.pass(30_000)
    expect((await office.askCode(token)).json.turn).toBe(3)
  })

  it('stops at five codes an hour in one browser; the refusal says when it goes on', async () => {
    const { office, token } = await aLink()
    const start = office.now()
    const own: number[] = []
    for (let i = 0; i < 6; i++) {
      own.push((await office.askCode(token)).status)
      office.pass(MINUTE)
    }
    expect(own).toEqual([201, 201, 201, 201, 201, 429])
    office.pass(MINUTE)
    expect(await office.askCode(token)).toMatchObject({ json: { againAt: later(start, 60 * MINUTE) } })
    office.pass(61 * MINUTE)
    expect((await office.askCode(token)).status).toBe(201)
  })
})

describe('a buyer who replaces a mailbox while a code for it is on its way', () => {
  it('is sent no code that opens the mailbox before', async () => {
    const { office, place, supplierId, token } = await aLink()
    const asked = await office.askCode(token)
    const own = 'accomplice@strandby.example'
    await table.update({
      update: keys.stakeholder(place.buyerId, financial),
      set: { email: own },
      when: 'present',
      otherwise: { code: 'gone' } as const,
    })
    await office.propose(place.rfqId, supplierId, { awardId: anId('awd'), after: 1 })
    await office.deliver(place)
    const code = await office.codeOf(token, Number(asked.json.turn))
    expect(office.letters.some(({ to }) => to === own)).toBe(true)
    expect(office.letters.filter(({ to, text }) => to === own && text.includes(code))).toEqual([])
  })
})

describe('the link, sent again', () => {
  it('is the same link to the same mailbox, and holder and buyer do not stand in each other’s way', async () => {
    const way = await aLink()
    const { office, place, token } = way
    const asked: number[] = []
    for (let i = 0; i < 5; i++) asked.push((await office.askLink(token)).status)
    expect(asked).toEqual([201, 201, 201, 429, 429])
    const reminded: number[] = []
    for (let i = 0; i < 6; i++) reminded.push((await remind(way)).status)
    expect(reminded).toEqual([200, 200, 200, 200, 200, 429])
    expect((await office.askLink(token, 'another-browser-of-theirs', HOME)).status).toBe(201)
    office.pass(61 * MINUTE)
    expect((await remind(way)).status).toBe(200)
    await office.deliver(place)
    const sent = office.letters.filter(({ to, text }) => to === mailbox && text.includes(token))
    expect(sent).toHaveLength(1 + 3 + 6 + 1)
  })
})

describe('a token that leads nowhere', () => {
  it('takes the same steps and gets the same bytes, whether unknown, expired or another’s', async () => {
    const steps: string[] = []
    const watched = new Proxy(table, {
      get: (target, name: keyof Table) => {
        steps.push(name)
        return target[name]
      },
    })
    const { office } = await aLink(watched)
    const about = { buyerId: anId('org'), rfqId: anId('rfq'), subject: 'award', number: 1 } as const
    const expired = 'expired'.padEnd(43, 'x')
    const link = { ...about, stakeholderId: anId('stk'), tokenSha256: sha256Hex(expired) }
    await keepLink(table, { ...link, expiresAt: office.now() }, { email: mailbox, at: office.now() })
    const anothers = 'session'.padEnd(43, 'x')
    await table.putOnce(
      { ...keys.session(sha256Hex(anothers)), kind: 'Session' },
      { sameAs: ['kind'], otherwise: { code: 'taken' } as const },
    )
    const ask = async (token: string) => {
      steps.length = 0
      const answers = [
        await office.call('GET', '/approvals/case', office.byLink(token)),
        await office.askCode(token),
        await office.askLink(token),
        await office.openSession(token, '123456'),
      ]
      return { steps: [...steps], texts: answers.map(({ status, text }) => `${status} ${text}`) }
    }
    const unknown = await ask('unknown'.padEnd(43, 'x'))
    expect(unknown.steps).toEqual(['get', 'get', 'get', 'get'])
    expect(new Set(unknown.texts).size).toBe(1)
    expect([await ask(expired), await ask(anothers)]).toEqual([unknown, unknown])
  })
})

describe('a session', () => {
  it('is the mailbox’s: how it was proved, in which browser, from where, and nothing to enter it with', async () => {
    const { office, place, token } = await aLink()
    const asked = await office.askCode(token, undefined, HOME)
    const opened = await office.openSession(token, await office.codeOf(token, Number(asked.json.turn)), undefined, HOME)
    const secret = String(opened.json.session)
    const session = await findSession(table, secret, office.now())
    expect(session).toMatchObject({
      email: mailbox,
      method: 'code',
      openedFrom: { address: HOME, browser: 'test' },
      openedFor: { rfqId: place.rfqId, subject: 'award', number: 1, stakeholderId: financial },
    })
    const item = await table.get(keys.session(sha256Hex(secret)))
    expect(JSON.stringify(item)).not.toContain(secret)
    expect(JSON.stringify(item)).not.toContain('browser-browser-browser-1')
    expect(await findSession(table, secret, later(office.now(), 30 * MINUTE))).toBeUndefined()
    expect(await findSession(table, 'x'.repeat(43), office.now())).toBeUndefined()
  })

  it('makes its browser known to the mailbox for a year and more, by hash', async () => {
    const { office, token } = await aLink()
    await office.enter(token)
    const known = await table.get(keys.knownBrowser(mailbox, sha256Hex('browser-browser-browser-1')))
    expect(Number(known?.ttl)).toBeGreaterThan(Date.parse(later(office.now(), 399 * DAY)) / 1000)
  })
})
