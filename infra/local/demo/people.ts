import type { OrganisationProfile, StakeholderRole } from '../../../shared/domain/party.ts'

export type DemoOrganisation = { key: string; profile: OrganisationProfile; people: { name: string; email: string }[] }

const danish = { currency: 'DKK', timeZone: 'Europe/Copenhagen', language: 'da' } as const
const supplierOf = (
  key: string,
  legalName: string,
  registrationId: string,
  address: OrganisationProfile['address'],
  people: DemoOrganisation['people'],
  home: Pick<OrganisationProfile, 'currency' | 'timeZone' | 'language'> = danish,
): DemoOrganisation => ({
  key,
  profile: { legalName, registrationId, vatId: registrationId, address, ...home, buys: false, supplies: true },
  people,
})

/** All of them are made up; addresses end in `.example`, where no mail can ever arrive. */
export const buyer: DemoOrganisation = {
  key: 'strandby',
  profile: {
    legalName: 'Strandby Kommune',
    registrationId: 'DK29190001',
    vatId: 'DK29190001',
    address: { street: 'Rådhustorvet 4', postalCode: '4390', city: 'Strandby', country: 'DK' },
    ...danish,
    language: 'en',
    buys: true,
    supplies: false,
  },
  people: [
    { name: 'Sille Holm', email: 'sille@strandby.example' },
    { name: 'Bo Krag', email: 'bo@strandby.example' },
  ],
}

export const suppliers: DemoOrganisation[] = [
  supplierOf(
    'nordkontor',
    'Nordkontor A/S',
    'DK31415926',
    { street: 'Havnegade 21', postalCode: '8000', city: 'Aarhus C', country: 'DK' },
    [
      { name: 'Anna Dahl', email: 'anna@nordkontor.example' },
      { name: 'Peter Ny', email: 'peter@nordkontor.example' },
    ],
  ),
  supplierOf(
    'deltadata',
    'Deltadata ApS',
    'DK27182818',
    { street: 'Industrivej 8', postalCode: '2600', city: 'Glostrup', country: 'DK' },
    [{ name: 'Mads Vinter', email: 'mads@deltadata.example' }],
  ),
  supplierOf(
    'hansen',
    'Hansen & Søn',
    'DK16180339',
    { street: 'Søndergade 3', postalCode: '7400', city: 'Herning', country: 'DK' },
    [{ name: 'Lise Hansen', email: 'lise@hansen.example' }],
  ),
  supplierOf(
    'lumiere',
    'Bureau Lumière SARL',
    'FR40303265045',
    { street: '14 rue des Archives', postalCode: '75004', city: 'Paris', country: 'FR' },
    [{ name: 'Camille Roux', email: 'camille@lumiere.example' }],
    { currency: 'EUR', timeZone: 'Europe/Paris', language: 'fr' },
  ),
  supplierOf(
    'harbour',
    'Harbour Office Supplies Ltd',
    'GB141421356',
    { street: '7 Quay Street', postalCode: 'BS1 4DJ', city: 'Bristol', country: 'GB' },
    [{ name: 'Owen Price', email: 'owen@harbour.example' }],
    { currency: 'GBP', timeZone: 'Europe/London', language: 'en' },
  ),
]

export const stakeholders: { name: string; email: string; role: StakeholderRole; language: 'en' | 'da' | 'fr' }[] = [
  { name: 'Tove Lund', email: 'tove.lund@strandby.example', role: 'technical', language: 'da' },
  { name: 'Karim Haddad', email: 'karim.haddad@strandby.example', role: 'commercial', language: 'fr' },
  { name: 'Ellen Friis', email: 'ellen.friis@strandby.example', role: 'financial', language: 'en' },
  { name: 'Jonas Bech', email: 'jonas.bech@strandby.example', role: 'operational', language: 'da' },
]

/** Who can be signed in with one click on the local sign-in page. */
export const demoPeople = [buyer, ...suppliers].flatMap(({ profile, people }) =>
  people.map((person) => ({ ...person, organisation: profile.legalName, role: profile.buys ? 'buyer' : 'supplier' })),
)
