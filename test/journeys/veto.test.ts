import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { approverOf, type DemoPerson, type Opinion } from '../../infra/local/demo/actors.ts'
import { meetingRooms } from '../../infra/local/demo/documents.ts'
import { timeOf } from '../../infra/local/demo/running.ts'
import * as awards from '../../shared/contracts/awards.ts'
import type { TestStack } from '../support/stack.ts'
import { aProposedAward, OTHER_MODEL } from '../support/stories.ts'
import {
  approvalSays,
  approvalWords,
  openApproval,
  proveMailbox,
  seldomApprovalWords,
  sends,
} from './support/approving.ts'
import { linkTo } from './support/bidding.ts'
import type { Person } from './support/person.ts'
import { openSealbid } from './support/sealbid.ts'
import { signInAs } from './support/sign-in.ts'
import { words } from './support/words.ts'

const journey = openSealbid()
const { en } = approvalWords
const { en: says } = approvalSays
const { en: seldom } = seldomApprovalWords

const vetoedInBrief = { subject: 'award', status: 'vetoed', kind: 'vetoed', approved: '0', needed: '4', ago: '' }

/** Stories name an organisation after its domain. */
const nameOf = (buyer: DemoPerson) => buyer.email.split(/[@.]/)[1] ?? ''

const signedIn = async (stack: TestStack, sille: Person, buyer: DemoPerson) => {
  await sille.go('/')
  await sille.page
    .getByRole('main')
    .getByRole('button', { name: words('shell.signIn') })
    .click()
  await signInAs(stack, sille, buyer.email)
  await sille.reads(words('shell.home'))
}

const seesContract = async (stack: TestStack, sille: Person, rfqId: string, approver: string) => {
  await stack.settled()
  await sille.go(`/rfqs/${rfqId}`)
  await sille.button(words('rfqs.seeContract')).click()
  await sille.page.getByRole('heading', { level: 1, name: /^Contract \S+/ }).waitFor()
  await sille.page.frameLocator('iframe').getByText(`The ${approver} one`).first().waitFor()
}

const proposals = async (buyer: DemoPerson, rfqId: string) => {
  const { items } = (await buyer.must(awards.listAwards, { params: { rfqId } })).value
  return items.map(({ award, approval }) => ({
    is: [award.number, approval.status],
    steps: Object.fromEntries(approval.steps.map(({ role, status, standing }) => [role, [status, standing?.number]])),
  }))
}

const saysBySession = async (stack: TestStack, email: string, opinion: Opinion, since = 0) => {
  const decided = await (await approverOf(stack, email, since)).decide(opinion)
  expect(decided).toMatchObject({ ok: true })
}

journey('a financial veto, its remedy met, lifted by who said it, approved, and a contract', async (cast) => {
  const { stack, person } = cast
  const { buyer, rfq, ids, approvers } = await aProposedAward(stack)
  const { title } = rfq.terms
  const [technical = '', commercial = '', financial = '', operational = ''] = approvers
  const veto = { words: 'Line 4.2 of the IT budget is spent.', remedy: 'Move 40,000 from line 4.1 to 4.2.' }
  const document = 'Ledger of the IT budget, line 4.2, as of today, with what is ordered.csv'
  const sille = await person('buyer', { refused: [401] })
  await signedIn(stack, sille, buyer)

  // Ellen vetoes: a reason, her words and what would lift it are all asked for.
  const ellen = await person('financial', { colorScheme: 'dark' })
  const link = await linkTo(stack, financial, '/approve/')
  const asked = { email: financial, buyer: nameOf(buyer), title }
  await openApproval(stack, ellen, asked)

  // She reads what the bidder wrote on its line, and the document of the RFQ, before she says anything.
  await ellen.sees(OTHER_MODEL)
  const saved = ellen.page.waitForEvent('download')
  await ellen.button(meetingRooms.name).click()
  expect(readFileSync(await (await saved).path(), 'utf8')).toBe(meetingRooms.text)
  await ellen.sees(seldom.documentSaved)

  await ellen.button(en.veto).click()
  await ellen.reads(title)
  await ellen.button(sends(en.veto)).click()
  await ellen.sees(en.missing)
  await ellen.field(says.vetoReason({ reason: 'budget' })).check()
  await ellen.field(en.words).fill(veto.words)
  await ellen.field(en.remedy).fill(veto.remedy)
  await ellen.button(en.documented).click()
  await ellen.field(seldom.document).setInputFiles({ name: document, mimeType: '', buffer: Buffer.from('4.2;0') })
  await ellen.button(seldom.removeDocument).waitFor()
  await ellen.reads(title)
  await ellen.button(sends(en.veto)).click()
  await ellen.sees(says.vetoStands())
  await ellen.reads(title)

  // The list of RFQs says where it hangs. The buyer meets the remedy and says so in a revised proposal; the veto stands,
  // since nothing Ellen answers for changed.
  await sille.go('/rfqs')
  await sille.sees(words('rfqs.approvalInBrief', { ...vetoedInBrief, roles: 'financial' }).trim())
  await sille.reads(words('shell.rfqs'))
  await sille.go(`/rfqs/${ids.rfqId}/award`)
  await sille.sees(words('approvals.objections'))
  await sille.sees(veto.words)
  await sille.sees(veto.remedy)
  const downloaded = sille.page.waitForEvent('download')
  await sille.page.getByRole('button', { name: document }).first().click()
  expect(readFileSync(await (await downloaded).path(), 'utf8')).toBe('4.2;0')
  await sille.reads(words('awards.award'))
  const revised = await timeOf(stack)
  await sille.button(words('awards.revise')).click()
  await sille.sees(words('awards.reviseWhat'))
  await sille.field(words('awards.reason')).fill('The lowest total; 40,000 were moved from line 4.1 to 4.2.')
  await sille.button(words('awards.askAll')).click()
  await sille.sees(words('awards.proposedToast'))
  await sille.sees(words('awards.earlier'))
  await sille.reads(words('awards.award'))
  expect(await proposals(buyer, ids.rfqId)).toMatchObject([
    { is: [2, 'vetoed'], steps: { financial: ['vetoed', 1], technical: ['actionable', undefined] } },
    { is: [1, 'superseded'] },
  ])

  // Ellen's first link leads to it. She lifts her veto with what met it, and approves.
  const again = await person('financial again', { phone: true })
  await proveMailbox(stack, again, { ...asked, link })
  await again.button(en.lift).waitFor()
  await again.sees(seldom.newestNote)
  await again.button(en.lift).click()
  await again.field(seldom.evidence).fill('The 40,000 are on line 4.2 since this morning.')
  await again.reads(title)
  await again.button(sends(en.lift)).click()
  await again.sees(says.did({ act: 'lift' }))
  await again.button(en.approve).click()
  await again.sees(says.did({ act: 'approve' }))
  await again.reads(title)

  for (const email of [technical, commercial]) await saysBySession(stack, email, { approve: 'As asked for.' }, revised)
  await saysBySession(stack, operational, { approve: 'As asked for.' })
  await seesContract(stack, sille, ids.rfqId, 'financial')
})

journey('a change that re-asks one role only, and a contract', async ({ person, stack }) => {
  const { buyer, rfq, ids, approvers } = await aProposedAward(stack)
  const { title } = rfq.terms
  const [technical = '', commercial = '', financial = '', operational = ''] = approvers
  for (const email of [technical, commercial, financial])
    await saysBySession(stack, email, { approve: 'As asked for.' })
  const [before] = await Promise.all([
    linkTo(stack, operational, '/approve/'),
    saysBySession(stack, operational, {
      veto: { reasonCode: 'delivery', words: 'Nobody is at the gate before seven.', remedy: 'Deliver after seven.' },
    }),
  ])

  // The buyer changes nothing but the delivery note, and is told beforehand who is asked again because of it.
  const sille = await person('buyer', { refused: [401] })
  await signedIn(stack, sille, buyer)
  await sille.go(`/rfqs/${ids.rfqId}/award`)
  await sille.button(words('awards.revise')).click()
  const note = `${words('approvals.deliveryNote')} (${words('form.optional')})`
  await sille.field(note).fill('Delivered after seven, to the back door.')
  await sille.sees(words('approvals.reaskAgain', { names: 'The operational one' }))
  await sille.reads(words('awards.award'))
  await sille.button(words('awards.askAll')).click()
  await sille.sees(words('awards.proposedToast'))
  await sille.sees(words('approvals.carried', { number: 1 }))
  expect(await proposals(buyer, ids.rfqId)).toEqual([
    {
      is: [2, 'proposed'],
      steps: {
        technical: ['approved', 1],
        commercial: ['approved', 1],
        financial: ['approved', 1],
        operational: ['actionable', undefined],
      },
    },
    expect.objectContaining({ is: [1, 'superseded'] }),
  ])

  // Who is not asked again finds at their old link that what they said stands; who is, the new note.
  const tove = await person('technical', { phone: true })
  await proveMailbox(stack, tove, { email: technical, buyer: nameOf(buyer), title })
  await tove.sees(says.carried({ number: 1 }))
  await tove.sees(seldom.newestNote)
  await tove.reads(title)
  const jonas = await person('operational', { phone: true })
  const asked = { email: operational, buyer: nameOf(buyer), title, link: before }
  await openApproval(stack, jonas, asked)
  await jonas.sees(seldom.newestNote)
  await jonas.sees('Delivered after seven, to the back door.')
  await jonas.button(en.approve).click()
  await jonas.sees(says.did({ act: 'approve' }))
  await seesContract(stack, sille, ids.rfqId, 'operational')
})
