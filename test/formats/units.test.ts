import { describe, expect, it } from 'vitest'
import approveDa from '../../shared/messages/compiled/approve.da.generated.js'
import approveEn from '../../shared/messages/compiled/approve.en.generated.js'
import approveFr from '../../shared/messages/compiled/approve.fr.generated.js'
import documentsDa from '../../shared/messages/compiled/documents.da.generated.js'
import documentsEn from '../../shared/messages/compiled/documents.en.generated.js'
import documentsFr from '../../shared/messages/compiled/documents.fr.generated.js'
import recordDa from '../../shared/messages/compiled/record.da.generated.js'
import recordEn from '../../shared/messages/compiled/record.en.generated.js'
import recordFr from '../../shared/messages/compiled/record.fr.generated.js'
import rfqsDa from '../../shared/messages/compiled/rfqs.da.generated.js'
import rfqsEn from '../../shared/messages/compiled/rfqs.en.generated.js'
import rfqsFr from '../../shared/messages/compiled/rfqs.fr.generated.js'
import rfqs from '../../shared/messages/en/rfqs.json' with { type: 'json' }

const offered = [...rfqs.unitName.matchAll(/\b([A-Z][A-Z0-9]+) \{/g)].map(([, code = '']) => code)
const site = { da: rfqsDa, en: rfqsEn, fr: rfqsFr }
const contract = { da: documentsDa, en: documentsEn, fr: documentsFr }
const pages = {
  'the approver’s page': { da: approveDa, en: approveEn, fr: approveFr },
  'a contract': contract,
  'an approval record': { da: recordDa, en: recordEn, fr: recordFr },
}

describe.each(Object.entries(pages))('%s', (_, languages) => {
  it.each(Object.entries(languages))('names in %s every unit a buyer is offered', (__, page) => {
    expect(offered.length).toBeGreaterThan(30)
    expect(offered.filter((unit) => page.unit({ unit, n: 1 }) === unit)).toEqual([])
  })
})

/** What is written alike of one and of many: symbols, short forms, numerals, and a month in French. */
const alike = {
  en: 'EA DZN CEN MIL',
  fr: 'MON',
  da: 'H87 SET PR DZN CEN MIL KGM GRM TNE LTR MLT MTQ MMT CMT MTR KMT MTK ANN',
}
const symbols = 'KGM GRM TNE LTR MLT MTQ MMT CMT MTR KMT MTK MIN KWH MWH'
const alikeOnPaper = {
  en: `H87 HUR ${alike.en} ${symbols}`,
  fr: `HUR ${alike.fr} ${symbols}`,
  da: `EA ${alike.da} ${symbols}`,
}
const languages = ['en', 'fr', 'da'] as const
const sorted = (codes: string) => [...new Set(codes.split(' '))].sort()

describe('a unit after a quantity', () => {
  it.each(languages)('has its plural in %s on the site', (language) => {
    const say = (code: string, n: number) => site[language].unitName({ code, n })
    expect(offered.filter((code) => say(code, 1) === say(code, 60)).sort()).toEqual(sorted(alike[language]))
  })

  it.each(languages)('has its plural in %s on the paper of a contract', (language) => {
    const say = (unit: string, n: number) => contract[language].unit({ unit, n })
    expect(offered.filter((code) => say(code, 1) === say(code, 60)).sort()).toEqual(sorted(alikeOnPaper[language]))
  })

  it('is as many as its language says: French counts one up to two, Danish any fraction below it', () => {
    const said = (language: (typeof languages)[number], code: string) =>
      [0, 0.5, 1, 1.5, 2, 2.5, 1_000_000].map((n) => site[language].unitName({ code, n }))
    const [box, boxes] = ['box', 'boxes']
    expect(said('en', 'XBX')).toEqual([boxes, boxes, box, boxes, boxes, boxes, boxes])
    const [boite, boites] = ['boîte', 'boîtes']
    expect(said('fr', 'XBX')).toEqual([boite, boite, boite, boite, boites, boites, boites])
    const [kasse, kasser] = ['kasse', 'kasser']
    expect(said('da', 'XBX')).toEqual([kasser, kasse, kasse, kasse, kasser, kasser, kasser])
  })

  it('is the code itself where it has no name', () => {
    for (const language of languages) {
      expect(site[language].unitName({ code: '4L', n: 60 })).toBe('4L')
      expect(contract[language].unit({ unit: '4L', n: 60 })).toBe('4L')
    }
  })
})
