import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { ApprovalContent } from '../../../shared/contracts/approvals.ts'
import { aTable } from '../../support/api.ts'
import { anApproval, aStakeholder, aVeto } from '../../support/awards.ts'
import { SOON } from '../../support/soon.ts'
import { aReader, aVisit, openWorld, overflow, type Setting, shot, stakeholderId, violations } from './visit.ts'

const second = 'awd_01JQ0000000000000000000002'
const world = openWorld()
const visit = async (setting: Setting = {}) => aVisit({ ...world, table: await aTable() }, setting)
type Visit = Awaited<ReturnType<typeof visit>>
const focused = (page: Page) => page.evaluate(() => document.activeElement?.id)

/** Somebody else of the committee decides elsewhere. */
const another = async ({ office, place }: Visit, role: 'technical' | 'commercial' | 'operational') => {
  const session = await office.enter(await office.tokenOf(place, aStakeholder(role).stakeholderId))
  const { hashes } = ApprovalContent.parse((await office.content(session)).json)
  return { session, hashes }
}

describe('deciding on the approver’s page', () => {
  it('on a phone in Danish and in the dark: a veto is kept half typed, said, lifted, and turned into an approval', async () => {
    const there = await visit({ dearer: true, width: 360, language: 'da', dark: true })
    const { page, read, button, sees, problems } = there
    await read()
    const text = (await page.locator('main').innerText()).replaceAll('\n', ' ')
    expect(text.indexOf('It delivers in a week')).toBeGreaterThan(text.indexOf('Ikke det laveste tilbud'))
    expect(text.indexOf('It delivers in a week')).toBeLessThan(text.indexOf('Hvad der købes'))
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    await shot(page, 'da-phone-content')

    await button('Veto …').click()
    await page.getByLabel('Budget', { exact: true }).check()
    await page.getByLabel('Med dine ord').fill('Linje 4.2 er')
    await page.reload()
    await expect.poll(() => page.getByLabel('Med dine ord').inputValue(), SOON).toBe('Linje 4.2 er')
    await expect.poll(() => page.getByLabel('Budget', { exact: true }).isChecked(), SOON).toBe(true)
    await button('Veto').click()
    await expect.poll(() => page.locator('#remedy-wrong').innerText(), SOON).toBe('Udfyld venligst.')
    await expect.poll(() => focused(page), SOON).toBe('remedy')
    expect(await violations(page)).toEqual([])
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    await shot(page, 'da-phone-veto')
    // What is too long is not cut off: it is told at its field, and stays.
    await page.getByLabel('Hvad kan ophæve det').fill('å'.repeat(2001))
    await button('Veto').click()
    await expect.poll(() => page.locator('#remedy-wrong').innerText(), SOON).toContain('Højst 2000 tegn')
    expect((await page.getByLabel('Hvad kan ophæve det').inputValue()).length).toBe(2001)
    await page.getByLabel('Hvad kan ophæve det').fill('Flyt 40.000 fra 4.1')
    await button('Veto').dblclick()
    await sees('Dit veto står ved magt')
    await expect.poll(() => button('Godkend').count(), SOON).toBe(0)
    await shot(page, 'da-phone-vetoed')

    await button('Ophæv mit veto …').click()
    await page.getByLabel('Hvad rettede op').fill('Flyttet i går')
    await button('Ophæv mit veto').click()
    await sees(/^Veto ophævet, /)
    await button('Godkend').click()
    await sees(/^Godkendt, /)
    await expect
      .poll(() => page.locator('#decision').innerText(), SOON)
      .toMatch(/Godkendt, [\s\S]*Flyttet i går[\s\S]*Flyt 40.000/)
    expect(await violations(page)).toEqual([])
    await shot(page, 'da-phone-approved')
    expect(problems).toEqual([])
  })

  it('a veto brings a document, by keyboard on a phone: told at the field, kept over a reload, opened by the others', async () => {
    const there = await visit({ width: 320, language: 'fr' })
    const { page, read, prove, button, sees, office, place, problems } = there
    const file = (name: string, text: string) => ({ name, mimeType: '', buffer: Buffer.from(text) })
    const field = page.getByLabel('Document', { exact: true })
    const wrong = () => page.locator('#document-wrong').innerText()
    await read()
    await button('Veto …').click()
    await page.getByLabel('Budget', { exact: true }).check()
    await page.getByLabel('Dans vos mots').fill('La ligne 4.2 est épuisée')
    await button('Joindre un document …').press('Enter')
    await expect.poll(() => focused(page), SOON).toBe('document')
    await field.setInputFiles(file('page.html', '<script>alert(1)</script>'))
    await expect.poll(wrong, SOON).toContain('n’est pas accepté')
    await field.setInputFiles(file('large.pdf', 'x'.repeat(3_000_001)))
    await expect.poll(wrong, SOON).toContain('3 Mo au plus')
    await field.setInputFiles(file('empty.pdf', ''))
    await expect.poll(wrong, SOON).toContain('est vide')
    await field.setInputFiles(file(`${'🧾'.repeat(110)}note \u202Efdp.pdf`, 'Compte 4.2'))
    await sees(/🧾note {2}fdp.pdf/)
    await button('Retirer le document').press('Enter')
    await field.setInputFiles(file('budget été.pdf', 'Compte 4.2'))
    await sees('budget été.pdf (1 ko)')
    await expect.poll(wrong, SOON).toBe('')
    expect(await violations(page)).toEqual([])
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    await shot(page, 'fr-phone-document')
    await button('Retirer le document').press('Enter')
    await expect.poll(() => focused(page), SOON).toBe('document')
    const arrives = Promise.withResolvers<void>()
    await page.route('**/documents/*', async (route) => {
      await arrives.promise
      await route.continue()
    })
    await field.setInputFiles(file('budget été.pdf', 'Compte 4.2'))
    await button('Veto').press('Enter')
    await expect.poll(wrong, SOON).toContain('encore en cours d’envoi')
    arrives.resolve()
    await sees('budget été.pdf (1 ko)')
    await button('Retour').click()
    await button('Veto …').click()
    await sees('budget été.pdf (1 ko)')

    // The half hour is over: a new code, and everything is where it was.
    await button('Retirer le document').press('Enter')
    await page.evaluate(() => {
      const kept = 'sealbid.approve.session'
      localStorage.setItem(kept, JSON.stringify({ ...JSON.parse(localStorage.getItem(kept) ?? ''), session: 'over' }))
    })
    await field.setInputFiles(file('budget été.pdf', 'Compte 4.2'))
    await sees('Votre demi-heure est écoulée')
    await prove()
    await expect.poll(() => page.getByLabel('Dans vos mots').inputValue(), SOON).toBe('La ligne 4.2 est épuisée')
    await field.setInputFiles(file('budget été.pdf', 'Compte 4.2'))
    await sees('budget été.pdf (1 ko)')

    await button('Veto').press('Enter')
    await expect.poll(() => page.locator('#remedy-wrong').innerText(), SOON).toBe('Veuillez remplir ce champ.')
    await page.reload()
    await sees('budget été.pdf (1 ko)')
    await page.getByLabel('Ce qui le lèverait').fill('Déplacez 40 000 de 4.1')
    await button('Veto').press('Enter')
    await sees('Votre veto est maintenu')
    await shot(page, 'fr-phone-vetoed-with-document')

    const token = await office.tokenOf(place, aStakeholder('technical').stakeholderId)
    const other = await aReader(world, office, token)
    await other.read()
    const downloaded = other.page.waitForEvent('download')
    await other.page.getByRole('button', { name: /^budget été.pdf/ }).click()
    const download = await downloaded
    expect(download.suggestedFilename()).toBe('budget été.pdf')
    expect(readFileSync(await download.path(), 'utf8')).toBe('Compte 4.2')
    expect([...problems, ...other.problems]).toEqual([])
  })

  it('an approval on a condition stays one until its role confirms what the buyer says meets it', async () => {
    const there = await visit()
    const { page, read, button, sees, office, place } = there
    await read()
    await button('Approve on a condition …').click()
    await page.getByLabel('Condition').fill('A certificate of the screens')
    await shot(page, 'condition')
    await button('Approve on a condition').click()
    await sees('The buyer has not said yet.')
    const met = await office.call('PUT', '/rfqs/{rfqId}/approvals/{subject}/{number}/conditions/{stakeholderId}', {
      params: { rfqId: place.rfqId, subject: 'award', number: '1', stakeholderId },
      as: office.buyer,
      body: { evidence: 'Certificate 4711 is attached to the RFQ' },
    })
    expect(met.status).toBe(201)
    await page.reload()
    await sees('Certificate 4711')
    await button('← Your inbox').click()
    await page.getByRole('heading', { name: '1 waits for you' }).waitFor()
    await page.locator('.row').click()
    await button('My condition is met …').click()
    await button('My condition is met').click()
    await sees(/^Condition confirmed, /)
    await shot(page, 'confirmed')
  })

  it('a question stops the clock and shows its answer', async () => {
    const there = await visit({ language: 'fr', width: 320 })
    const { page, read, button, sees, office, place } = there
    await read()
    await button('Interroger l’acheteur …').click()
    await page.getByLabel('Votre question').fill('Les écrans sont-ils compris ?')
    await button('Interroger l’acheteur').click()
    await sees('L’acheteur a votre question')
    await expect.poll(() => button('Interroger l’acheteur …').count(), SOON).toBe(0)
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    await shot(page, 'fr-question')
    expect(await violations(page)).toEqual([])
    const answered = await office.call(
      'PUT',
      '/rfqs/{rfqId}/approvals/{subject}/{number}/questions/{stakeholderId}/{turn}',
      {
        params: { rfqId: place.rfqId, subject: 'award', number: '1', stakeholderId, turn: '2' },
        as: office.buyer,
        body: { words: 'Oui, tous.' },
      },
    )
    expect(answered.status).toBe(201)
    await page.reload()
    await sees('Oui, tous.')
    await button('Approuver').click()
    await sees(/^Approuvé, /)
  })

  it('is handed to somebody who may have it, and says at the field who may not', async () => {
    const { page, read, button, sees } = await visit({ width: 360 })
    await read()
    await button('Hand over …').click()
    await page.getByLabel('Name').fill('Ole Juhl')
    await page.getByLabel('E-mail').fill(aStakeholder('technical').email)
    await page.getByLabel('Dansk').check()
    await button('Hand over').click()
    await page.locator('#email-wrong', { hasText: 'This person cannot decide for you' }).waitFor()
    await expect.poll(() => focused(page), SOON).toBe('email')
    expect(await violations(page)).toEqual([])
    await shot(page, 'delegate')
    await page.getByLabel('E-mail').fill('ole')
    await button('Hand over').click()
    await page.locator('#email-wrong', { hasText: 'This is not a complete e-mail address' }).waitFor()
    await page.getByLabel('E-mail').fill('ole@strandby.example')
    await button('Hand over').click()
    await sees('You handed this over')
    await expect.poll(() => button('Approve').count(), SOON).toBe(0)
  })

  it('goes to somebody else where an interest is declared, before anything was seen', async () => {
    const { page, enter, button, sees, problems } = await visit({ width: 360 })
    await enter()
    await button('I have one: somebody else should decide').click()
    await page.getByLabel('In your words (optional)').fill('My brother works there')
    expect(await violations(page)).toEqual([])
    await shot(page, 'recuse')
    await button('I have an interest').click()
    await sees('Somebody else decides this in your place.')
    expect(await page.locator('main').innerText()).not.toMatch(/5,980|209,300/)
    expect(problems).toEqual([])
  })

  it('leads from an old link to the newest proposal, and shows what others said meanwhile when it comes too late', async () => {
    const there = await visit()
    const { page, read, button, sees, office, place, supplierId } = there
    await read()
    const { session, hashes } = await another(there, 'technical')
    await office.decide(session, aVeto(hashes))
    await office.propose(place.rfqId, supplierId, { awardId: second, after: 1, reason: 'Budget moved' })
    await page.locator('#comment').fill('Fine')
    await button('Approve').click()
    await sees('This no longer stands')
    await sees('Budget moved')
    await sees('This is the newest.')
    await expect.poll(() => page.locator('#comment').inputValue(), SOON).toBe('Fine')
    await shot(page, 'superseded')
    await page.goto(`${there.site.url}?again#${there.token}`)
    await sees('This is the newest.')
    await button('Approve').click()
    await sees(/^Approved, /)
  })

  it('is not asked again where nothing one answers for has changed, and says since when it stands', async () => {
    const { page, read, button, sees, office, place, supplierId } = await visit()
    await read()
    await button('Approve').click()
    await sees(/^Approved, /)
    const reason = 'The lowest total'
    const next = { awardId: second, after: 1, reason, deliveryNote: 'By the back door' }
    expect((await office.propose(place.rfqId, supplierId, next)).status).toBe(201)
    await page.reload()
    await sees('This stands from proposal 1')
    await sees('By the back door')
    await expect.poll(() => button('Approve').count(), SOON).toBe(0)
    expect(await violations(page)).toEqual([])
    await shot(page, 'carried')
  })

  it('shows the veto in the others’ opinions, and a decision made in another tab is no second one', async () => {
    const there = await visit()
    const { page, context, read, button, sees, office, site } = there
    await read()
    const { session, hashes } = await another(there, 'operational')
    await office.decide(session, anApproval(hashes, '', 'Delivered before noon'))
    const technical = await another(there, 'technical')
    await office.decide(technical.session, aVeto(technical.hashes))
    const tab = await context.newPage()
    await tab.goto(`${site.url}#${there.token}`)
    await tab.getByText('Line 4.2 is spent').waitFor()
    await tab.getByText('Delivered before noon').waitFor()
    expect(await violations(tab)).toEqual([])
    await shot(tab, 'opinions')
    await tab.getByRole('button', { name: 'Approve', exact: true }).click()
    await tab
      .getByText(/^Approved, /)
      .first()
      .waitFor()
    const receipt = await tab.locator('#decision .done').innerText()
    await button('Approve').click()
    await sees(/^Approved, /)
    await expect.poll(() => page.locator('#decision .done').innerText(), SOON).toBe(receipt)
  })
})
