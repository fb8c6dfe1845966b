import { approvalTellers, spared } from './approval-mails.ts'
import type { ContractChange } from './contract-change.ts'
import { isOffered } from './contract-change-rules.ts'
import type { LetterContent } from './letters.ts'
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

const ofContract = (facts: FactsOfRfq) => ({ ...tender(facts), contractNumber: facts.contract?.contractNumber ?? '' })

const offer = (facts: FactsOfRfq): Told[] => {
  const { change, approval } = facts
  // A veto, a newer change or an answer may have come before this mail is written.
  if (!change || !isOffered(change, approval)) return []
  return toSupplier(facts, { template: 'changeOffered', ...ofContract(facts), words: change.words })
}

/** A supplier that never saw a change hears nothing of its end. */
const takenBack = (facts: FactsOfRfq, change: ContractChange | undefined): Told[] =>
  change?.ended?.offered
    ? toSupplier(facts, { template: 'changeTakenBack', ...ofContract(facts), words: change.ended.words })
    : []

/** What everybody has approved is offered at once. */
const withOffer =
  (teller: Teller): Teller =>
  (facts, signal) => [...teller(facts, signal), ...(signal.data.allApproved === true ? offer(facts) : [])]

const proposed: Teller = (facts, signal) => {
  const offered = withOffer(approvalTellers['change.proposed'])(facts, signal)
  // Whoever is offered the newer one at once sees by it that the one before is over.
  return signal.data.allApproved === true ? offered : [...offered, ...takenBack(facts, facts.replaced)]
}

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
  'approval.handled': withOffer(approvalTellers['approval.handled']),
} as const satisfies Record<string, Teller>
