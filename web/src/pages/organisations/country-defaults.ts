import type { Currency } from '../../../../shared/domain/money.ts'

const currencies: Readonly<Record<string, Currency>> = {
  DK: 'DKK',
  FO: 'DKK',
  GL: 'DKK',
  SE: 'SEK',
  NO: 'NOK',
  IS: 'ISK',
  GB: 'GBP',
  CH: 'CHF',
  LI: 'CHF',
  PL: 'PLN',
  CZ: 'CZK',
  HU: 'HUF',
  RO: 'RON',
  BG: 'BGN',
  US: 'USD',
  CA: 'CAD',
  AU: 'AUD',
  JP: 'JPY',
  KW: 'KWD',
}
/** What an organisation of this country most likely trades in. */
export const currencyOf = (country: string): Currency => currencies[country] ?? 'EUR'

const byZone: Readonly<Record<string, string>> = {
  'Europe/Copenhagen': 'DK',
  'Europe/Paris': 'FR',
  'Europe/London': 'GB',
  'Europe/Dublin': 'IE',
  'Europe/Stockholm': 'SE',
  'Europe/Oslo': 'NO',
  'Atlantic/Reykjavik': 'IS',
  'Europe/Berlin': 'DE',
  'Europe/Brussels': 'BE',
  'Europe/Luxembourg': 'LU',
  'Europe/Zurich': 'CH',
  'Europe/Amsterdam': 'NL',
  'Europe/Madrid': 'ES',
  'Europe/Rome': 'IT',
  'Europe/Vienna': 'AT',
  'Europe/Warsaw': 'PL',
  'Europe/Prague': 'CZ',
  'Europe/Budapest': 'HU',
  'Europe/Bucharest': 'RO',
  'Europe/Sofia': 'BG',
  'Europe/Helsinki': 'FI',
  'Europe/Lisbon': 'PT',
  'Europe/Athens': 'GR',
}

/** Where the reader probably is: by the clock of the device, else by the region of its language. */
export const likelyCountry = (timeZone: string, languageTags: readonly string[]): string => {
  const region = languageTags.map((tag) => new Intl.Locale(tag).region).find((code) => code !== undefined)
  return byZone[timeZone] ?? region ?? ''
}
