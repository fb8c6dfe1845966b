import { offersIn } from '../../shared/domain/change-mails.ts'
import type { Mail } from '../../shared/domain/letters.ts'
import type { MailFacts } from '../../shared/domain/mail-facts.ts'
import { contractPlace, endTold, offerTold } from '../../shared/store/offers.ts'

/** What is true once the supplier of a contract has these mails: which offer waits for its answer, and which is over. */
export const offersTold = (mails: readonly Mail[], { buyer, rfq, contract, change }: MailFacts, at: string) => {
  const { begun, over } = offersIn(mails)
  if (!rfq || !contract || !change) return []
  const place = contractPlace(contract)
  const ends = [...over].map((number) => endTold(place, number))
  if (!begun.has(change.number)) return ends
  const { number, reason } = change
  const offer = {
    ...{ buyerId: rfq.buyerId, rfqId: rfq.rfqId, number, reason, since: at },
    ...{ title: rfq.terms.title, buyerName: buyer.legalName, contractNumber: contract.contractNumber },
  }
  return [...ends, ...offerTold(place.supplierId, offer)]
}
