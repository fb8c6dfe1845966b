import { approvalTellers, spared } from './approval-mails.ts'
import type { ContractChange } from './contract-change.ts'
import { isOffered } from './contract-change-rules.ts'
import type { LetterContent, Mail } from './letters.ts'
import { type FactsOfRfq, mailboxesOf, ownRfq, type Teller, type Told, tender, toAll } from './mail-facts.ts'

/** Who took part for the supplier of the contract, and who sent the bid it came from. */
const toSupplier = ({ contract, audience }: FactsOfRfq, says: LetterContent): Told[] => {
  if (!contract) return []
  const { supplier, supplierContact } = contract
  return toAll(
    [...mailboxesOf(audience, supplier.orgId), supplierContact].filter((mailbox) => mailbox !== ''),
    says,
  )
}

const aboutChange = (facts: FactsOfRfq, { number }: ContractChange) => ({
  ...tender(facts),
  contractNumber: facts.contract?.contractNumber ?? '',
  number,
})

/** Whether the supplier was told of an offer and not yet that it is over; what it answered itself needs no telling. */
const isOwedEnd = (change: ContractChange | undefined): change is ContractChange =>
  change?.told === 'offer' && change.answer === null

const offer = (facts: FactsOfRfq): Told[] => {
  const { change, approval, replaced } = facts
  // A veto, a newer change or an answer may have come before this mail is written.
  if (!change || !isOffered(change, approval)) return []
  const replaces = isOwedEnd(replaced) ? replaced.number : null
  return toSupplier(facts, { template: 'changeOffered', ...aboutChange(facts, change), words: change.words, replaces })
}

/** A supplier that was never told of a change hears nothing of its end. */
const takenBack = (facts: FactsOfRfq, change: ContractChange | undefined): Told[] =>
  isOwedEnd(change)
    ? toSupplier(facts, {
        template: 'changeTakenBack',
        ...aboutChange(facts, change),
        words: change.ended?.words ?? '',
      })
    : []

/** What everybody has approved is offered at once. */
const withOffer =
  (teller: Teller): Teller =>
  (facts, signal) => [...teller(facts, signal), ...(signal.data.allApproved === true ? offer(facts) : [])]

const proposed: Teller = (facts, signal) => {
  const offered = signal.data.allApproved === true ? offer(facts) : []
  // Whoever is offered the newer one at once is told with it that the one before is over.
  const told = offered.length > 0 ? offered : takenBack(facts, facts.replaced)
  return [...approvalTellers['change.proposed'](facts, signal), ...told]
}

/** Nobody can lift a veto any more once the time to decide is over. */
const handled: Teller = (facts, signal) => [
  ...withOffer(approvalTellers['approval.handled'])(facts, signal),
  ...(facts.handling?.kind === 'expire' ? takenBack(facts, facts.change) : []),
]

const withdrawn: Teller = (facts) => {
  const { change } = facts
  return [...takenBack(facts, change), ...spared(facts, { reason: change?.ended?.words ?? '', endedBy: 'buyer' })]
}

const answered: Teller = (facts) => {
  const { change, contract } = facts
  if (!change?.answer || !contract) return []
  const { accepted, words } = change.answer
  const { contractNumber, supplier } = contract
  const says = { contractNumber, supplier: supplier.legalName, accepted, words }
  return [
    ...toAll([change.proposedBy.email], { template: 'changeAnswered', ...ownRfq(facts), ...says }),
    ...(accepted ? [] : spared(facts, { reason: words, endedBy: 'supplier' })),
  ]
}

/** Which letters what happens to a change of a contract causes, to its approvers as to anybody who is asked, too. */
export const changeTellers = {
  'change.proposed': proposed,
  'change.withdrawn': withdrawn,
  'change.answered': answered,
  'decision.made': withOffer(approvalTellers['decision.made']),
  'approval.handled': handled,
} as const satisfies Record<string, Teller>

/** Of which changes mails tell a supplier that they are offered, and of which that this is over. */
export const offersIn = (mails: readonly Pick<Mail, 'says'>[]): { begun: Set<number>; over: Set<number> } => {
  const said = mails.map(({ says }) => says)
  return {
    begun: new Set(said.flatMap((says) => (says.template === 'changeOffered' ? [says.number] : []))),
    over: new Set(
      said.flatMap((says) => {
        if (says.template === 'changeTakenBack') return [says.number]
        return says.template === 'changeOffered' && says.replaces !== null ? [says.replaces] : []
      }),
    ),
  }
}
