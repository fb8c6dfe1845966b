import * as z from 'zod'
import { Contract, ContractForSupplier } from '../domain/contract.ts'
import { endpoint } from './endpoint.ts'
import { noBody, nothing, rfqParams, tenderParams } from './shapes.ts'

const readOnly = { method: 'GET', query: nothing, body: noBody, refusals: ['contract_not_found'] } as const
const asBuyer = { ...readOnly, access: 'buyer', params: rfqParams } as const
const asSupplier = { ...readOnly, access: 'supplier', params: tenderParams } as const

const page = { status: 200, body: z.string(), type: 'text/html' } as const
const ubl = { status: 200, body: z.string(), type: 'application/xml' } as const

export const getContract = endpoint({
  ...asBuyer,
  path: '/rfqs/{rfqId}/contract',
  summary: 'The contract an RFQ ended in',
  answers: { status: 200, body: Contract },
})
export const getContractDocument = endpoint({
  ...asBuyer,
  path: '/rfqs/{rfqId}/contract/document',
  summary: 'The contract as a page that prints',
  answers: page,
})
export const getOrder = endpoint({
  ...asBuyer,
  path: '/rfqs/{rfqId}/order',
  summary: 'The purchase order as UBL 2.1 Order',
  answers: ubl,
})
export const getSupplierContract = endpoint({
  ...asSupplier,
  path: '/tenders/{buyerId}/{rfqId}/contract',
  summary: 'The contract your bid won',
  answers: { status: 200, body: ContractForSupplier },
})
export const getSupplierContractDocument = endpoint({
  ...asSupplier,
  path: '/tenders/{buyerId}/{rfqId}/contract/document',
  summary: 'The contract your bid won, as a page that prints',
  answers: page,
})
export const getSupplierOrder = endpoint({
  ...asSupplier,
  path: '/tenders/{buyerId}/{rfqId}/order',
  summary: 'The purchase order you received, as UBL 2.1 Order',
  answers: ubl,
})
