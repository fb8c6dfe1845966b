import { type DemoPerson, newId } from '../../../infra/local/demo/actors.ts'
import * as awards from '../../../shared/contracts/awards.ts'
import * as organisations from '../../../shared/contracts/organisations.ts'
import * as policies from '../../../shared/contracts/policies.ts'
import type { TestStack } from '../../support/stack.ts'
import { aBuyer, aProposedAward } from '../../support/stories.ts'

/** Asks the technical holder and, after three working days, a deputy; the commercial one, and a financial one in Danish. */
export const aCommittee = async (stack: TestStack) => {
  const made = await aBuyer(stack)
  const { person: buyer, approvers } = made
  const [technical, , financial] = approvers
  if (!technical || !financial) throw new Error('Every role is held')
  const save = (stakeholderId: string, body: { name: string; email: string; role: 'operational' | 'financial' }) =>
    buyer.must(organisations.saveStakeholder, {
      params: { stakeholderId },
      body: { ...body, language: body.role === 'financial' ? 'da' : 'en', active: true },
    })
  const deputy = `deputy.${technical.email}`
  const escalateTo = newId('stk')
  await save(escalateTo, { name: 'Bo Lund', email: deputy, role: 'operational' })
  await save(financial.stakeholderId, { name: 'Ellen Friis', email: financial.email, role: 'financial' })
  const { version, savedAt: _, savedBy: __, ...terms } = (await buyer.must(policies.getApprovalPolicy)).value
  const ask = { needed: 'all', stage: 1, workingDays: 3, mayAbstain: false, escalateTo: null } as const
  const asks = [
    { ...ask, role: 'technical', escalateTo } as const,
    { ...ask, role: 'commercial' } as const,
    { ...ask, role: 'financial' } as const,
  ]
  const rule = { ruleId: newId('rul'), name: 'Every purchase', when: {}, asks }
  const body = { ...terms, rules: { ...terms.rules, award: [rule] } }
  await buyer.must(policies.saveApprovalPolicy, { ifMatch: version, body })
  const proposed = await aProposedAward(stack, Promise.resolve(made))
  return { ...proposed, deputy, buyerName: buyer.email.split(/[@.]/)[1] ?? '', title: proposed.rfq.terms.title }
}
/** How the newest proposal stands, however far the clock was moved. */
export const standing = async (buyer: DemoPerson, rfqId: string) => {
  buyer.signInAgain()
  const [newest] = (await buyer.must(awards.listAwards, { params: { rfqId } })).value.items
  if (!newest) throw new Error('Nothing was proposed')
  const { approval, decisions, handlings } = newest
  const statusOf = (address: string) => approval.steps.find(({ email }) => email === address)?.status
  return { approval, decisions, handlings, statusOf }
}
