import * as z from 'zod'
import { Instant, OrgId, StakeholderId } from './ids.ts'
import { Currency } from './money.ts'
import { Email, requiredLine, textLine } from './text.ts'

export const Language = z.enum(['en', 'fr', 'da'])
export type Language = z.infer<typeof Language>

export const CountryCode = z.string().regex(/^[A-Z]{2}$/)
export const TimeZone = z.string().max(64).refine(isTimeZone, { error: 'is not a known time zone' })

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

export const Address = z.object({
  street: textLine(200),
  extra: textLine(200).optional(),
  postalCode: textLine(20),
  city: textLine(100),
  country: CountryCode,
})
export type Address = z.infer<typeof Address>

/** What an organisation says of itself; what it signs contracts with. */
export const OrganisationProfile = z.object({
  legalName: requiredLine(200),
  registrationId: requiredLine(40),
  vatId: textLine(40),
  address: Address,
  currency: Currency,
  timeZone: TimeZone,
  language: Language,
  buys: z.boolean(),
  supplies: z.boolean(),
})
export type OrganisationProfile = z.infer<typeof OrganisationProfile>

export const Organisation = OrganisationProfile.extend({
  orgId: OrgId,
  version: z.int().positive(),
  createdAt: Instant,
})
export type Organisation = z.infer<typeof Organisation>

/** The parties of a contract, as they were when it was made. */
export const Party = OrganisationProfile.pick({
  legalName: true,
  registrationId: true,
  vatId: true,
  address: true,
}).extend({ orgId: OrgId })
export type Party = z.infer<typeof Party>

/** A mailbox belongs to one organisation at most, by its owner's word: who signs in with it acts for that one. */
export const Membership = z.object({
  email: Email,
  orgId: OrgId,
  name: textLine(100),
  /** An invitation once lay where memberships do. It made nobody a member, and is asked for again. */
  status: z.preprocess((status) => (status === 'invited' ? 'removed' : status), z.enum(['active', 'removed'])),
  since: Instant,
  /**
   * Whether they decide who belongs to the organisation and what its approval policy says. A membership kept before there
   * was this right says nothing of it and has it: each could do all this then, and no organisation is left without one.
   */
  administrator: z.boolean().default(true),
})
export type Membership = z.infer<typeof Membership>

const By = z.object({ email: z.string(), name: z.string() })

/**
 * That an organisation would have a mailbox's owner. It makes nobody a member: any number of organisations may invite
 * one mailbox, and its owner joins one of them, or none.
 */
export const MemberInvitation = Membership.extend({
  status: z.enum(['invited', 'joined', 'declined', 'withdrawn']),
  administrator: z.boolean(),
  by: By,
})
export type MemberInvitation = z.infer<typeof MemberInvitation>

/** Who acts for an organisation, or is asked to. */
export const Member = Membership.extend({ status: z.enum(['active', 'invited']), administrator: z.boolean() })
export type Member = z.infer<typeof Member>

/** What was done with a membership or an invitation, and by whom. */
export const MemberChange = z.object({
  member: Membership.pick({ email: true, name: true }),
  kind: z.enum([
    'founded',
    'invited',
    'invitedAsAdministrator',
    'joined',
    'declined',
    'withdrawn',
    'removed',
    'rightGiven',
    'rightTaken',
  ]),
  at: Instant,
  by: By,
})
export type MemberChange = z.infer<typeof MemberChange>

export const StakeholderRole = z.enum(['technical', 'commercial', 'financial', 'operational'])
export type StakeholderRole = z.infer<typeof StakeholderRole>
export const stakeholderRoles = StakeholderRole.options

export const MAX_STAKEHOLDERS = 100

/** Holds a veto over awards; needs no account, only this mailbox. */
export const Stakeholder = z.object({
  stakeholderId: StakeholderId,
  name: requiredLine(100),
  email: Email,
  role: StakeholderRole,
  language: Language,
  active: z.boolean(),
})
export type Stakeholder = z.infer<typeof Stakeholder>

export const StakeholderChange = z.object({
  stakeholder: Stakeholder,
  at: Instant,
  by: z.object({ email: z.string(), name: z.string() }),
})
export type StakeholderChange = z.infer<typeof StakeholderChange>

/** A signed-in person and the organisation they act for. */
export type Person = { orgId: string; email: string; name: string }

/** Who did something, as the audit trail names them. */
export const Actor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), orgId: OrgId, email: z.string(), name: z.string() }),
  z.object({ kind: z.literal('stakeholder'), stakeholderId: StakeholderId, role: StakeholderRole, name: z.string() }),
  z.object({ kind: z.literal('system'), name: z.string() }),
])
export type Actor = z.infer<typeof Actor>
