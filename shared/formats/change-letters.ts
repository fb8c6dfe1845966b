import type { LetterParts } from './letter-layout.ts'
import type { Words, Writers } from './letter-writer.ts'

type Fact = LetterParts['facts'][number]

const factsOf = (w: Words, contractNumber: string, ...said: readonly Fact[]): Fact[] => [
  [w.labelContract(), contractNumber],
  ...said.filter(([, words]) => words !== ''),
]

/** Where a supplier reads a change of its contract, whatever became of it. */
const changeAt = (site: string, { buyerId, rfqId, number }: { buyerId: string; rfqId: string; number: number }) =>
  `${site}/tenders/${buyerId}/${rfqId}/result#change-${number}`

/** To the supplier of a contract, whose page of it shows what is offered; and to the buyer, what it said. */
export const changeWriters: Writers<'changeOffered' | 'changeTakenBack' | 'changeAnswered'> = {
  changeOffered: (says, { w, site }) => ({
    subject: w.changeOfferedSubject({ number: says.contractNumber, title: says.title }),
    lead: w.changeOfferedLead({
      buyer: says.buyer,
      number: says.contractNumber,
      replaces: says.replaces === null ? 'no' : 'yes',
    }),
    facts: factsOf(w, says.contractNumber, [w.labelBuyerSays(), says.words]),
    action: { label: w.changeOfferedAction(), url: changeAt(site, says) },
    note: w.changeOfferedNote(),
  }),
  changeTakenBack: (says, { w, site }) => ({
    subject: w.changeTakenBackSubject({ number: says.contractNumber, title: says.title }),
    lead: w.changeTakenBackLead({ buyer: says.buyer, number: says.contractNumber }),
    facts: factsOf(w, says.contractNumber, [w.labelBuyerSays(), says.words]),
    action: { label: w.changeTakenBackAction(), url: changeAt(site, says) },
  }),
  changeAnswered: (says, { w, site }) => {
    const accepted = String(says.accepted)
    const { contractNumber: number, title, supplier } = says
    return {
      subject: w.changeAnsweredSubject({ accepted, number, title }),
      lead: w.changeAnsweredLead({ accepted, number, supplier }),
      facts: factsOf(w, number, [w.labelSupplierSays(), says.words]),
      action: { label: w.contractMadeAction(), url: `${site}/rfqs/${says.rfqId}/contract` },
    }
  },
}
