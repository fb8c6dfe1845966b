import { describe, expect, it } from 'vitest'
import da from '../../../shared/messages/compiled/approve.da.generated.js'
import en from '../../../shared/messages/compiled/approve.en.generated.js'
import fr from '../../../shared/messages/compiled/approve.fr.generated.js'
import rfqs from '../../../shared/messages/en/rfqs.json' with { type: 'json' }

const offered = [...rfqs.unitName.matchAll(/(\w+) \{[^{]/g)].map(([, code = '']) => code)

describe('the approver’s page', () => {
  it.each(Object.entries({ en, fr, da }))('names in %s every unit a buyer is offered', (_, page) => {
    expect(offered.length).toBeGreaterThan(30)
    expect(offered.filter((unit) => page.unit({ unit }) === unit)).toEqual([])
  })
})
