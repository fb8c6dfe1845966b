import * as z from 'zod'
import { Absence } from '../domain/absence.ts'
import { endpoint } from './endpoint.ts'
import { noBody, nothing } from './shapes.ts'

/** `null`: not away. */
const OwnAbsence = z.strictObject({ absence: Absence.nullable() })

export const getAbsence = endpoint({
  method: 'GET',
  path: '/approvals/absence',
  access: 'session',
  summary: 'When the proved mailbox is away, and who decides for it then',
  params: nothing,
  query: nothing,
  body: noBody,
  answers: { status: 200, body: OwnAbsence },
  refusals: ['session_unknown'],
})

export const saveAbsence = endpoint({
  method: 'PUT',
  path: '/approvals/absence',
  access: 'session',
  summary: 'Say who decides what is asked while the proved mailbox is away, or that it is back',
  params: nothing,
  query: nothing,
  body: OwnAbsence,
  answers: { status: 200, body: OwnAbsence },
  refusals: ['session_unknown', 'delegate_not_possible', 'absence_not_possible'],
})
