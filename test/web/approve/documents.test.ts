import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sha256Hex } from '../../../shared/domain/canonical.ts'
import { PART_BYTES } from '../../../shared/store/document-parts.ts'
import { keepScore } from '../../../shared/store/suppliers.ts'
import { aTable } from '../../support/api.ts'
import { aBidder, anOpenedBid, HEAD } from '../../support/awards.ts'
import { BUYER, NOON } from '../../support/builders.ts'
import { aDocument, aNotedBid } from '../../support/documents.ts'
import { aVisit, openWorld, overflow, type Setting, shot, violations } from './visit.ts'

const world = openWorld()

const content = Buffer.alloc(PART_BYTES + 9, 'A drawing. ')
const name = 'Specification of the laptops, with every drawing.pdf'

/** A visit to an award with a document of two parts; what is kept of it may be spoiled. */
const visited = async (setting: Setting = {}) => {
  const bytes = Buffer.from(content)
  const table = await aTable()
  const before: Setting['before'] = (place, bucket) => aDocument(table, bucket, place, { name, content: bytes })
  const there = await aVisit({ ...world, table }, { ...setting, before })
  await there.read()
  return { ...there, spoil: () => bytes.write('B', PART_BYTES + 3) }
}

describe('what an approver of an award reads besides figures', () => {
  it('is a document, to be saved as exactly the one that is decided on', async () => {
    const { page, button, sees } = await visited()
    const saved = page.waitForEvent('download')
    await button(name).click()
    const download = await saved
    expect(download.suggestedFilename()).toBe(name)
    expect(sha256Hex(readFileSync(await download.path()))).toBe(sha256Hex(content))
    await sees('It is exactly the document your decision is bound to')
  })

  it('is never a document that became another one', async () => {
    const { page, button, sees, spoil } = await visited()
    spoil()
    let saved = 0
    page.on('download', () => saved++)
    await button(name).click()
    await sees('What arrived is not the document this is about')
    expect(saved).toBe(0)
  })

  it('is what the supplier was scored before, and who was disqualified, no moment later than the rest', async () => {
    const table = await aTable()
    const one = aBidder('Deltadata', '5980.00')
    const disqualified = { at: NOON, by: HEAD.email, reason: 'Delivers elsewhere' }
    const bids = (rfqId: string) => [
      anOpenedBid(rfqId, one),
      anOpenedBid(rfqId, aBidder('Nordkontor', '5000.00'), { disqualified }),
    ]
    const score = { score: 40, note: 'The last delivery came late', version: 1, at: NOON, by: HEAD }
    const before = () => keepScore(table, BUYER, one.supplierId, score)
    const { page, enter, button, sees } = await aVisit(
      { ...world, table },
      { evaluation: { bidders: [one], bids }, before },
    )
    const rare = '**/approve/seldom-*.js'
    await page.route(rare, (asked) => asked.abort())
    await enter()
    await button('I have none: continue').click()
    await sees('No connection')
    await page.unroute(rare)
    await button('Try again').click()
    await page.locator('.own').first().waitFor()
    const shown = await page.locator('#page').innerText()
    for (const said of ['40/100', 'The last delivery came late', 'Disqualified: Nordkontor', 'Delivers elsewhere'])
      expect(shown).toContain(said)
  })

  it('is what the bidder wrote, with the bid and on its lines, on a phone in Danish too', async () => {
    const setting = { language: 'da', width: 360, evaluation: aNotedBid('Model 14b i stedet for 14') } as const
    const { page, problems, sees } = await visited(setting)
    await sees('Tilbudsgivers bemærkning')
    await sees('Model 14b i stedet for 14')
    await sees('Three years on site')
    expect(await violations(page)).toEqual([])
    expect(await overflow(page)).toBe(0)
    expect(problems).toEqual([])
    await shot(page, 'documents-phone')
  })
})
