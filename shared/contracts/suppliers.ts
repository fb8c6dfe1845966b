import * as z from 'zod'
import { OrgId } from '../domain/ids.ts'
import { KnownSupplier, ScoreAsked, SupplierScore } from '../domain/supplier-standing.ts'
import { endpoint } from './endpoint.ts'
import { noBody, nothing, pageOf, pageQuery } from './shapes.ts'

export const listSuppliers = endpoint({
  method: 'GET',
  path: '/organisation/suppliers',
  access: 'buyer',
  summary: 'Suppliers you have had contracts with, and how you score them',
  params: nothing,
  query: pageQuery,
  body: noBody,
  answers: { status: 200, body: pageOf(KnownSupplier) },
  refusals: ['invalid_request'],
})

export const scoreSupplier = endpoint({
  method: 'PUT',
  path: '/organisation/suppliers/{supplierId}/score',
  access: 'buyer',
  summary: 'Score a supplier you have had a contract with; the newest score holds, earlier ones are kept',
  params: z.strictObject({ supplierId: OrgId }),
  query: nothing,
  body: z.strictObject(ScoreAsked.shape),
  answers: { status: 200, body: SupplierScore },
  refusals: ['supplier_not_found'],
})
