import type { ApprovalRequest, ApprovalStep } from './approval.ts'
import type { Award, RankedBid } from './award.ts'
import type { OpenedBid } from './bid.ts'
import { sha256Hex } from './canonical.ts'
import type { Contract } from './contract.ts'
import { type Decision, saidIn } from './decisions.ts'
import type { Signal } from './events.ts'
import type { LetterContent, Mail } from './letters.ts'
import { CODE_MINUTES } from './mailbox-codes.ts'
import type { Language } from './party.ts'
import type { Rfq } from './rfq.ts'

/** Who has to do with an RFQ on the supplying side, by mailbox. */
export type Audience = {
  invited: readonly string[]
  declined: readonly string[]
  participants: readonly { supplierId: string; mailboxes: readonly string[] }[]
}

/** What the mails of a signal are made from. The loader reads what the signal's name calls for. */
export type MailFacts = {
  /** The organisation that speaks, and its language: that of every reader whose own is not known. */
  buyer: { legalName: string; language: Language }
  languages: ReadonlyMap<string, Language>
  rfq?: Rfq
  audience?: Audience
  question?: { text: string; answer?: string }
  bids?: readonly OpenedBid[]
  ranking?: readonly RankedBid[]
  award?: Award
  approval?: ApprovalRequest
  decision?: Decision
  contract?: Contract
  /** The step whose mailbox a link or a code goes to. */
  step?: ApprovalStep
  /** Present while the code that was asked for may still be used. */
  code?: { tokenSha256: string; browserSha256: string; turn: number }
}

type Told = { to: string; says: LetterContent; language?: Language }
type Teller = (facts: MailFacts & { rfq: Rfq }, signal: Signal) => Told[]

const toAll = (mailboxes: Iterable<string>, says: LetterContent): Told[] =>
  [...new Set(mailboxes)].map((to) => ({ to, says }))

const taking = ({ participants }: Audience) => participants.flatMap(({ mailboxes }) => mailboxes)
/** Everyone who was told of the RFQ, those who declined included. */
const everyone = (audience: Audience | undefined) => (audience ? [...audience.invited, ...taking(audience)] : [])
/** Those for whom it still matters. */
const interested = (audience: Audience | undefined) => {
  if (!audience) return []
  return [...audience.invited.filter((mailbox) => !audience.declined.includes(mailbox)), ...taking(audience)]
}
const mailboxesOf = (audience: Audience | undefined, supplierId: string) =>
  audience?.participants.find((one) => one.supplierId === supplierId)?.mailboxes ?? []

const ownRfq = ({ buyer, rfq }: { buyer: MailFacts['buyer']; rfq: Rfq }) => ({
  buyer: buyer.legalName,
  title: rfq.terms.title,
  rfqId: rfq.rfqId,
})
const tender = (facts: { buyer: MailFacts['buyer']; rfq: Rfq }) => ({ ...ownRfq(facts), buyerId: facts.rfq.buyerId })

const text = (value: unknown) => (typeof value === 'string' ? value : '')

const askStep = (facts: MailFacts & { rfq: Rfq }, step: ApprovalStep, kind: 'first' | 'revised' | 'again'): Told[] => {
  const { rfq, buyer, approval, award } = facts
  if (!approval || !award) return []
  const { number, subject } = approval
  const { buyerId, rfqId } = rfq
  const link = { buyerId, rfqId, subject, number, stakeholderId: step.stakeholderId } as const
  const about = { buyer: buyer.legalName, title: rfq.terms.title, askedBy: award.proposedBy.name }
  const until = { until: approval.until, timeZone: rfq.terms.timeZone }
  const says = { template: 'approvalAsked', ...about, link, kind, role: step.role, ...until } as const
  return [{ to: step.email, says, language: step.language }]
}

const results: Teller = (facts) => {
  const { rfq, audience, contract, ranking = [], bids = [] } = facts
  if (!contract) return []
  const { contractNumber, totalMinor, currency } = contract
  const made = { contractNumber, totalMinor, currency }
  const told = rfq.terms.toldToLosers
  const winning = ranking.find(({ supplierId }) => supplierId === contract.supplier.orgId)
  return [
    ...toAll([rfq.createdBy], {
      template: 'contractMade',
      ...ownRfq(facts),
      supplier: contract.supplier.legalName,
      ...made,
    }),
    ...bids.flatMap(({ supplierId }) => {
      const mailboxes = mailboxesOf(audience, supplierId)
      if (supplierId === contract.supplier.orgId)
        return toAll(mailboxes, { template: 'won', ...tender(facts), ...made })
      const own = ranking.find((one) => one.supplierId === supplierId)
      return toAll(mailboxes, {
        template: 'lost',
        ...tender(facts),
        currency,
        ...(own && { ranking: { rank: own.rank, ranked: ranking.length } }),
        // What is comparable with a loser's own total: the required lines.
        ...(told !== 'rankOnly' && winning && { winningTotalMinor: winning.comparedMinor }),
        ...(told === 'winnerAndTotal' && { winnerName: contract.supplier.legalName }),
      })
    }),
  ]
}

/** Which letters each happening causes. A happening that is not here causes none. */
const tellers: Record<string, Teller> = {
  'rfq.published': (facts) => {
    const { closesAt, timeZone, invited } = facts.rfq.terms
    if (!closesAt) return []
    const says = {
      template: 'invitation',
      ...tender(facts),
      closesAt,
      timeZone,
      lineCount: facts.rfq.lineCount,
    } as const
    return toAll(invited, says)
  },
  'rfq.extended': (facts, { data }) => {
    const times = { from: text(data.from), closesAt: text(data.to), timeZone: facts.rfq.terms.timeZone }
    const says = { template: 'extended', ...tender(facts), ...times, reason: text(data.reason) } as const
    return toAll(interested(facts.audience), says)
  },
  'rfq.cancelled': (facts, { data }) =>
    facts.rfq.publishedAt
      ? toAll(everyone(facts.audience), { template: 'cancelled', ...tender(facts), reason: text(data.reason) })
      : [],
  'rfq.unsuccessful': (facts, { data }) =>
    toAll(taking(facts.audience ?? { invited: [], declined: [], participants: [] }), {
      template: 'unsuccessful',
      ...tender(facts),
      reason: text(data.reason),
    }),
  'question.asked': (facts) =>
    toAll([facts.rfq.createdBy], { template: 'questionAsked', ...ownRfq(facts), question: facts.question?.text ?? '' }),
  'question.answered': (facts) => {
    const { text: question = '', answer = '' } = facts.question ?? {}
    return toAll(interested(facts.audience), { template: 'questionAnswered', ...tender(facts), question, answer })
  },
  'bids.opened': (facts) => {
    const { rfq, audience, bids = [] } = facts
    const invalid = bids.flatMap((bid) =>
      bid.finding.kind === 'invalid' ? [{ ...bid, causes: bid.finding.causes }] : [],
    )
    const counts = { bids: bids.length, invalid: invalid.length }
    return [
      ...toAll([rfq.createdBy], { template: 'bidsOpened', ...ownRfq(facts), ...counts }),
      ...invalid.flatMap(({ supplierId, causes }) =>
        toAll(mailboxesOf(audience, supplierId), {
          template: 'bidInvalid',
          ...tender(facts),
          causes: causes.slice(0, 20).map(({ code, line }) => ({ code, ...(line !== undefined && { line }) })),
        }),
      ),
    ]
  },
  'bid.disqualified': (facts, { data }) =>
    toAll(mailboxesOf(facts.audience, text(data.supplierId)), {
      template: 'bidDisqualified',
      ...tender(facts),
      reason: text(data.reason),
    }),
  'award.proposed': (facts) =>
    (facts.approval?.steps ?? []).flatMap((step) =>
      askStep(facts, step, facts.approval?.number === 1 ? 'first' : 'revised'),
    ),
  'link.asked': (facts) => (facts.step ? askStep(facts, facts.step, 'again') : []),
  'code.asked': ({ rfq, buyer, step, code }) => {
    if (!step || !code) return []
    const about = { buyer: buyer.legalName, title: rfq.terms.title }
    return [
      { to: step.email, says: { template: 'code', ...about, code, minutes: CODE_MINUTES }, language: step.language },
    ]
  },
  'decision.made': (facts, { data }) => {
    const { decision } = facts
    if (!decision) return []
    const said = saidIn(decision)
    if (!said) return []
    const { name, role } = decision
    const says = {
      template: 'decisionMade',
      ...ownRfq(facts),
      name,
      role,
      allApproved: data.allApproved === true,
      said,
    }
    return toAll([facts.award?.proposedBy.email ?? facts.rfq.createdBy], says as LetterContent)
  },
  'contract.committed': results,
}

/** Every mail a signal causes, from facts alone: computed again it is the same, letter by letter. */
export const mailsFor = (signal: Signal, facts: MailFacts): Mail[] => {
  const told = signal.name === 'member.invited' ? invitedMember(signal, facts) : tell(signal, facts)
  return told.map(({ to, says, language }) => ({
    id: `${signal.id}.${says.template}.${sha256Hex(to).slice(0, 16)}`,
    to,
    language: language ?? facts.languages.get(to) ?? facts.buyer.language,
    says,
  }))
}

const tell = (signal: Signal, facts: MailFacts): Told[] => {
  const teller = tellers[signal.name]
  return teller && facts.rfq ? teller({ ...facts, rfq: facts.rfq }, signal) : []
}
const invitedMember = ({ data }: Signal, { buyer }: MailFacts): Told[] =>
  toAll([text(data.email)], { template: 'memberInvited', organisation: buyer.legalName })

/** Names of the signals that cause mail. */
export const mailSignals: readonly string[] = [...Object.keys(tellers), 'member.invited']
