import type { Signal } from '../../shared/domain/events.ts'
import type { MailFacts } from '../../shared/domain/mail-facts.ts'
import { readersOf } from '../../shared/domain/mails.ts'
import type { Language } from '../../shared/domain/party.ts'
import { rankBids } from '../../shared/domain/ranking.ts'
import type { Rfq } from '../../shared/domain/rfq.ts'
import { loadContract } from '../../shared/store/contracts.ts'
import { loadLines } from '../../shared/store/lines.ts'
import { loadOpenedBids } from '../../shared/store/opened-bids.ts'
import { loadOrganisation } from '../../shared/store/organisations.ts'
import { loadQuestion } from '../../shared/store/questions.ts'
import { loadRfq } from '../../shared/store/rfqs.ts'
import { decisionFacts, handlingFacts, newestFacts, proposalFacts } from './approval-facts.ts'
import { audienceOf } from './audience.ts'
import { changeFacts } from './change-facts.ts'
import type { Deps } from './index.ts'
import { languagesOf } from './languages.ts'
import { linkFacts } from './link-facts.ts'

type More = Partial<Omit<MailFacts, 'buyer' | 'languages' | 'rfq'>>
type Load = (deps: Deps, rfq: Rfq, signal: Signal) => Promise<More>

const all: Load = async (deps, rfq) => ({ audience: await audienceOf(deps.table, rfq) })

/** Bids with who sent them: those people are told what became of them. */
const opened: Load = async (deps, rfq) => {
  const { bids } = await loadOpenedBids(deps.table, deps.payloads, rfq)
  return { bids, audience: await audienceOf(deps.table, rfq, bids) }
}

const withApproval =
  (load: Load): Load =>
  async (deps, rfq, signal) => {
    const [facts, approval] = await Promise.all([load(deps, rfq, signal), newestFacts(deps, rfq, signal)])
    return { ...facts, ...approval }
  }

/** What is said about a change of a contract names the contract, and may reach its supplier. */
const withChange =
  (load: Load): Load =>
  async (deps, rfq, signal) => {
    const { subject, number } = signal.data
    if (subject !== 'change') return load(deps, rfq, signal)
    const [facts, change] = await Promise.all([load(deps, rfq, signal), changeFacts(deps.table, rfq, number)])
    return { ...facts, ...change }
  }

const question: Load = async (deps, rfq, { data }) => {
  const [audience, asked] = await Promise.all([
    audienceOf(deps.table, rfq),
    loadQuestion(deps.table, rfq, String(data.questionId)),
  ])
  if (!asked) return { audience }
  return { audience, question: { text: asked.text, ...(asked.answer && { answer: asked.answer.text }) } }
}

const committed: Load = async (deps, rfq, signal) => {
  const [{ bids = [], audience }, lines, contract] = await Promise.all([
    opened(deps, rfq, signal),
    loadLines(deps.table, rfq),
    loadContract(deps.table, rfq),
  ])
  const ranking = rankBids(bids, lines)
  return { bids, ranking, ...(audience && { audience }), ...(contract && { contract }) }
}

const loaders: Record<string, Load> = {
  'rfq.extended': all,
  'rfq.cancelled': withApproval(all),
  'rfq.unsuccessful': withApproval(opened),
  'question.asked': question,
  'question.answered': question,
  'bids.opened': opened,
  'bid.disqualified': opened,
  'publication.proposed': proposalFacts,
  'award.proposed': proposalFacts,
  'change.proposed': withChange(proposalFacts),
  'change.withdrawn': withChange(proposalFacts),
  'change.answered': withChange(proposalFacts),
  'code.asked': linkFacts,
  'link.asked': withChange(linkFacts),
  'passkey.made': linkFacts,
  'decision.made': withChange(decisionFacts),
  'approval.handled': withChange(handlingFacts),
  'contract.committed': committed,
}

/** What the mails of a signal are made from; undefined where the organisation or the RFQ is not there. */
export const loadFacts = async (deps: Deps, signal: Signal): Promise<MailFacts | undefined> => {
  const buyer = await loadOrganisation(deps.table, signal.buyerId)
  if (!buyer) return undefined
  const speaker = { legalName: buyer.legalName, language: buyer.language }
  if (signal.rfqId === '') return { buyer: speaker, languages: new Map<string, Language>() }
  const rfq = await loadRfq(deps.table, signal.buyerId, signal.rfqId)
  if (!rfq) return undefined
  const more = (await loaders[signal.name]?.(deps, rfq, signal)) ?? {}
  const facts = { buyer: speaker, rfq, ...more }
  return { ...facts, languages: await languagesOf(deps.table, readersOf(signal, facts), buyer) }
}
