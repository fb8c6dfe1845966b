import { useMemo } from 'react'
import { useI18n } from '../../i18n/I18nProvider.tsx'
import { useQuantities } from '../../i18n/quantities.ts'

/**
 * The UN/ECE Recommendation 20 codes (X… are packages of Recommendation 21) that most RFQs need, offered first;
 * `rfqs.unitName` names them. Any other code may be pasted or imported.
 */
const commonUnits =
  'H87 NIU C62 EA SET PR DZN CEN MIL KGM GRM TNE LTR MLT MTQ MMT CMT MTR KMT MTK MIN HUR DAY WEE MON ANN KWH MWH LS E48 XBX XCT XPK XPX XBG XBO XRO'.split(
    ' ',
  )

/** What spreadsheets call these units, in the languages spoken here. */
const alsoCalled: Readonly<Record<string, readonly string[]>> = {
  H87: ['pc', 'pcs', 'piece', 'pieces', 'stk', 'stk.', 'pce', 'pièce', 'pièces', 'unité', 'unités', 'unit', 'units'],
  SET: ['sets', 'sæt', 'jeu', 'lot'],
  PR: ['pairs', 'par', 'paire', 'paires'],
  KGM: ['kg', 'kilo'],
  GRM: ['g', 'gram', 'gramme'],
  TNE: ['t', 'ton', 'tons', 'tonne', 'tonnes'],
  LTR: ['l', 'liter', 'litre', 'litres'],
  MTQ: ['m3', 'm³'],
  MTK: ['m2', 'm²'],
  MTR: ['m', 'meter', 'metre', 'mètre'],
  KMT: ['km'],
  CMT: ['cm'],
  MMT: ['mm'],
  HUR: ['h', 'hr', 'hrs', 'hours', 'time', 'timer', 'heures'],
  DAY: ['d', 'days', 'dage', 'jours'],
  MON: ['months', 'mdr', 'måneder', 'mois'],
  ANN: ['years', 'år', 'an', 'ans'],
  KWH: ['kwh'],
  XBX: ['box', 'boxes', 'kasse', 'boîte'],
  XPK: ['pack', 'packs', 'pakke', 'paquet'],
  XPX: ['pallet', 'pallets', 'palle', 'palette'],
}

export const useUnits = () => {
  const { format } = useI18n()
  const { unitName } = useQuantities()
  return useMemo(() => {
    const options = commonUnits
      .map((code) => ({ value: code, label: `${unitName(code)} (${code})` }))
      .sort((one, other) => one.label.localeCompare(other.label, format.locale))
    const codes = new Map<string, string>()
    for (const [code, words] of Object.entries(alsoCalled)) for (const word of words) codes.set(word, code)
    for (const code of commonUnits) codes.set(unitName(code).toLocaleLowerCase(), code)
    return {
      options,
      isCommon: (code: string) => commonUnits.includes(code),
      /** The code of what was typed or pasted: a code, a name, or what spreadsheets call it. */
      codeOf: (typed: string): string => {
        const bare = typed.trim()
        return codes.get(bare.toLocaleLowerCase()) ?? bare.toUpperCase()
      },
    }
  }, [format, unitName])
}
