import { describe, expect, it } from 'vitest'
import { handsOf, hasHand, MAX_HANDS, withHand } from '../../shared/domain/hands.ts'
import type { Actor } from '../../shared/domain/party.ts'
import { anId, anRfq, BUYER } from '../support/builders.ts'

const person = (email: string, orgId = BUYER): Actor => ({ kind: 'person', orgId, email, name: email })

describe('who has a hand in an RFQ', () => {
  it('is everyone of the buyer who acted, each once, in the order they came', () => {
    const acts = ['a@b.example', 'c@b.example', 'a@b.example'].map((email) => person(email))
    const hands = acts.reduce((sofar, by) => withHand({ buyerId: BUYER, hands: sofar }, by), [] as string[])
    expect(hands).toEqual(['a@b.example', 'c@b.example'])
  })
  it('is no supplier, no approver and no job', () => {
    const stakeholder: Actor = { kind: 'stakeholder', stakeholderId: anId('stk'), role: 'technical', name: 'T' }
    for (const by of [person('s@s.example', anId('org')), stakeholder, { kind: 'system', name: 'sweeper' } as const])
      expect(withHand({ buyerId: BUYER, hands: [] }, by)).toEqual([])
  })
  it('is its creator, also where nothing was kept of hands', () => {
    const old = anRfq({ createdBy: 'a@b.example', hands: [] })
    expect(handsOf(old)).toEqual(['a@b.example'])
    expect(hasHand(old, 'a@b.example')).toBe(true)
    expect(hasHand(old, 'a+second@b.example')).toBe(true)
    expect(hasHand(old, 'c@b.example')).toBe(false)
  })
  it('is everyone once no more are kept: separation of duties fails closed', () => {
    const full = Array.from({ length: MAX_HANDS }, (_, i) => `${i}@b.example`)
    expect(withHand({ buyerId: BUYER, hands: full }, person('late@b.example'))).toEqual(full)
    expect(hasHand(anRfq({ hands: full.slice(1) }), 'late@b.example')).toBe(false)
    expect(hasHand(anRfq({ hands: full }), 'late@b.example')).toBe(true)
  })
})
