import { expect } from 'vitest'
import { approverOf } from '../../infra/local/demo/actors.ts'
import { timeOf } from '../../infra/local/demo/running.ts'
import * as awards from '../../shared/contracts/awards.ts'
import { aProposedAward } from '../support/stories.ts'
import { approvalSays, approvalWords, approve, openApproval, sends } from './support/approving.ts'
import { linkTo } from './support/bidding.ts'
import { openSealbid } from './support/sealbid.ts'
import { signInAs } from './support/sign-in.ts'
import { words } from './support/words.ts'

const journey = openSealbid()
const { en } = approvalWords
const { en: says } = approvalSays
const veto = { words: 'Line 4.2 of the IT budget is spent.', remedy: 'Move 40,000 from line 4.1 to 4.2.' }

journey('a veto with its remedy, a revised award, everyone asked again, and a contract', async ({ person, stack }) => {
  const { buyer, rfq, ids, award, approvers } = await aProposedAward(stack)
  const { title } = rfq.terms
  const [technical, , financial] = approvers
  if (technical === undefined || financial === undefined) throw new Error('All four roles are held')

  const sille = await person('buyer', { refused: [401] })
  await sille.go('/')
  await sille.page
    .getByRole('main')
    .getByRole('button', { name: words('shell.signIn') })
    .click()
  await signInAs(stack, sille, buyer.email)
  await sille.reads(words('shell.home'))
  // Stories name an organisation after its domain.
  const buyerName = buyer.email.split(/[@.]/)[1] ?? ''

  const ellen = await person('financial', { colorScheme: 'dark', refused: [409, 410] })
  const oldLink = await linkTo(stack, financial, '/approve/')
  const asked = { email: financial, buyer: buyerName, title }
  await openApproval(stack, ellen, asked)
  await ellen.button(en.veto).click()
  await ellen.reads(title)
  await ellen.button(sends(en.veto)).click()
  await ellen.sees(en.missing)
  await ellen.field(says.vetoReason({ reason: 'budget' })).check()
  await ellen.field(en.words).fill(veto.words)
  await ellen.field(en.remedy).fill(veto.remedy)
  await ellen.button(sends(en.veto)).click()
  await ellen.sees(says.ownState({ status: 'vetoed' }))
  await ellen.reads(title)

  await sille.go(`/rfqs/${ids.rfqId}/award`)
  await sille.sees(words('approvals.objections'))
  await sille.sees(veto.words)
  await sille.sees(veto.remedy)
  await sille.reads(words('awards.award'))
  const revised = await timeOf(stack)
  await sille.button(words('awards.revise')).click()
  await sille.sees(words('awards.reviseWhat'))
  await sille.field(words('awards.reason')).fill('The lowest total; 40,000 were moved from line 4.1 to 4.2.')
  await sille.button(words('awards.askAll')).click()
  await sille.sees(words('awards.proposedToast'))
  await sille.sees(words('awards.earlier'))
  await sille.reads(words('awards.award'))
  const { items } = (await buyer.must(awards.listAwards, { params: { rfqId: ids.rfqId } })).value
  expect(items.map((view) => [view.award.number, view.approval.status])).toEqual([
    [award.award.number + 1, 'proposed'],
    [award.award.number, 'superseded'],
  ])

  const again = await person('financial again', { phone: true })
  await approve(stack, again, { ...asked, link: oldLink, code: 2 })
  for (const email of approvers.filter((one) => one !== financial)) {
    const decided = await (await approverOf(stack, email, revised)).decide({ approve: 'As asked for.' })
    expect(decided.ok).toBe(true)
  }
  await stack.settled()
  await sille.go(`/rfqs/${ids.rfqId}`)
  await sille.button(words('rfqs.seeContract')).click()
  await sille.page.getByRole('heading', { level: 1, name: /^Contract \S+/ }).waitFor()
  await sille.page
    .frameLocator('iframe')
    .getByText(financial.split('@')[0] ?? '')
    .first()
    .waitFor()
})
