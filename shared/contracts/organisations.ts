import * as z from 'zod'
import { OrgId, StakeholderId } from '../domain/ids.ts'
import { Membership, Organisation, OrganisationProfile, Stakeholder, StakeholderChange } from '../domain/party.ts'
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
    body: z.object({ email: z.string(), name: z.string(), organisation: Organisation.nullable() }),
  },
  refusals: [],
})

export const createOrganisation = endpoint({
  method: 'POST',
  path: '/organisations',
  access: 'person',
  summary: 'Create the organisation you act for and become its first member',
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
  summary: 'Change your organisation',
  ifMatch: true,
  params: nothing,
  query: nothing,
  body: z.strictObject(OrganisationProfile.shape),
  answers: { status: 200, body: Organisation },
  refusals: ['not_found', 'changed_meanwhile'],
})

export const listMembers = endpoint({
  method: 'GET',
  path: '/organisation/members',
  access: 'member',
  summary: 'The people of your organisation',
  params: nothing,
  query: nothing,
  body: noBody,
  answers: { status: 200, body: z.object({ items: z.array(Membership) }) },
  refusals: [],
})

export const inviteMember = endpoint({
  method: 'PUT',
  path: '/organisation/members/{email}',
  access: 'member',
  summary: 'Let a mailbox join your organisation at its first sign-in',
  params: z.strictObject({ email: Email }),
  query: nothing,
  body: z.strictObject({ name: textLine(100) }),
  answers: { status: 200, body: Membership },
  refusals: ['member_elsewhere'],
})

export const removeMember = endpoint({
  method: 'DELETE',
  path: '/organisation/members/{email}',
  access: 'member',
  summary: 'End a person’s membership',
  params: z.strictObject({ email: Email }),
  query: nothing,
  body: noBody,
  answers: { status: 200, body: done },
  refusals: ['not_found', 'last_member'],
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
  summary: 'Add or change a stakeholder',
  params: z.strictObject({ stakeholderId: StakeholderId }),
  query: nothing,
  body: z.strictObject(Stakeholder.omit({ stakeholderId: true }).shape),
  answers: { status: 200, body: Stakeholder },
  refusals: ['invalid_request', 'stakeholder_is_outsider'],
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
