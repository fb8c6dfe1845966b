import type { ApprovalRequest, ApprovalStep } from './approval.ts'
import type { RankedBid } from './award.ts'
import type { OpenedBid } from './bid.ts'
import type { Contract } from './contract.ts'
import type { ContractChange } from './contract-change.ts'
import type { Decision, Handling } from './decisions.ts'
import type { Signal } from './events.ts'
import type { LetterContent } from './letters.ts'
import type { Language } from './party.ts'
import type { Passkey } from './passkeys.ts'
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
  contract?: Contract
  /** The change of it that was proposed, withdrawn, answered or decided on; and the one it took the place of. */
  change?: ContractChange
  replaced?: ContractChange
  /** The request for approval, as it is now. */
  approval?: ApprovalRequest
  /** The request that one took the place of. */
  previous?: ApprovalRequest
  /** Everything decided on the request so far, in its order. */
  decisions?: readonly Decision[]
  decision?: Decision
  handling?: Handling
  /** The step whose mailbox a link or a code goes to. */
  step?: ApprovalStep
  /** Present while the code that was asked for may still be used. */
  code?: { tokenSha256: string; browserSha256: string; turn: number }
  /** The passkey that was made, while it opens anything. */
  passkey?: Pick<Passkey, 'madeIn' | 'createdAt'> & { madeFrom: string }
}

export type FactsOfRfq = MailFacts & { rfq: Rfq }
export type Told = { to: string; says: LetterContent; language?: Language }
export type Teller = (facts: FactsOfRfq, signal: Signal) => Told[]

export const toAll = (mailboxes: Iterable<string>, says: LetterContent): Told[] =>
  [...new Set(mailboxes)].map((to) => ({ to, says }))

export const mailboxesOf = (audience: Audience | undefined, supplierId: string): readonly string[] =>
  audience?.participants.find((one) => one.supplierId === supplierId)?.mailboxes ?? []

/** What is decided: of a change, also which contract is to be changed. */
export const subjectIn = (
  { contract }: Pick<MailFacts, 'contract'>,
  { subject }: Pick<ApprovalRequest, 'subject'>,
) => ({
  subject,
  ...(subject === 'change' && contract && { contractNumber: contract.contractNumber }),
})

export const ownRfq = ({ buyer, rfq }: Pick<FactsOfRfq, 'buyer' | 'rfq'>) => ({
  buyer: buyer.legalName,
  title: rfq.terms.title,
  rfqId: rfq.rfqId,
})

export const tender = (facts: Pick<FactsOfRfq, 'buyer' | 'rfq'>) => ({ ...ownRfq(facts), buyerId: facts.rfq.buyerId })
