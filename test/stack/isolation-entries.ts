import { newId } from '../../infra/local/demo/actors.ts'
import { termsOf } from '../../infra/local/demo/content.ts'
import { buyer } from '../../infra/local/demo/people.ts'
import { APPROVAL_PAGE } from '../../shared/domain/approval.ts'
import { hashOf } from '../../shared/domain/canonical.ts'
import { notPlanned } from '../../shared/domain/planning.ts'
import { defaultPolicy } from '../../shared/domain/policy.ts'
import { unknownCase } from '../../shared/domain/policy-case.ts'
import { someLines } from '../support/stories.ts'

const SHA = hashOf('anything')
const terms = termsOf({ title: 'Somebody else was here', description: '' })
const { version: _, ...policy } = defaultPolicy(buyer.profile)
const reason = 'Because'
const later = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
const someBytes = (more: object) => ({ id: 'AA', response: { clientDataJSON: 'AA', ...more } })

const aChange = () => ({
  changeId: newId('chg'),
  reason: 'quantity',
  words: reason,
  lines: [{ number: '1', quantity: '4' }],
  note: '',
  budgetLine: '',
})

/** A body that the route's own user could send; a route that takes none has an empty entry. No route may be missing. */
export const entries: Record<string, { body?: () => unknown }> = {
  getMe: {},
  createOrganisation: { body: () => ({ ...buyer.profile, orgId: newId('org') }) },
  getOrganisation: {},
  saveOrganisation: { body: () => buyer.profile },
  listMembers: {},
  inviteMember: { body: () => ({ name: 'Somebody' }) },
  removeMember: {},
  saveMemberRight: { body: () => ({ administrator: true }) },
  listMemberChanges: {},
  listOwnInvitations: {},
  joinOrganisation: {},
  declineInvitation: {},
  listStakeholders: {},
  saveStakeholder: {
    body: () => ({ name: 'X', email: 'x@x.example', role: 'technical', language: 'en', active: true }),
  },
  listSuppliers: {},
  scoreSupplier: { body: () => ({ score: 10, note: 'Late' }) },
  listStakeholderChanges: {},
  getApprovalPolicy: {},
  saveApprovalPolicy: { body: () => policy },
  listPolicyVersions: {},
  getPolicyVersion: {},
  previewApprovalPolicy: { body: () => ({ policy, facts: unknownCase('award') }) },
  createRfq: { body: () => ({ rfqId: newId('rfq'), terms, lines: someLines() }) },
  listRfqs: {},
  listWork: {},
  getRfq: {},
  getRfqLines: {},
  saveRfq: { body: () => ({ terms, lines: someLines() }) },
  getApprovers: {},
  askPublication: {},
  listPublicationRequests: {},
  savePlanning: { body: () => notPlanned },
  publishRfq: {},
  extendRfq: { body: () => ({ from: later(1), to: later(2), reason }) },
  cancelRfq: { body: () => ({ reason }) },
  listInvitations: {},
  listQuestions: {},
  answerQuestion: { body: () => ({ text: 'An answer' }) },
  addAttachment: { body: () => ({ name: 'a.pdf', contentType: 'application/pdf', bytes: 10, sha256: SHA }) },
  completeAttachment: {},
  removeAttachment: {},
  listAttachments: {},
  listTimeline: {},
  importUblRfq: { body: () => ({ fileName: 'a.xml', xml: '<a/>' }) },
  listOpenTenders: {},
  listInvitedTenders: {},
  getTender: {},
  getTenderLines: {},
  listTenderAttachments: {},
  takePart: {},
  declineTender: { body: () => ({ reason: 'capacity', words: '' }) },
  listTenderQuestions: {},
  askQuestion: { body: () => ({ text: 'A question' }) },
  getResult: {},
  submitBid: { body: () => ({ bidId: newId('bid'), envelope: Buffer.alloc(200, 7).toString('base64'), sha256: SHA }) },
  withdrawBid: {},
  listOwnVersions: {},
  listMyBids: {},
  getComparison: {},
  disqualifyBid: { body: () => ({ reason }) },
  proposeAward: {
    body: () => ({ awardId: newId('awd'), supplierId: newId('org'), reason, justification: reason, after: 1 }),
  },
  listAwards: {},
  remindStakeholder: {},
  answerStakeholder: { body: () => ({ words: 'An answer' }) },
  meetCondition: { body: () => ({ evidence: 'A certificate' }) },
  askOverride: { body: () => ({ words: reason }) },
  getShownSection: {},
  endWithoutAward: { body: () => ({ reason }) },
  getApprovalCase: {},
  askCode: { body: () => ({ browser: 'a'.repeat(30) }) },
  askLink: { body: () => ({ browser: 'a'.repeat(30) }) },
  openSession: { body: () => ({ browser: 'a'.repeat(30), code: '123456' }) },
  listInbox: {},
  getApprovalContent: {},
  decide: {
    body: () => ({
      decision: 'approve',
      comment: '',
      condition: '',
      shown: { what: SHA, price: SHA, budget: SHA, delivery: SHA, risk: SHA },
      page: APPROVAL_PAGE,
    }),
  },
  bringVetoDocument: { body: () => ({ name: 'a.pdf', content: 'AAAA' }) },
  openVetoDocument: {},
  readShownDocument: {},
  getVetoDocument: {},
  getAbsence: {},
  saveAbsence: {
    body: () => ({
      absence: {
        from: later(1).slice(0, 10),
        to: later(20).slice(0, 10),
        delegate: { name: 'Somebody', email: 'somebody@else.example', language: 'en' },
      },
    }),
  },
  askEnrolment: {},
  enrolPasskey: { body: () => ({ credential: someBytes({ attestationObject: 'AA' }) }) },
  askSignIn: { body: () => ({ browser: 'a'.repeat(30) }) },
  signInWithPasskey: {
    body: () => ({ browser: 'a'.repeat(30), credential: someBytes({ authenticatorData: 'AA', signature: 'AA' }) }),
  },
  listPasskeys: {},
  removePasskey: {},
  getContract: {},
  getContractDocument: {},
  getOrder: {},
  getSupplierContract: {},
  getSupplierContractDocument: {},
  getSupplierOrder: {},
  listChanges: {},
  foreseeChange: { body: aChange },
  proposeChange: { body: () => ({ ...aChange(), after: 0 }) },
  withdrawChange: { body: () => ({ words: reason }) },
  getOrderChange: {},
  listOfferedChanges: {},
  listOffers: {},
  answerChange: { body: () => ({ accepted: true, words: '' }) },
  getSupplierOrderChange: {},
  exportRfq: {},
  getApprovalRecord: {},
  getChangeApprovalRecord: {},
}
