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
import rfqs from '../../shared/messages/en/rfqs.json' with { type: 'json' }

const offered = [...rfqs.unitName.matchAll(/(\w+) \{[^{]/g)].map(([, code = '']) => code)
const pages = {
  'the approver’s page': { da: approveDa, en: approveEn, fr: approveFr },
  'a contract': { da: documentsDa, en: documentsEn, fr: documentsFr },
  'an approval record': { da: recordDa, en: recordEn, fr: recordFr },
}

describe.each(Object.entries(pages))('%s', (_, languages) => {
  it.each(Object.entries(languages))('names in %s every unit a buyer is offered', (__, page) => {
    expect(offered.length).toBeGreaterThan(30)
    expect(offered.filter((unit) => page.unit({ unit }) === unit)).toEqual([])
  })
})
