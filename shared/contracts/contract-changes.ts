import * as z from 'zod'
import { Approvers } from '../domain/approvers.ts'
import { ChangeForSupplier, ChangeProposal, ContractChange, Offer, OfferedChange } from '../domain/contract-change.ts'
import { AmountMinor } from '../domain/money.ts'
import { prose, requiredProse } from '../domain/text.ts'
import { ApprovalView, committeeRefusals } from './approval-handling.ts'
import { endpoint } from './endpoint.ts'
import type { ProblemCode } from './problems.ts'
import { changeNumber, changeParams, noBody, nothing, rfqParams, tenderParams } from './shapes.ts'

const offeredParams = tenderParams.extend({ number: changeNumber })
const path = '/rfqs/{rfqId}/contract/changes'
const offered = '/tenders/{buyerId}/{rfqId}/contract/changes'

const reading = { method: 'GET', query: nothing, body: noBody } as const
const orderChange = {
  ...reading,
  answers: { status: 200, body: z.string(), type: 'application/xml' },
  refusals: ['change_not_found'],
} as const

/** Why a contract cannot be changed like this, whoever would have to approve it. */
const planRefusals = [
  'contract_not_found',
  'rfq_not_in_status',
  'change_empty',
  'change_too_large',
  'too_many_changes',
  'line_unknown',
] as const satisfies ProblemCode[]

/** A change with how its approval stands; null where the policy asks nobody. */
export const ChangeView = z.object({ change: ContractChange, request: ApprovalView.nullable() })
export type ChangeView = z.infer<typeof ChangeView>

export const listChanges = endpoint({
  ...reading,
  path,
  access: 'buyer',
  summary: 'Every change proposed to a contract, newest first',
  params: rfqParams,
  answers: { status: 200, body: z.object({ items: z.array(ChangeView) }) },
  refusals: ['contract_not_found'],
})

export const foreseeChange = endpoint({
  method: 'POST',
  path: `${path}/preview`,
  access: 'buyer',
  summary: 'What a contract would come to with a change, and who would have to approve it',
  params: rfqParams,
  query: nothing,
  /** What the policy judges a change by; its words decide nothing. */
  body: ChangeProposal.pick({ lines: true, budgetLine: true }),
  answers: {
    status: 200,
    body: z.object({ beforeMinor: AmountMinor, afterMinor: AmountMinor, approvers: Approvers }),
  },
  refusals: planRefusals,
})

export const proposeChange = endpoint({
  method: 'POST',
  path,
  access: 'buyer',
  summary: 'Propose a change of a contract; it takes the place of one that is pending',
  params: rfqParams,
  query: nothing,
  /** `after` is the number of the newest change that was seen, 0 for none. */
  body: ChangeProposal.extend({ after: z.int().min(0) }),
  answers: { status: 201, body: ChangeView },
  refusals: [...planRefusals, ...committeeRefusals, 'change_id_taken', 'changed_meanwhile'],
})

export const withdrawChange = endpoint({
  method: 'PUT',
  path: `${path}/{number}/withdrawal`,
  access: 'buyer',
  summary: 'Withdraw a change that is pending',
  params: changeParams,
  query: nothing,
  body: z.strictObject({ words: requiredProse(4_000) }),
  answers: { status: 200, body: ContractChange },
  refusals: ['change_not_found', 'change_over', 'changed_meanwhile'],
})

export const getOrderChange = endpoint({
  ...orderChange,
  path: `${path}/{number}/order-change`,
  access: 'buyer',
  summary: 'A change that was agreed, as UBL 2.1 OrderChange',
  params: changeParams,
})

export const listOfferedChanges = endpoint({
  ...reading,
  path: offered,
  access: 'supplier',
  summary: 'The changes of your contract that its buyer approved, newest first',
  params: tenderParams,
  answers: { status: 200, body: z.object({ items: z.array(OfferedChange) }) },
  refusals: ['contract_not_found'],
})

export const listOffers = endpoint({
  ...reading,
  path: '/offered-changes',
  access: 'supplier',
  summary: 'The changes of all your contracts that wait for your answer, the longest waiting first',
  params: nothing,
  answers: { status: 200, body: z.object({ items: z.array(Offer) }) },
  refusals: [],
})

export const answerChange = endpoint({
  method: 'PUT',
  path: `${offered}/{number}/answer`,
  access: 'supplier',
  summary: 'Accept or decline a change; accepted, it is part of the contract at once',
  params: offeredParams,
  query: nothing,
  body: z.strictObject({ accepted: z.boolean(), words: prose(4_000) }),
  answers: { status: 200, body: ChangeForSupplier },
  refusals: ['change_not_found', 'change_held', 'change_over', 'already_answered', 'changed_meanwhile'],
})

export const getSupplierOrderChange = endpoint({
  ...orderChange,
  path: `${offered}/{number}/order-change`,
  access: 'supplier',
  summary: 'A change you accepted, as UBL 2.1 OrderChange',
  params: offeredParams,
})
