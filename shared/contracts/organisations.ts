import * as z from 'zod'
import { OrgId, StakeholderId } from '../domain/ids.ts'
import {
  Member,
  MemberChange,
  Organisation,
  OrganisationProfile,
  Stakeholder,
  StakeholderChange,
} from '../domain/party.ts'
import { Email, textLine } from '../domain/text.ts'
import { endpoint } from './endpoint.ts'
import { done, noBody, nothing, pageOf, pageQuery } from './shapes.ts'

export const getMe = endpoint({
  method: 'GET',
  path: '/me',
  access: 'person',
  summary: 'Who is signed in, and for which organisation',
  params: nothing,
  query: nothing,
  body: noBody,
  answers: {
    status: 200,
    body: z.object({
      email: z.string(),
      name: z.string(),
      organisation: Organisation.nullable(),
      /** Whether this person may change the organisation, its members, its stakeholders and its approval policy. */
      administrator: z.boolean(),
    }),
  },
  refusals: [],
})

export const createOrganisation = endpoint({
  method: 'POST',
  path: '/organisations',
  access: 'person',
  summary: 'Create the organisation you act for and become its first administrator',
  params: nothing,
  query: nothing,
  body: z.strictObject({ ...OrganisationProfile.shape, orgId: OrgId }),
  answers: { status: 201, body: Organisation },
  refusals: ['already_member', 'organisation_taken'],
})

export const getOrganisation = endpoint({
  method: 'GET',
  path: '/organisation',
  access: 'member',
  summary: 'Your organisation',
  params: nothing,
  query: nothing,
  body: noBody,
  answers: { status: 200, body: Organisation },
  refusals: ['not_found'],
})

export const saveOrganisation = endpoint({
  method: 'PUT',
  path: '/organisation',
  access: 'member',
  summary: 'Change your organisation; for administrators',
  ifMatch: true,
  params: nothing,
  query: nothing,
  body: z.strictObject(OrganisationProfile.shape),
  answers: { status: 200, body: Organisation },
  refusals: ['administrator_required', 'not_found', 'changed_meanwhile'],
})

export const listMembers = endpoint({
  method: 'GET',
  path: '/organisation/members',
  access: 'member',
  summary: 'The people of your organisation, and those it has invited',
  params: nothing,
  query: nothing,
  body: noBody,
  answers: { status: 200, body: z.object({ items: z.array(Member) }) },
  refusals: [],
})

export const inviteMember = endpoint({
  method: 'PUT',
  path: '/organisation/members/{email}',
  access: 'member',
  summary: 'Invite a mailbox, whose owner then joins or declines; for administrators',
  params: z.strictObject({ email: Email }),
  query: nothing,
  body: z.strictObject({ name: textLine(100), administrator: z.boolean().default(false) }),
  answers: { status: 200, body: Member },
  refusals: ['administrator_required', 'member_elsewhere'],
})

export const removeMember = endpoint({
  method: 'DELETE',
  path: '/organisation/members/{email}',
  access: 'member',
  summary: 'End a person’s membership, or withdraw an invitation; for administrators',
  params: z.strictObject({ email: Email }),
  query: nothing,
  body: noBody,
  answers: { status: 200, body: done },
  refusals: ['administrator_required', 'not_found', 'last_administrator'],
})

export const saveMemberRight = endpoint({
  method: 'PUT',
  path: '/organisation/members/{email}/right',
  access: 'member',
  summary: 'Make a member an administrator, or no longer one; for administrators',
  params: z.strictObject({ email: Email }),
  query: nothing,
  body: z.strictObject({ administrator: z.boolean() }),
  answers: { status: 200, body: Member },
  refusals: ['administrator_required', 'not_found', 'last_administrator'],
})

export const listMemberChanges = endpoint({
  method: 'GET',
  path: '/organisation/members/changes',
  access: 'member',
  summary:
    'Who invited, joined, declined and was removed, and who gave or took the administrator’s right; the newest first',
  params: nothing,
  query: pageQuery,
  body: noBody,
  answers: { status: 200, body: pageOf(MemberChange) },
  refusals: ['invalid_request'],
})

export const listStakeholders = endpoint({
  method: 'GET',
  path: '/organisation/stakeholders',
  access: 'buyer',
  summary: 'Who holds a veto over awards',
  params: nothing,
  query: nothing,
  body: noBody,
  answers: { status: 200, body: z.object({ items: z.array(Stakeholder) }) },
  refusals: [],
})

export const saveStakeholder = endpoint({
  method: 'PUT',
  path: '/organisation/stakeholders/{stakeholderId}',
  access: 'buyer',
  summary: 'Add or change a stakeholder; for administrators',
  params: z.strictObject({ stakeholderId: StakeholderId }),
  query: nothing,
  body: z.strictObject(Stakeholder.omit({ stakeholderId: true }).shape),
  answers: { status: 200, body: Stakeholder },
  refusals: ['administrator_required', 'invalid_request', 'stakeholder_is_outsider'],
})

export const listStakeholderChanges = endpoint({
  method: 'GET',
  path: '/organisation/stakeholders/changes',
  access: 'buyer',
  summary: 'Who changed the stakeholders, when and to what; the newest first',
  params: nothing,
  query: pageQuery,
  body: noBody,
  answers: { status: 200, body: pageOf(StakeholderChange) },
  refusals: ['invalid_request'],
})
