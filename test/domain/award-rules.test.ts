import { describe, expect, it } from 'vitest'
import { approversOf, askedUntil, mayPropose, proposeAward } from '../../shared/domain/award-rules.ts'
import { stakeholderRoles } from '../../shared/domain/party.ts'
import { rankBids } from '../../shared/domain/ranking.ts'
import { aBidder, anOpenedBid, aStakeholder, HEAD } from '../support/awards.ts'
import { aLine, DAY, later, NOON, RFQ } from '../support/builders.ts'

const all = stakeholderRoles.map(aStakeholder)

describe('who is asked', () => {
  it('is every active holder of a role, two of one role included', () => {
    const deputy = { ...aStakeholder('financial'), stakeholderId: 'stk_deputy', email: 'deputy@strandby.example' }
    const left = { ...aStakeholder('technical'), stakeholderId: 'stk_left', active: false }
    const asked = approversOf([deputy, left, ...all], HEAD.email)
    expect(asked.ok && asked.value.map(({ role }) => role)).toEqual([
      'technical',
      'commercial',
      'financial',
      'financial',
      'operational',
    ])
  })
  it('lacks nobody: each role that nobody holds is named', () => {
    expect(approversOf(all.slice(1), HEAD.email)).toMatchObject({
      refusal: { code: 'roles_not_held', roles: ['technical'] },
    })
  })
  it('is not who proposes', () => {
    expect(approversOf(all, aStakeholder('commercial').email)).toMatchObject({
      refusal: { code: 'approver_is_requester' },
    })
  })
})

describe('until when', () => {
  it.each([
    ['two weeks', 60, 14 * DAY],
    ['no longer than the bid stands', 10, 10 * DAY],
    ['two weeks all the same once the bid has lapsed', 0, 14 * DAY],
  ])('is %s', (_, validityDays, wanted) => {
    expect(askedUntil(NOON, NOON, validityDays)).toBe(later(NOON, wanted))
  })
})

describe('proposing', () => {
  const [cheap, dear] = [aBidder('Deltadata', '1.005'), aBidder('Nordkontor', '2.00')]
  const bids = [anOpenedBid(RFQ, cheap), anOpenedBid(RFQ, dear)]
  const lines = [aLine({ quantity: '10' })]
  const propose = (supplierId: string, justification = '') =>
    proposeAward({
      rfq: { rfqId: RFQ, awardCount: 2 },
      lines,
      bids,
      ranking: rankBids(bids, lines),
      proposal: { awardId: 'awd_01JQ0000000000000000000001', supplierId, reason: 'x', justification },
      by: HEAD,
      at: NOON,
    })
  it('sums lines that were rounded once', () => {
    expect(propose(cheap.supplierId)).toMatchObject({
      value: { number: 3, totalMinor: 1005, isLowest: true, currency: 'DKK' },
    })
  })
  it('names the rank of who is preferred without a word', () => {
    expect(propose(dear.supplierId)).toMatchObject({ refusal: { code: 'justification_required', rank: 2 } })
    expect(propose(dear.supplierId, 'In stock')).toMatchObject({ value: { isLowest: false } })
  })
})

it.each([
  ['evaluation', undefined],
  ['draft', 'bids_not_opened'],
  ['open', 'bids_not_opened'],
  ['awarded', 'contract_committed'],
  ['unsuccessful', 'rfq_not_in_status'],
] as const)('while the RFQ is %s a proposal is refused as %s', (status, code) => {
  const may = mayPropose({ status })
  expect(may.ok ? undefined : may.refusal.code).toBe(code)
})
