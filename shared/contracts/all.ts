import * as absences from './absences.ts'
import * as approvalHandling from './approval-handling.ts'
import * as approvals from './approvals.ts'
import * as attachments from './attachments.ts'
import * as awards from './awards.ts'
import * as bids from './bids.ts'
import * as contractChanges from './contract-changes.ts'
import * as contracts from './contracts.ts'
import type { Endpoint } from './endpoint.ts'
import * as exports_ from './exports.ts'
import * as joining from './joining.ts'
import * as organisations from './organisations.ts'
import * as passkeys from './passkeys.ts'
import * as policies from './policies.ts'
import * as publishing from './publishing.ts'
import * as rfqImports from './rfq-imports.ts'
import * as rfqs from './rfqs.ts'
import * as shownDocuments from './shown-documents.ts'
import * as suppliers from './suppliers.ts'
import * as tenders from './tenders.ts'
import * as vetoDocuments from './veto-documents.ts'

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'method' in value && 'answers' in value

const endpointsOf = (module: Record<string, unknown>): Record<string, Endpoint> =>
  Object.fromEntries(Object.entries(module).filter((entry): entry is [string, Endpoint] => isEndpoint(entry[1])))

/** Every route, by the function that serves it. */
export const capabilities = {
  organisations: {
    ...endpointsOf(organisations),
    ...endpointsOf(joining),
    ...endpointsOf(policies),
    ...endpointsOf(suppliers),
  },
  rfqs: { ...endpointsOf(rfqs), ...endpointsOf(attachments) },
  publishing: endpointsOf(publishing),
  'rfq-imports': endpointsOf(rfqImports),
  tenders: endpointsOf(tenders),
  bids: endpointsOf(bids),
  awards: { ...endpointsOf(awards), ...endpointsOf(approvalHandling) },
  approvals: {
    ...endpointsOf(approvals),
    ...endpointsOf(vetoDocuments),
    ...endpointsOf(shownDocuments),
    ...endpointsOf(absences),
  },
  passkeys: endpointsOf(passkeys),
  contracts: { ...endpointsOf(contracts), ...endpointsOf(contractChanges) },
  exports: endpointsOf(exports_),
} as const
export type Capability = keyof typeof capabilities
