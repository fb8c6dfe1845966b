import { beforeAll, describe, expect, it } from 'vitest'
import type { Letter } from '../../functions/aws/mail.ts'
import { notify } from '../../functions/notify/notify.ts'
import type { DecisionAsked } from '../../shared/domain/decisions.ts'
import { loadIntent } from '../../shared/store/intents.ts'
import type { Table } from '../../shared/store/table.ts'
import { aTable } from '../support/api.ts'
import { anOffice, SITE } from '../support/approvals.ts'
import { anEvaluation, aStakeholder, HEAD } from '../support/awards.ts'
import { DAY, NOON } from '../support/builders.ts'
import { readCalendar } from '../support/icalendar.ts'

let table: Table
beforeAll(async () => {
  table = await aTable()
})

const [technical, financial] = [aStakeholder('technical'), aStakeholder('financial')]
const linkIn = (text: string | undefined) => /approve\/#(\S+)/.exec(text ?? '')?.[1]

const aProposal = async () => {
  const { place, bidders } = await anEvaluation(table)
  const office = anOffice(table)
  await office.propose(place.rfqId, bidders[0]?.supplierId ?? '')
  const enter = async (who: typeof technical) => office.enter(await office.tokenOf(place, who.stakeholderId))
  /** Letters since the last look, however often everything is delivered. */
  const told = async () => {
    await office.deliver(place)
    await Promise.allSettled([office.deliver(place), office.deliver(place)])
    return office.letters.splice(0).filter(({ text }) => !/^\d{6}/.test(text))
  }
  const says = async (session: string, said: object) => {
    const { hashes } = (await office.content(session)).json as { hashes: object }
    const body = { ...said, shown: hashes, page: 'sealbid/approval-page/2' }
    const decided = await office.decide(session, body)
    if (decided.status >= 300) throw new Error(decided.text)
    return decided
  }
  await told()
  return { place, office, enter, told, says }
}
const veto: Partial<DecisionAsked> = {
  decision: 'veto',
  reasonCode: 'budget',
  words: 'Line 4.2 is spent',
  remedy: 'Move 40,000 from 4.1',
}

describe('mails about an approval', () => {
  it('tell the buyer and whoever decided, once each, in their own languages and in the zone of the RFQ', async () => {
    const { enter, told, says } = await aProposal()
    await says(await enter(financial), veto)
    const letters = await told()
    expect(letters.map(({ to, subject }) => [to, subject])).toEqual([
      [HEAD.email, 'Veto (finansiel): Computers'],
      [financial.email, 'Din afgørelse er registreret: Computers'],
    ])
    expect(letters[0]?.text).toContain('har nedlagt veto mod denne tildeling: budget')
    expect(letters[1]?.text).toMatch(/Afgjort: 10\. mar\. 2026.* CET/)
    expect(letters[1]?.text).toMatch(/pris og vilkår: [0-9a-f]{64}/)
    expect(await told()).toEqual([])
  })

  it('bring a question to the buyer, and hand a seat to a delegate with a link of their own', async () => {
    const { place, office, enter, told, says } = await aProposal()
    const [session, other] = [await enter(technical), await enter(financial)]
    await says(session, { decision: 'ask', words: 'Which line pays?' })
    const [question, ...rest] = await told()
    expect([question?.to, rest]).toEqual([HEAD.email, []])
    expect(question?.text).toContain('Which line pays?')
    expect(question?.text).toContain(`/rfqs/${place.rfqId}/award`)

    const to = { name: 'Bo Lund', email: 'bo@strandby.example', language: 'fr' }
    const delegated = await office.decide(other, { decision: 'delegate', to, words: 'On leave' })
    expect(delegated.status).toBe(201)
    const letters = await told()
    expect(letters.map((letter) => letter.to)).toEqual([HEAD.email, financial.email, to.email])
    const link = linkIn(letters[2]?.text)
    expect(letters[2]?.subject).toBe('The financial one vous confie une décision : Computers')
    expect(letters[2]?.text).toContain('On leave')
    expect(letters.slice(0, 2).map(({ text }) => linkIn(text))).toEqual([undefined, undefined])
    expect(link).not.toBe(await office.tokenOf(place, financial.stakeholderId))
    // The new link opens; it is theirs alone.
    expect((await office.call('GET', '/approvals/case', office.byLink(link ?? ''))).json).toMatchObject({
      stakeholder: 'Bo Lund',
    })
  })

  it('bring the limit to the calendar of whoever is asked: the same file in a second try, with neither link nor price', async () => {
    const { place, bidders } = await anEvaluation(table)
    const office = anOffice(table)
    await office.propose(place.rfqId, bidders[0]?.supplierId ?? '')
    const name = 'award.proposed'
    const signal = { id: `${place.rfqId}.proposed`, name, ...place, at: NOON, data: { subject: 'award', number: 1 } }
    const lost: Letter[] = []
    const isDown = async (letter: Letter) => {
      lost.push(letter)
      throw new Error('SES is down')
    }
    await expect(notify({ ...office.deps, send: isDown })(signal)).rejects.toThrow('4 of 4 mails')
    office.pass(DAY)
    await notify(office.deps)(signal)
    const files = (letters: Letter[]) => new Map(letters.map(({ id, attached }) => [id, attached]))
    expect(files(office.letters)).toEqual(files(lost))
    const entries = office.letters.map(({ text, attached: [file] }) => {
      expect(file?.type).toBe('text/calendar; charset=utf-8; method=PUBLISH')
      const { values } = readCalendar(file?.text ?? '')
      expect(values.get('VEVENT.URL')).toBe(`${SITE}/approve/`)
      const written = [...values.values()].join('\n')
      expect(written).not.toContain(linkIn(text) ?? 'No link was sent')
      expect(written).not.toMatch(/5.?980|20.?930/)
      return values.get('VEVENT.UID')
    })
    expect(new Set(entries).size).toBe(4)
  })

  it('keep neither the link nor anything it could be made from', async () => {
    const { place, office } = await aProposal()
    const intent = await loadIntent(table, `${place.buyerId}.${place.rfqId}.1`)
    const token = await office.tokenOf(place, technical.stakeholderId)
    expect(intent?.mails).toHaveLength(4)
    expect(JSON.stringify(intent)).not.toContain(token)
  })
})
