import { type Organisation, OrganisationProfile } from '../../../../shared/domain/party.ts'

/** What a person is asked of their organisation: an address needs its parts, and it must buy or supply. */
export const profileForm = (chooseSide: string) =>
  OrganisationProfile.superRefine((profile, context) => {
    const blank = (['street', 'postalCode', 'city'] as const).filter((part) => profile.address[part] === '')
    for (const part of blank) context.addIssue({ code: 'custom', path: ['address', part], message: 'is empty' })
    if (!profile.buys && !profile.supplies) context.addIssue({ code: 'custom', path: ['buys'], message: chooseSide })
  })

export const profileOf = (organisation: Organisation): OrganisationProfile => {
  const { orgId: _orgId, version: _version, createdAt: _createdAt, ...profile } = organisation
  return profile
}
