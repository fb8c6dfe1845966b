import { expect } from 'vitest'
import { approverOf, draftRfq, newId } from '../../infra/local/demo/actors.ts'
import { termsOf } from '../../infra/local/demo/content.ts'
import * as policies from '../../shared/contracts/policies.ts'
import * as rfqs from '../../shared/contracts/rfqs.ts'
import { aBuyer, aSupplier, someLines } from '../support/stories.ts'
import { confirmIn, isSaved } from './support/bidding.ts'
import { openSealbid } from './support/sealbid.ts'
import { signInAs } from './support/sign-in.ts'
import { words } from './support/words.ts'

const journey = openSealbid()
const title = 'Standing desks'

journey('a buyer plans an RFQ, sees who will have to approve it, and no supplier sees either', async (cast) => {
  const { person, stack } = cast
  const { person: buyer, approvers } = await aBuyer(stack)
  const { person: supplier } = await aSupplier(stack)
  const owner = approvers.find(({ role }) => role === 'operational')
  const { version, savedAt: _, savedBy: __, ...terms } = (await buyer.must(policies.getApprovalPolicy)).value
  const ask = { needed: 1, stage: 1, workingDays: 4, mayAbstain: false, escalateTo: null } as const
  const rule = (name: string, when: object, role: 'technical' | 'financial', stage = 1) => ({
    ruleId: newId('rul'),
    name,
    when,
    asks: [{ ...ask, role, stage }],
  })
  await buyer.must(policies.saveApprovalPolicy, {
    ifMatch: version,
    body: {
      ...terms,
      currency: 'DKK',
      budgetLines: [{ code: 'IT-7', name: 'Furniture', ownerId: owner?.stakeholderId ?? '' }],
      rules: {
        ...terms.rules,
        award: [
          rule('Every award', {}, 'technical'),
          rule('From 500,000', { atLeastMinor: 50_000_000 }, 'financial', 2),
        ],
      },
    },
  })
  const closesAt = new Date(stack.clock.now() + 3_600_000).toISOString()
  const draft = await draftRfq(
    buyer,
    termsOf({ title, description: 'For the town hall', invited: [supplier.email], closesAt }),
    someLines(),
  )

  const sille = await person('buyer', { refused: [401] })
  await sille.go('/')
  await sille.page
    .getByRole('main')
    .getByRole('button', { name: words('shell.signIn') })
    .click()
  await signInAs(stack, sille, buyer.email)
  await sille.go(`/rfqs/${draft.rfqId}/edit`)
  const panel = sille.page.getByRole('region', { name: words('approvers.title') })
  await panel.getByText(words('approvers.nobody', { subject: 'publication' })).waitFor()
  await panel.getByText('The technical one').waitFor()
  await panel.getByText(words('approvers.maybe')).waitFor()
  await sille.reads(title)

  await sille.field(`${words('planning.estimate')} (${words('form.optional')})`).fill('600 000')
  await sille.field(words('planning.risk')).selectOption('high')
  await sille.field(`${words('planning.budgetLine')} (${words('form.optional')})`).selectOption('IT-7')
  await isSaved(sille)
  await panel.getByText(words('approvers.becauseLine', { line: 'IT-7' })).waitFor()
  await panel.getByText(words('approvers.maybe')).waitFor({ state: 'detached' })
  await panel.getByText('The financial one').waitFor()
  await sille.reads(title)
  const saved = (await buyer.must(rfqs.getRfq, { params: { rfqId: draft.rfqId } })).value
  expect(saved.planning).toEqual({ estimatedMinor: 60_000_000, category: '', risk: 'high', budgetLine: 'IT-7' })

  await sille.button(words('rfqs.publish')).click()
  await sille.page
    .getByRole('dialog')
    .getByText(words('approvers.nobody', { subject: 'publication' }))
    .waitFor()
  await confirmIn(sille, words('rfqs.publishConfirm'))
  await sille.sees(words('rfqs.sealClosedDetail'))
  await sille.reads(title)
  await sille.button(words('planning.change')).click()
  const dialog = sille.page.getByRole('dialog', { name: words('planning.dialogTitle') })
  await dialog.getByLabel(`${words('planning.category')} (${words('form.optional')})`).fill('39130000')
  await dialog.getByRole('button', { name: words('planning.save') }).click()
  await dialog.waitFor({ state: 'detached' })
  await sille.sees('39130000')
  await sille.sees(words('rfqs.eventPlanning'))
  await sille.reads(title)

  await sille.link(words('suppliers.title')).click()
  await sille.sees(words('suppliers.none'))
  await sille.reads(words('suppliers.title'))

  const seller = await person('supplier', { refused: [401], phone: true })
  await seller.go('/')
  await seller.page
    .getByRole('main')
    .getByRole('button', { name: words('shell.signIn') })
    .click()
  await signInAs(stack, seller, supplier.email)
  await seller.go(`/tenders/${draft.buyerId}/${draft.rfqId}`)
  await seller.reads(title)
  expect(await seller.page.content()).not.toMatch(/39130000|IT-7|600,000/)
})

journey('an RFQ that needs approval is published once it was approved, and not before', async ({ person, stack }) => {
  const { person: buyer, approvers } = await aBuyer(stack)
  const { person: supplier } = await aSupplier(stack)
  const technical = approvers.find(({ role }) => role === 'technical')
  const { version, savedAt: _, savedBy: __, ...terms } = (await buyer.must(policies.getApprovalPolicy)).value
  const ask = { role: 'technical', needed: 1, stage: 1, workingDays: 4, mayAbstain: false, escalateTo: null } as const
  const publication = [{ ruleId: newId('rul'), name: 'Everything we publish', when: {}, asks: [ask] }]
  const body = { ...terms, rules: { ...terms.rules, publication } }
  await buyer.must(policies.saveApprovalPolicy, { ifMatch: version, body })
  const closesAt = new Date(stack.clock.now() + 3_600_000).toISOString()
  const draft = await draftRfq(
    buyer,
    termsOf({ title, description: 'For the town hall', invited: [supplier.email], closesAt }),
    someLines(),
  )
  const sille = await person('buyer', { refused: [401] })
  await sille.go('/')
  await sille.page
    .getByRole('main')
    .getByRole('button', { name: words('shell.signIn') })
    .click()
  await signInAs(stack, sille, buyer.email)
  await sille.go(`/rfqs/${draft.rfqId}/edit`)
  await sille.button(words('rfqs.publish')).click()
  await confirmIn(sille, words('approvers.askToPublish'))
  await sille.sees(words('approvers.askedToast'))
  await sille.sees(words('approvers.requestStatus', { status: 'proposed' }))
  await sille.reads(title)

  const approver = await approverOf(stack, technical?.email ?? '')
  expect(approver.place.subject).toBe('publication')
  const decided = await approver.decide({ approve: 'Send it out' })
  expect(decided.ok).toBe(true)
  await sille.page.reload()
  await sille.sees(words('approvers.requestStatus', { status: 'approved' }))
  await sille.field(words('rfqs.title')).fill('Standing desks, adjustable')
  await isSaved(sille)
  await sille.sees(words('approvers.outdated'))
  await sille.button(words('rfqs.publish')).click()
  await confirmIn(sille, words('approvers.askToPublish'))
  await sille.sees(words('approvers.requestStatus', { status: 'proposed' }))
  const again = await approverOf(stack, technical?.email ?? '', stack.clock.now() - 60_000)
  expect((await again.decide({ approve: 'Better still' })).ok).toBe(true)
  await sille.page.reload()
  await sille.sees(words('approvers.requestStatus', { status: 'approved' }))
  await sille.button(words('rfqs.publish')).click()
  await confirmIn(sille, words('rfqs.publishConfirm'))
  await sille.sees(words('rfqs.sealClosedDetail'))
})
