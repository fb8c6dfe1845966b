import * as z from 'zod'
import { OrgId } from '../domain/ids.ts'
import { MemberInvitation, Organisation } from '../domain/party.ts'
import { endpoint } from './endpoint.ts'
import { done, noBody, nothing, pageOf, pageQuery } from './shapes.ts'

/** What an invited person is shown of the organisation that would have them. */
const OwnInvitation = z.object({
  organisation: Organisation.pick({ orgId: true, legalName: true, registrationId: true, address: true }),
  /** What they are called in it. */
  name: MemberInvitation.shape.name,
  administrator: MemberInvitation.shape.administrator,
  at: MemberInvitation.shape.since,
  by: MemberInvitation.shape.by,
})
export type OwnInvitation = z.infer<typeof OwnInvitation>

const ofOrganisation = z.strictObject({ orgId: OrgId })

export const listOwnInvitations = endpoint({
  method: 'GET',
  path: '/me/invitations',
  access: 'person',
  summary: 'The organisations that have invited you to join them',
  params: nothing,
  query: pageQuery,
  body: noBody,
  answers: { status: 200, body: pageOf(OwnInvitation) },
  refusals: ['invalid_request'],
})

export const joinOrganisation = endpoint({
  method: 'PUT',
  path: '/me/invitations/{orgId}/acceptance',
  access: 'person',
  summary: 'Join an organisation that has invited you, and act for it from now on',
  params: ofOrganisation,
  query: nothing,
  body: noBody,
  answers: { status: 200, body: Organisation },
  refusals: ['already_member', 'invitation_not_found', 'invitation_over'],
})

export const declineInvitation = endpoint({
  method: 'PUT',
  path: '/me/invitations/{orgId}/decline',
  access: 'person',
  summary: 'Decline to join an organisation that has invited you',
  params: ofOrganisation,
  query: nothing,
  body: noBody,
  answers: { status: 200, body: done },
  refusals: ['already_member', 'invitation_not_found'],
})
