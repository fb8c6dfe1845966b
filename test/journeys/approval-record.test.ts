import { verify } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { expect } from 'vitest'
import { approverOf } from '../../infra/local/demo/actors.ts'
import { until } from '../../infra/local/demo/client.ts'
import * as exports_ from '../../shared/contracts/exports.ts'
import protocol from '../../shared/messages/compiled/record.da.generated.js'
import record from '../../shared/messages/compiled/record.en.generated.js'
import { SOON } from '../support/soon.ts'
import { aProposedAward } from '../support/stories.ts'
import type { Person } from './support/person.ts'
import { show } from './support/screenshot.ts'
import { openSealbid } from './support/sealbid.ts'
import { signInAs } from './support/sign-in.ts'
import { words } from './support/words.ts'

const journey = openSealbid()
const VETO = { veto: { reasonCode: 'risk', words: 'One bidder only', remedy: 'A second reference' } } as const
const LIFT = { decision: 'lift', evidence: 'Two references came in' } as const

const downloaded = async (person: Person, label: string): Promise<Buffer> => {
  const [file] = await Promise.all([person.page.waitForEvent('download'), person.button(label).click()])
  return readFile(await file.path())
}

journey('how a contract was approved is read, verified and taken along', async ({ person, stack }) => {
  const { buyer, rfq, approvers } = await aProposedAward(stack)
  const params = { rfqId: rfq.rfqId }
  const [first, ...others] = await Promise.all(approvers.map((address) => approverOf(stack, address)))
  await first?.decide(VETO)
  await first?.decide(LIFT)
  for (const approver of [first, ...others]) await approver?.decide({ approve: 'Fine by me' })
  await until('the record is signed', async () => (await buyer.call(exports_.getApprovalRecord, { params })).ok)

  const sille = await person('buyer', { refused: [401] })
  await sille.go(`/rfqs/${rfq.rfqId}/contract`)
  await signInAs(stack, sille, buyer.email)
  await sille.button(words('contracts.approvalRecord')).click()
  await sille.sees(words('contracts.verified'))
  await sille.reads(words('contracts.approvalRecord'))
  const paper = sille.page.frameLocator('iframe')
  await paper.getByText('Two references came in').first().waitFor()
  await show(sille.page, 'approval-record')

  // A link on the paper moves on the paper.
  const link = paper.getByRole('link', { name: record.section({ section: 'price' }) }).first()
  const target = (await link.getAttribute('href')) ?? ''
  await link.click()
  await paper.locator(`section${target}`).waitFor()
  expect(await paper.locator(`section${target}`).boundingBox()).toMatchObject({ y: expect.any(Number) })
  await sille.sees(words('contracts.verified'))

  await sille.field(words('contracts.paperLanguage')).selectOption('da')
  await paper.getByText(protocol.objections()).waitFor()

  const text = await downloaded(sille, words('contracts.recordFile'))
  const jws = (await downloaded(sille, words('contracts.signatureFile'))).toString()
  const jwk = JSON.parse((await downloaded(sille, words('contracts.keyFile'))).toString())
  const [header, , signature = ''] = jws.split('.')
  const signed = Buffer.concat([Buffer.from(`${header}.`), text])
  const key = { key: jwk, format: 'jwk', dsaEncoding: 'ieee-p1363' } as const
  expect(verify('sha256', signed, key, Buffer.from(signature, 'base64url'))).toBe(true)

  // Somebody between the server and the reader changes one word of it.
  await sille.page.route('**/contract/approval-record', async (route) => {
    if (route.request().resourceType() === 'document') return route.fallback()
    const answer = await route.fetch()
    return route.fulfill({
      response: answer,
      body: (await answer.text()).replace('One bidder only', 'One bidder less'),
    })
  })
  await sille.page.reload()
  await sille.sees(words('contracts.notVerified'))
  await expect.poll(() => sille.page.locator('iframe').count(), SOON).toBe(0)
  await sille.reads(words('contracts.approvalRecord'))
})
