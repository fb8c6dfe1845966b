import type { ApprovalRequest, ApprovalStep, SectionHashes } from '../../shared/domain/approval.ts'
import { type Asked, approvalRecordOf } from '../../shared/domain/approval-record.ts'
import { blankStep } from '../../shared/domain/approval-seats.ts'
import { hashOf } from '../../shared/domain/canonical.ts'
import type { Decision, DecisionAsked, Handling, HandlingSaid } from '../../shared/domain/decisions.ts'
import type { StakeholderRole } from '../../shared/domain/party.ts'
import { MONDAY_TO_FRIDAY } from '../../shared/domain/working-days.ts'
import { anAddress, anId, BUYER, later, NOON, RFQ } from './builders.ts'

const SUPPLIER = anId('org')
const people = {
  technical: 'Tove Lind',
  financial: 'Finn Dahl',
  operational: 'Oda Berg',
  head: 'Hanne Krog',
} as const
type Who = keyof typeof people
const idOf = (who: Who) => `stk_01JQ${'0'.repeat(21)}${Object.keys(people).indexOf(who) + 1}`
const roleOf = (who: Who): StakeholderRole => (who === 'head' ? 'operational' : who)
const approver = (who: Who) => ({
  stakeholderId: idOf(who),
  name: people[who],
  email: `${who}@strandby.example`,
  role: roleOf(who),
  language: 'da' as const,
})

const party = (orgId: string, legalName: string) => ({
  orgId,
  legalName,
  registrationId: '19438414',
  vatId: 'DK19438414',
  address: anAddress,
})

/** The sections of an award; `totalMinor` is what the second proposal changed. */
export const sectionsOf = (totalMinor: number) => ({
  what: {
    title: 'Office chairs <for> the town hall',
    description: 'Delivered & mounted',
    supplier: party(SUPPLIER, 'Deltadata'),
    lines: [{ number: '1', name: 'Chair', description: '', quantity: '35', unit: 'NIU' }],
  },
  price: {
    currency: 'DKK',
    vat: 'excluded',
    totalMinor,
    lines: [{ number: '1', unitPrice: '5980.00', totalMinor }],
    paymentDays: 30,
    paymentTerms: '',
    specialTerms: '',
    ranking: [{ supplierName: 'Deltadata', rank: 1, comparedMinor: totalMinor, totalMinor, aboveBestMinor: 0 }],
  },
  budget: { line: '4.2', name: 'Furniture', estimatedMinor: null, totalMinor, currency: 'DKK' },
  delivery: { place: anAddress, incoterm: 'DAP', lines: [{ number: '1', deliverBy: '2026-05-01' }], note: '' },
  risk: {
    reason: 'The lowest total',
    justification: '',
    isLowest: true,
    flags: ['singleBid'],
    note: '',
    disqualified: [],
  },
})
const hashesOf = (sections: ReturnType<typeof sectionsOf>): SectionHashes => ({
  what: hashOf(sections.what),
  price: hashOf(sections.price),
  budget: hashOf(sections.budget),
  delivery: hashOf(sections.delivery),
  risk: hashOf(sections.risk),
})
export const first = sectionsOf(25_000_000)
export const second = sectionsOf(20_930_000)
const [before, after] = [hashesOf(first), hashesOf(second)]

const aGroup = (
  who: Who,
  over: Partial<ApprovalRequest['groups'][number]> = {},
): ApprovalRequest['groups'][number] => ({
  groupId: `group:${who}`,
  role: roleOf(who),
  stage: 1,
  needed: 1,
  mayAbstain: false,
  workingDays: 5,
  scope: ['what', 'price'],
  because: [],
  escalateTo: null,
  ...over,
})
const aStep = (who: Who, over: Partial<ApprovalStep>): ApprovalStep => ({
  ...blankStep(approver(who), aGroup(who)),
  askedAt: NOON,
  ...over,
})
const aRequest = (
  number: number,
  over: Pick<ApprovalRequest, 'status' | 'groups' | 'steps' | 'sections'>,
): ApprovalRequest => ({
  subject: 'award',
  number,
  askedAt: later(NOON, number * 3_600_000),
  until: later(NOON, 14 * 86_400_000),
  requester: { email: 'sille@strandby.example', name: 'Sille Holm' },
  policyVersion: 3,
  showOpinions: true,
  overrides: [],
  calendar: { workDays: MONDAY_TO_FRIDAY, holidays: [] },
  timeZone: 'Europe/Copenhagen',
  ...over,
})

const page = 'sealbid/approval-page/2' as const
const at = (request: number, seq: number) => later(NOON, request * 3_600_000 + seq * 60_000)
type Place = [request: number, seq: number, turn: number]

const decided = (who: Who, [request, seq, turn]: Place, said: DecisionAsked): Decision => ({
  ...said,
  stakeholderId: idOf(who),
  role: roleOf(who),
  name: people[who],
  turn,
  seq,
  decidedAt: at(request, seq),
  proved: { method: seq % 2 === 0 ? 'code' : 'passkey', from: '192.0.2.7' },
  tookMs: 60_000,
})
const handled = ([request, seq]: readonly [number, number], said: HandlingSaid): Handling => {
  const by: Handling['by'] = said.kind === 'remind' ? 'clock' : { email: 'sille@strandby.example', name: 'Sille Holm' }
  return { ...said, seq, at: at(request, seq), by }
}
const on = (shown: SectionHashes) => ({ shown, page })
const veto = (words: string, remedy: string, shown: SectionHashes, reasonCode: 'budget' | 'delivery') =>
  ({ decision: 'veto', reasonCode, words, remedy, ...on(shown) }) as const

/**
 * Two proposals. Of the first, finance and operation object. The second is cheaper: the technical approval stands,
 * finance objects anew and lifts it, and the objection of operation, carried over, is overridden by the head.
 */
export const asked: Asked[] = [
  {
    request: aRequest(1, {
      status: 'superseded',
      sections: before,
      groups: [aGroup('technical'), aGroup('financial'), aGroup('operational')],
      steps: [
        aStep('technical', { status: 'approved', turns: 2, standing: { number: 1, turn: 2, decidedAt: NOON } }),
        aStep('financial', { status: 'vetoed', turns: 1, standing: { number: 1, turn: 1, decidedAt: NOON } }),
        aStep('operational', { status: 'vetoed', turns: 2, standing: { number: 1, turn: 2, decidedAt: NOON } }),
      ],
    }),
    facts: [
      handled([1, 6], { kind: 'remind', stakeholderId: idOf('operational') }),
      decided('technical', [1, 2, 1], { decision: 'declare' }),
      decided('technical', [1, 3, 2], { decision: 'approve', comment: 'Fits', condition: '', ...on(before) }),
      decided('financial', [1, 4, 1], {
        ...veto('Line 4.2 is spent', 'Move 40,000 from 4.1', before, 'budget'),
        document: { name: 'budget.pdf', contentType: 'application/pdf', bytes: 4_711, sha256: hashOf('budget') },
      }),
      decided('operational', [1, 5, 1], { decision: 'ask', words: 'Who mounts them?', ...on(before) }),
      handled([1, 7], {
        kind: 'answer',
        stakeholderId: idOf('operational'),
        asked: { number: 1, turn: 1 },
        words: 'The supplier does',
      }),
      decided('operational', [1, 8, 2], veto('The hall is closed in May', 'Deliver in June', before, 'delivery')),
    ],
  },
  {
    request: aRequest(2, {
      status: 'committed',
      sections: after,
      groups: [
        aGroup('technical'),
        aGroup('financial'),
        aGroup('operational'),
        aGroup('head', { groupId: 'override:1', overrides: idOf('operational') }),
      ],
      steps: [
        aStep('technical', { status: 'approved', standing: { number: 1, turn: 2, decidedAt: NOON } }),
        aStep('financial', {
          status: 'approved',
          turns: 3,
          standing: { number: 2, turn: 3, decidedAt: NOON },
          from: { how: 'escalated', stakeholderId: idOf('technical'), name: 'Fie Holt' },
        }),
        aStep('operational', { status: 'overridden', standing: { number: 1, turn: 2, decidedAt: NOON } }),
        aStep('head', {
          groupId: 'override:1',
          status: 'approved',
          turns: 1,
          standing: { number: 2, turn: 1, decidedAt: NOON },
        }),
      ],
    }),
    facts: [
      decided('financial', [2, 2, 1], veto('Still over the line', 'Have it moved', after, 'budget')),
      decided('financial', [2, 3, 2], { decision: 'lift', evidence: 'The council moved it', ...on(after) }),
      decided('financial', [2, 4, 3], { decision: 'approve', comment: '', condition: '', ...on(after) }),
      handled([2, 5], { kind: 'askOverride', stakeholderId: idOf('operational'), words: 'The hall can open' }),
      decided('head', [2, 6, 1], { decision: 'override', words: 'I will have it opened', ...on(after) }),
    ],
  },
]

const contents = new Map<string, unknown>(
  [first, second].flatMap((sections) => Object.values(sections).map((content) => [hashOf(content), content] as const)),
)
const contract = {
  contractNumber: '2026-0000RFQ1',
  rfqId: RFQ,
  currency: 'DKK' as const,
  buyer: party(BUYER, 'Strandby Kommune'),
  supplier: party(SUPPLIER, 'Deltadata'),
  terms: { title: first.what.title, timeZone: 'Europe/Copenhagen' },
}

export const anApprovalRecord = (contentOf: (sha256: string) => unknown = (sha256) => contents.get(sha256)) =>
  approvalRecordOf({
    contract,
    agreementSha256: hashOf('agreement'),
    agreed: { number: 9, sha256: hashOf('event'), at: at(2, 30) },
    asked,
    contentOf,
  })
