import { toApprover, toStep } from './approval-mail-asking.ts'
import { approvalTellers, noLongerAsked } from './approval-mails.ts'
import { sha256Hex } from './canonical.ts'
import { changeTellers } from './change-mails.ts'
import type { Signal } from './events.ts'
import type { LetterContent, Mail } from './letters.ts'
import {
  type Audience,
  type MailFacts,
  mailboxesOf,
  ownRfq,
  type Teller,
  type Told,
  tender,
  toAll,
} from './mail-facts.ts'
import { CODE_MINUTES } from './mailbox-codes.ts'

const taking = ({ participants }: Audience) => participants.flatMap(({ mailboxes }) => mailboxes)
/** Everyone who was told of the RFQ, those who declined included. */
const everyone = (audience: Audience | undefined) => (audience ? [...audience.invited, ...taking(audience)] : [])
/** Those for whom it still matters. */
const interested = (audience: Audience | undefined) => {
  if (!audience) return []
  return [...audience.invited.filter((mailbox) => !audience.declined.includes(mailbox)), ...taking(audience)]
}
const text = (value: unknown) => (typeof value === 'string' ? value : '')

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
  'rfq.cancelled': (facts, signal) => {
    const says = { template: 'cancelled', ...tender(facts), reason: text(signal.data.reason) } as const
    return [...(facts.rfq.publishedAt ? toAll(everyone(facts.audience), says) : []), ...noLongerAsked(facts, signal)]
  },
  'rfq.unsuccessful': (facts, signal) => {
    const says = { template: 'unsuccessful', ...tender(facts), reason: text(signal.data.reason) } as const
    return [...toAll(facts.audience ? taking(facts.audience) : [], says), ...noLongerAsked(facts, signal)]
  },
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
  ...approvalTellers,
  ...changeTellers,
  'code.asked': ({ rfq, buyer, step, code }) => {
    if (!step || !code) return []
    const about = { buyer: buyer.legalName, title: rfq.terms.title }
    return [
      { to: step.email, says: { template: 'code', ...about, code, minutes: CODE_MINUTES }, language: step.language },
    ]
  },
  'passkey.made': (facts) => {
    const { rfq, approval, step, passkey } = facts
    if (!approval || !step || !passkey) return []
    const { madeIn, madeFrom, createdAt: at } = passkey
    const { subject: _, ...about } = toApprover(facts, approval, step)
    return [toStep(step, { template: 'passkeyMade', ...about, at, timeZone: rfq.terms.timeZone, madeIn, madeFrom })]
  },
  'contract.committed': results,
}

/** A mailbox that holds two roles gets a letter for each. */
const stepIn = (says: LetterContent): string => ('link' in says && says.link ? `.${says.link.stakeholderId}` : '')

/** Whom the mails of a signal go to as far as their language is not known from what they are asked. */
export const readersOf = (signal: Signal, facts: Omit<MailFacts, 'languages'>): string[] =>
  tell(signal, { ...facts, languages: new Map() }).flatMap(({ to, language }) => (language ? [] : [to]))

/** Every mail a signal causes, from facts alone: computed again it is the same, letter by letter. */
export const mailsFor = (signal: Signal, facts: MailFacts): Mail[] => {
  const told = signal.name === 'member.invited' ? invitedMember(signal, facts) : tell(signal, facts)
  return told.map(({ to, says, language }) => ({
    id: `${signal.id}.${says.template}.${sha256Hex(to).slice(0, 16)}${stepIn(says)}`,
    to,
    language: language ?? facts.languages.get(to) ?? facts.buyer.language,
    says,
    at: signal.at,
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
