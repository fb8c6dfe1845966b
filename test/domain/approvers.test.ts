import { describe, expect, it } from 'vitest'
import { Approvers, approversOf, plannedCase } from '../../shared/domain/approvers.ts'
import { keptOut } from '../../shared/domain/duties.ts'
import { hasHand } from '../../shared/domain/hands.ts'
import type { StakeholderRole } from '../../shared/domain/party.ts'
import { notPlanned } from '../../shared/domain/planning.ts'
import { anRfq, BUYER, DAY, later, NOON, someTerms } from '../support/builders.ts'
import { aHolder, anAsk, aPolicy, aRule, committee } from '../support/policies.ts'

const known = (over: Partial<Parameters<typeof approversOf>[1]> = {}) => ({
  policy: aPolicy([aRule({ name: 'Every award', asks: [anAsk({ role: 'technical', workingDays: 10 })] })]),
  stakeholders: committee,
  mayNot: () => undefined,
  history: new Map(),
  timeZone: 'Europe/Copenhagen',
  ...over,
})
const award = (planning = notPlanned) => plannedCase('award', { planning, terms: someTerms() })
/** NOON is a Monday: each of these took so many days of that week. */
const took = (...days: number[]) => days.map((n) => ({ askedAt: NOON, decidedAt: later(NOON, n * DAY) }))

describe('what a policy knows of an RFQ before there are bids', () => {
  it('is what its buyer planned', () => {
    const planning = { estimatedMinor: 90_000_00, category: '30213000', risk: 'high', budgetLine: 'IT-7' } as const
    expect(award(planning)).toMatchObject({
      subject: 'award',
      amount: { amountMinor: 90_000_00, currency: 'DKK' },
      categories: ['30213000'],
      risk: 'high',
      budgetLine: 'IT-7',
      supplier: null,
      bids: null,
    })
  })
  it('is no amount and no category where none was given', () => {
    expect(award()).toMatchObject({ amount: null, categories: [], risk: 'normal', budgetLine: null })
    const noCurrency = plannedCase('award', {
      planning: { ...notPlanned, estimatedMinor: 1 },
      terms: someTerms({ currency: null }),
    })
    expect(noCurrency.amount).toBeNull()
  })
})

describe('who will have to approve', () => {
  it('is said with the reason, and the policy’s limit before there is a history', () => {
    const answer = approversOf(award(), known())
    expect(Approvers.parse(answer)).toEqual(answer)
    expect(answer).toMatchObject({
      certain: [{ role: 'technical', stage: 1, because: [{ rule: 'Every award' }], expectedDays: null, dependsOn: [] }],
      possible: [],
      days: { count: 10, measured: false },
      problem: null,
    })
  })
  it('tells apart those who are asked in any case and those who depend on what is not known', () => {
    const policy = aPolicy([
      aRule({ name: 'Every award', asks: [anAsk({ role: 'technical' })] }),
      aRule({ name: 'Large', when: { atLeastMinor: 5_000_00 }, asks: [anAsk({ role: 'operational' })] }),
    ])
    const answer = approversOf(award(), known({ policy }))
    expect(answer.certain.map(({ role }) => role)).toEqual(['technical'])
    expect(answer.possible).toMatchObject([{ role: 'operational', dependsOn: ['atLeastMinor'] }])
    const large = approversOf(award({ ...notPlanned, estimatedMinor: 5_000_00 }), known({ policy }))
    expect(large.certain.map(({ role }) => role)).toEqual(['technical', 'operational'])
    expect(large.possible).toEqual([])
  })
  it('takes as long as it took before: the slowest of each stage, stage after stage', () => {
    const policy = aPolicy([
      aRule({
        asks: [
          anAsk({ role: 'technical', stage: 1 }),
          anAsk({ role: 'operational', stage: 1 }),
          anAsk({ role: 'commercial', stage: 2, workingDays: 7 }),
        ],
      }),
    ])
    const history = new Map<StakeholderRole, ReturnType<typeof took>>([
      ['technical', took(1, 1, 1)],
      ['operational', took(2, 3, 4)],
      ['commercial', took(1, 1)],
    ])
    const two = approversOf(award(), known({ policy, history }))
    expect(two.certain.map(({ expectedDays }) => expectedDays)).toEqual([1, 3, null])
    expect(two.days).toEqual({ count: 3 + 7, measured: false })
    const three = approversOf(
      award(),
      known({ policy, history: new Map([...history, ['commercial', took(1, 1, 1)] as const]) }),
    )
    expect(three.days).toEqual({ count: 3 + 1, measured: true })
  })
  it('says who may not, and refuses as a proposal would', () => {
    const stakeholders = [aHolder('technical', 1, { name: 'Rune', email: 'rune@buyer.example' })]
    const rfq = anRfq({ hands: ['rune@buyer.example'] })
    const mayNot = keptOut({
      buyerId: BUYER,
      proposer: 'sille@buyer.example',
      tookPart: (email) => hasHand(rfq, email),
      memberships: [],
    })
    expect(approversOf(award(), known({ stakeholders, mayNot }))).toMatchObject({
      certain: [{ people: [{ name: 'Rune', keptOut: 'approver_took_part' }] }],
      problem: { code: 'approver_took_part', role: 'technical', name: 'Rune' },
    })
  })
  it('names the roles that nobody holds', () => {
    expect(approversOf(award(), known({ stakeholders: [] }))).toMatchObject({
      certain: [],
      problem: { code: 'roles_not_held', roles: ['technical'] },
    })
  })
})
