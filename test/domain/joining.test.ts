import { describe, expect, it } from 'vitest'
import { asMember, decline, invite, join, standingIn } from '../../shared/domain/joining.ts'
import { type MemberInvitation, Membership } from '../../shared/domain/party.ts'
import { later, MINUTE, NOON } from '../support/builders.ts'

const ORG = 'org_01JQ0000000000000000000001'
const OTHER = 'org_01JQ0000000000000000000002'
const email = 'bo@strandby.example'
const invited: MemberInvitation = {
  email,
  orgId: ORG,
  name: 'Bo Krag',
  status: 'invited',
  since: NOON,
  administrator: true,
  by: { email: 'sille@strandby.example', name: 'Sille' },
}
const over = (['joined', 'declined', 'withdrawn'] as const).map((status) => ({ ...invited, status }))
const memberOf = (orgId: string, status: Membership['status'] = 'active'): Membership => ({
  email,
  orgId,
  name: 'Bo',
  status,
  since: NOON,
  administrator: false,
})
const at = later(NOON, MINUTE)
const person = { email, name: 'Bo of the issuer' }
const free = [undefined, memberOf(OTHER, 'removed'), memberOf(ORG, 'removed')]

describe('joining', () => {
  const joins = (invitation: MemberInvitation | undefined, own?: Membership) =>
    join({ orgId: ORG, invitation, own, person, at })

  it('makes a member of whoever is invited and belongs nowhere, with the right they were promised', () => {
    const membership = { email, orgId: ORG, name: 'Bo Krag', status: 'active', since: at, administrator: true }
    for (const own of free)
      expect(joins(invited, own)).toEqual({ ok: true, value: { membership, invitation: invited } })
    expect(joins({ ...invited, administrator: false })).toMatchObject({
      value: { membership: { administrator: false } },
    })
  })
  it('takes the name a person has themselves where the invitation gives none', () => {
    expect(joins({ ...invited, name: '' })).toMatchObject({ value: { membership: { name: person.name } } })
  })
  it('changes nothing for who is a member already', () => {
    const own = memberOf(ORG)
    for (const one of [...over, invited, undefined])
      expect(joins(one, own)).toEqual({ ok: true, value: { membership: own } })
  })
  it('is refused to who belongs to another organisation', () => {
    expect(joins(invited, memberOf(OTHER))).toEqual({ ok: false, refusal: { code: 'already_member', orgId: OTHER } })
  })
  it('is refused without an invitation, and with one that is over', () => {
    for (const own of free) {
      expect(joins(undefined, own)).toMatchObject({ refusal: { code: 'invitation_not_found' } })
      for (const one of over)
        expect(joins(one, own)).toEqual({ ok: false, refusal: { code: 'invitation_over', became: one.status } })
    }
  })
})

describe('declining', () => {
  const declines = (invitation: MemberInvitation | undefined, own?: Membership) =>
    decline({ orgId: ORG, invitation, own, at })

  it('ends the invitation, also for who belongs elsewhere', () => {
    for (const own of [...free, memberOf(OTHER)])
      expect(declines(invited, own)).toEqual({ ok: true, value: { ...invited, status: 'declined', since: at } })
  })
  it('changes nothing where it is over already', () => {
    for (const one of over) expect(declines(one)).toEqual({ ok: true, value: undefined })
  })
  it('is no way to leave, and needs an invitation', () => {
    expect(declines(over[0], memberOf(ORG))).toMatchObject({ refusal: { code: 'already_member' } })
    expect(declines(undefined)).toMatchObject({ refusal: { code: 'invitation_not_found' } })
  })
})

describe('inviting', () => {
  const invites = (invitation: MemberInvitation | undefined, own?: Membership) =>
    invite({ orgId: ORG, invitation, own })

  it('is for whoever belongs nowhere and has no open invitation', () => {
    for (const own of free)
      for (const one of [...over, undefined]) expect(invites(one, own)).toEqual({ ok: true, value: undefined })
  })
  it('leaves who belongs or is invited as they are', () => {
    expect(invites(invited)).toEqual({ ok: true, value: asMember(invited) })
    expect(invites(over[0], memberOf(ORG))).toMatchObject({ value: { status: 'active', administrator: false } })
  })
  it('takes nobody from another organisation', () => {
    expect(invites(undefined, memberOf(OTHER))).toMatchObject({ refusal: { code: 'member_elsewhere' } })
  })
})

it('somebody stands in an organisation as its member, or as invited by it', () => {
  expect(standingIn({ own: memberOf(ORG), invitation: over[0] }, ORG)).toEqual(memberOf(ORG))
  expect(standingIn({ own: memberOf(OTHER), invitation: invited }, ORG)).toEqual(invited)
  expect([...over, memberOf(ORG, 'removed')].map(asMember)).toEqual([undefined, undefined, undefined, undefined])
})

it('an invitation kept where memberships lie is none', () => {
  const before = { ...memberOf(ORG), status: 'invited' }
  expect(Membership.parse(before).status).toBe('removed')
})
