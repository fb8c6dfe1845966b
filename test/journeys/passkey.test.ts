import { expect } from 'vitest'
import type { Running } from '../../infra/local/demo/running.ts'
import * as awards from '../../shared/contracts/awards.ts'
import { SOON } from '../support/soon.ts'
import { aProposedAward } from '../support/stories.ts'
import { approvalSays, approvalWords, codeOnItsWay, seldomApprovalWords } from './support/approving.ts'
import { linkTo } from './support/bidding.ts'
import type { Person } from './support/person.ts'
import { openSealbid } from './support/sealbid.ts'

const journey = openSealbid()
const { en } = approvalWords
const { en: says } = approvalSays
const { en: seldom } = seldomApprovalWords

/** A device that keeps passkeys and knows its person's finger. */
const withFinger = async ({ context, page }: Person) => {
  const device = await context.newCDPSession(page)
  await device.send('WebAuthn.enable')
  const keeps = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true } as const
  const options = { ...keeps, isUserVerified: true, automaticPresenceSimulation: true }
  await device.send('WebAuthn.addVirtualAuthenticator', { options })
}

/** A link followed in the same tab loads the page anew: it is there once it names its stakeholder. */
const follow = async (ellen: Person, running: Running, mailbox: string) => {
  await ellen.page.goto(await linkTo(running, mailbox, '/approve/'))
  await ellen.sees(`The ${mailbox.split('@')[0]} one`)
}
const enterCode = async (ellen: Person, running: Running, mailbox: string) => {
  await ellen.button(en.sendCode).click()
  await ellen.field(en.code).fill(await codeOnItsWay(running, ellen, { email: mailbox }))
}

journey('a passkey made after a code decides, opens no other inbox, and is taken back', async ({ person, stack }) => {
  const { buyer, ids, approvers } = await aProposedAward(stack)
  const [technical = '', , financial = ''] = approvers
  const asks = says.asksFor({ buyer: buyer.email.split(/[@.]/)[1] ?? '' })

  const ellen = await person('financial', { phone: true, refused: [401, 403] })
  await withFinger(ellen)
  await follow(ellen, stack, financial)
  await ellen.reads(asks)
  await expect.poll(() => ellen.button(en.withPasskey).count(), SOON).toBe(0)
  await enterCode(ellen, stack, financial)
  await ellen.button(en.passkey).click()
  await ellen.reads(en.passkey)
  await ellen.button(seldom.makePasskey).click()
  await ellen.sees(seldom.passkeyKept)
  await ellen.reads(en.passkey)

  await ellen.button(en.leave).click()
  await ellen.reads(asks)
  await ellen.button(en.withPasskey).click()
  await ellen.button(en.noInterest).click()
  await ellen.button(en.approve).click()
  await ellen.sees(says.did({ act: 'approve' }))
  const { items } = (await buyer.must(awards.listAwards, { params: { rfqId: ids.rfqId } })).value
  const said = items.flatMap(({ decisions }) => decisions.map(({ decision, proved }) => [decision, proved.method]))
  expect(said).toEqual([
    ['declare', 'passkey'],
    ['approve', 'passkey'],
  ])

  await ellen.button(en.leave).click()
  await follow(ellen, stack, technical)
  await ellen.button(en.withPasskey).click()
  await ellen.sees(seldom.passkey_refused)
  await enterCode(ellen, stack, technical)
  await ellen.button(en.leave).click()

  await follow(ellen, stack, financial)
  await enterCode(ellen, stack, financial)
  await ellen.button(en.passkey).click()
  await ellen.page.getByRole('button', { name: seldom.removePasskey }).click()
  await ellen.sees(seldom.passkeyRemoved)
  const remove = ellen.page.getByRole('button', { name: seldom.removePasskey })
  await expect.poll(() => remove.count(), SOON).toBe(0)
})
