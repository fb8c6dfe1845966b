import type { OrganisationProfile } from '../../../../shared/domain/party.ts'
import type { Language } from '../../i18n/language.ts'
import { currencyOf, likelyCountry } from './country-defaults.ts'

/** What can be guessed of an organisation from the browser it is created in; everything can be changed. */
export const firstProfile = (language: Language, cameToSupply: boolean): OrganisationProfile => {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const country = likelyCountry(timeZone, navigator.languages)
  return {
    legalName: '',
    registrationId: '',
    vatId: '',
    address: { street: '', postalCode: '', city: '', country },
    currency: currencyOf(country),
    timeZone,
    language,
    buys: !cameToSupply,
    supplies: cameToSupply,
  }
}
