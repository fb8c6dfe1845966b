import type { Currency } from '../../../../shared/domain/money.ts'
import type { OrganisationProfile } from '../../../../shared/domain/party.ts'
import type { Language } from '../../i18n/language.ts'

const ownCurrency: Readonly<Partial<Record<string, Currency>>> = {
  DK: 'DKK',
  SE: 'SEK',
  NO: 'NOK',
  IS: 'ISK',
  GB: 'GBP',
  CH: 'CHF',
  PL: 'PLN',
  CZ: 'CZK',
  HU: 'HUF',
  RO: 'RON',
  US: 'USD',
  CA: 'CAD',
  AU: 'AUD',
  JP: 'JPY',
  KW: 'KWD',
}
const homeOf: Record<Language, string> = { en: 'GB', fr: 'FR', da: 'DK' }

/** What can be guessed of an organisation from the browser it is created in; everything can be changed. */
export const firstProfile = (language: Language, cameToSupply: boolean): OrganisationProfile => {
  const country = new Intl.Locale(navigator.language).region ?? homeOf[language]
  return {
    legalName: '',
    registrationId: '',
    vatId: '',
    address: { street: '', postalCode: '', city: '', country },
    currency: ownCurrency[country] ?? 'EUR',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    language,
    buys: !cameToSupply,
    supplies: cameToSupply,
  }
}
