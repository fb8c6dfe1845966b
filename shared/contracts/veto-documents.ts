import * as z from 'zod'
import { MAX_DOCUMENT_BYTES } from '../domain/document-types.ts'
import { Sha256, StakeholderId } from '../domain/ids.ts'
import { requiredLine } from '../domain/text.ts'
import { VetoDocument, VetoDocumentFile } from '../domain/veto-documents.ts'
import { placeParams } from './approvals.ts'
import { endpoint } from './endpoint.ts'
import { noBody, nothing } from './shapes.ts'

/** Somewhat more than is taken, so that a file that is a little too large is told so. */
const MOST_BASE64 = Math.ceil(MAX_DOCUMENT_BYTES / 3) * 5

export const bringVetoDocument = endpoint({
  method: 'PUT',
  path: '/approvals/cases/{buyerId}/{rfqId}/{subject}/{number}/{stakeholderId}/documents/{sha256}',
  access: 'session',
  summary: 'Bring a document that a veto may then name; the same again is the same document',
  params: placeParams.extend({ sha256: Sha256 }),
  query: nothing,
  body: z.strictObject({ name: requiredLine(200), content: z.base64().max(MOST_BASE64) }),
  answers: { status: 201, body: VetoDocument },
  refusals: [
    'session_unknown',
    'approval_not_found',
    'declaration_required',
    'decision_stands',
    'award_superseded',
    'contract_committed',
    'document_type_not_taken',
    'document_too_large',
    'document_differs',
    'too_many_documents',
  ],
})

export const openVetoDocument = endpoint({
  method: 'GET',
  path: '/approvals/cases/{buyerId}/{rfqId}/{subject}/{number}/{stakeholderId}/documents/{vetoerId}/{sha256}',
  access: 'session',
  summary: 'The document of a veto, for who may read its words',
  params: placeParams.extend({ vetoerId: StakeholderId, sha256: Sha256 }),
  query: nothing,
  body: noBody,
  answers: { status: 200, body: VetoDocumentFile },
  refusals: ['session_unknown', 'approval_not_found', 'document_not_found'],
})
