import { describe, expect, it } from 'vitest'
import { isOutsider, keptOut } from '../../shared/domain/duties.ts'
import { sameMailbox } from '../../shared/domain/mailbox.ts'

const [BUYER, SUPPLIER] = ['org_buyer', 'org_supplier']
const member = (email: string, orgId: string, status: 'active' | 'removed' = 'active') => ({
  email,
  orgId,
  status,
})

describe('separation of duties', () => {
  const because = keptOut({
    buyerId: BUYER,
    proposer: 'head@strandby.example',
    tookPart: (email) => sameMailbox(email, 'writer@strandby.example'),
    memberships: [
      member('head@strandby.example', BUYER),
      member('colleague@strandby.example', BUYER),
      member('sales@deltadata.example', SUPPLIER),
      member('once@deltadata.example', SUPPLIER, 'removed'),
    ],
  })
  it.each([
    ['head@strandby.example', 'approver_is_requester'],
    ['writer@strandby.example', 'approver_took_part'],
    ['sales@deltadata.example', 'approver_is_supplier'],
    ['once@deltadata.example', undefined],
    ['colleague@strandby.example', undefined],
    ['finance@strandby.example', undefined],
    // Another name of the same mailbox is nobody else.
    ['head+finance@strandby.example', 'approver_is_requester'],
    ['writer+x+y@strandby.example', 'approver_took_part'],
    ['sales+strandby@deltadata.example', 'approver_is_supplier'],
    ['+head@strandby.example', undefined],
  ])('%s: %s', (email, code) => {
    expect(because(email)?.code).toBe(code)
  })
})

it('a mailbox of no organisation is no outsider', () => {
  expect(isOutsider(undefined, BUYER)).toBe(false)
})
