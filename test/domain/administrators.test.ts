import { describe, expect, it } from 'vitest'
import { changeMember, isAdministrator, type MemberAct } from '../../shared/domain/administrators.ts'
import { Membership } from '../../shared/domain/party.ts'
import { later, MINUTE, NOON } from '../support/builders.ts'

const ORG = 'org_01JQ0000000000000000000001'
const OTHER = 'org_01JQ0000000000000000000002'
const a = (name: string, own: Partial<Membership> = {}): Membership => ({
  email: `${name}@strandby.example`,
  name,
  orgId: ORG,
  status: 'active',
  since: NOON,
  administrator: true,
  ...own,
})
const sille = a('sille')
const ida = a('ida')
const bo = a('bo', { administrator: false })

describe('who is an administrator', () => {
  it.each([
    ['one who has the right', sille, true],
    ['a member without it', bo, false],
    ['one who was removed', a('gone', { status: 'removed' }), false],
    ['an administrator of somebody else', a('rival', { orgId: OTHER }), false],
    ['nobody', undefined, false],
  ])('%s: %s', (_, membership, expected) => {
    expect(isAdministrator(membership, ORG)).toBe(expected)
  })
  it('is everybody whose membership was kept before there was the right', () => {
    const { administrator: _, ...before } = bo
    expect(isAdministrator(Membership.parse(before), ORG)).toBe(true)
  })
})

describe('changing a membership', () => {
  const at = later(NOON, MINUTE)
  const change = (act: MemberAct, by: Membership, member: Membership | undefined, others: Membership[] = []) =>
    changeMember(act, { person: { orgId: ORG, email: by.email }, own: by, member, others, at })

  it('is for administrators, whatever it is and to whomever', () => {
    for (const act of ['remove', 'giveRight', 'takeRight'] as const) {
      for (const member of [bo, sille, undefined])
        expect(change(act, bo, member, [sille, ida])).toMatchObject({ refusal: { code: 'administrator_required' } })
    }
  })
  it('gives and takes the right, and ends a membership, while whoever does it stays', () => {
    const done = (after: Partial<Membership>) => ({ value: { after, stays: sille } })
    expect(change('giveRight', sille, bo)).toMatchObject(done({ ...bo, administrator: true }))
    expect(change('takeRight', sille, ida)).toMatchObject(done({ ...ida, administrator: false }))
    expect(change('remove', sille, ida)).toMatchObject(done({ ...ida, status: 'removed', since: at }))
  })
  it('lets nobody go or step down before another is administrator', () => {
    const last = { refusal: { code: 'last_administrator' } }
    for (const act of ['remove', 'takeRight'] as const) {
      for (const others of [[], [sille], [sille, bo], [a('rival', { orgId: OTHER })]])
        expect(change(act, sille, sille, others)).toMatchObject(last)
      expect(change(act, sille, sille, [sille, bo, ida])).toMatchObject({ value: { stays: ida } })
    }
  })
  it('changes nothing where it is so already', () => {
    expect(change('giveRight', sille, sille)).toEqual({ ok: true, value: { before: sille, after: sille } })
    expect(change('takeRight', sille, bo)).toEqual({ ok: true, value: { before: bo, after: bo } })
  })
  it('knows nobody of another organisation, and nobody who left', () => {
    for (const member of [undefined, a('rival', { orgId: OTHER }), a('gone', { status: 'removed' })])
      expect(change('giveRight', sille, member)).toMatchObject({ refusal: { code: 'not_found' } })
  })
})
