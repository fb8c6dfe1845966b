import { ApprovalContent } from '../../shared/contracts/approvals.ts'
import { type ChangeView, listChanges, listOfferedChanges } from '../../shared/contracts/contract-changes.ts'
import { recorded } from '../../shared/domain/bundle.ts'
import type { Contract } from '../../shared/domain/contract.ts'
import type { LineChange } from '../../shared/domain/contract-change.ts'
import { type StakeholderRole, stakeholderRoles } from '../../shared/domain/party.ts'
import { rebuild } from '../../shared/domain/rebuild.ts'
import { Section } from '../../shared/domain/subjects.ts'
import { opening } from '../../shared/store/approvals.ts'
import { commitContract, loadContract } from '../../shared/store/contracts.ts'
import { loadFile } from '../../shared/store/facts.ts'
import { loadRfq } from '../../shared/store/rfqs.ts'
import { keepSection } from '../../shared/store/sections.ts'
import type { Table } from '../../shared/store/table.ts'
import { anOffice } from './approvals.ts'
import { type aLift, anApproval, anEvaluation, aRequest, aStakeholder, type aVeto } from './awards.ts'
import { anId } from './builders.ts'
import { aContract } from './contracts.ts'

const CHANGES = '/rfqs/{rfqId}/contract/changes'
const OFFERED = '/tenders/{buyerId}/{rfqId}/contract/changes'

type Evaluated = Awaited<ReturnType<typeof anEvaluation>>

/** An award of an RFQ to its first bidder, whose four roles approve by link, and the contract that is signed for it. */
export const aSignedContract = async (table: Table, own: Parameters<typeof anEvaluation>[1] = {}) => {
  const evaluated = await anEvaluation(table, own)
  const parties = partiesTo(table, evaluated)
  const { office, place, decide, winner } = parties
  await office.propose(place.rfqId, winner.org)
  for (const role of stakeholderRoles) await decide(role, 1, anApproval, 'award')
  await office.deliverNew(place)
  const contract = await loadContract(table, place)
  if (!contract) throw new Error('No contract was made')
  return { ...parties, contract }
}

/** A contract as the store commits it, for what comes after: nobody was asked about it by link. */
export const aContractInForce = async (
  table: Table,
  own: Parameters<typeof anEvaluation>[1] = {},
  agreed: (made: Contract) => Partial<Contract> = () => ({}),
) => {
  const evaluated = await anEvaluation(table, own)
  const { rfq, bidders } = evaluated
  const [won] = bidders
  if (!won) throw new Error('Nobody bid')
  const kept = await Promise.all(Section.options.map((section) => keepSection(table, rfq, { section })))
  const [what = '', price = '', budget = '', delivery = '', risk = ''] = kept
  const request = aRequest({ status: 'approved', sections: { what, price, budget, delivery, risk } })
  await table.commit(opening(rfq, request))
  const made = aContract(won)
  const contract = { ...made, rfqId: rfq.rfqId, ...agreed(made) }
  const committed = await commitContract(table, rfq, { ...request, version: 1 }, contract)
  if (!committed.ok) throw new Error(committed.refusal.code)
  return { ...partiesTo(table, evaluated), contract }
}

/** What the two parties of a contract do about changes of it, and those who approve them. */
const partiesTo = (table: Table, { place, bidders, rfq }: Evaluated) => {
  const office = anOffice(table)
  const [won, lost] = bidders
  if (!won || !lost) throw new Error('Two bidders are needed')
  /** A session of a role on one request, its holder without an interest of their own. */
  const enter = async (role: StakeholderRole, number: number, subject: 'award' | 'change') =>
    office.enter(await office.tokenOf(place, aStakeholder(role).stakeholderId, number, subject))
  const hashesIn = async (session: string) => ApprovalContent.parse((await office.content(session)).json).hashes
  const decide = async (
    role: StakeholderRole,
    number: number,
    how: typeof anApproval | typeof aVeto | typeof aLift = anApproval,
    subject: 'award' | 'change' = 'change',
  ) => {
    // A link is there once its mail was written.
    await office.deliverNew(place)
    const session = await enter(role, number, subject)
    return office.decide(session, how(await hashesIn(session)))
  }
  const params = { rfqId: place.rfqId }
  const proposal = (lines: LineChange[], over: object = {}) => ({
    changeId: anId('chg'),
    reason: 'quantity',
    words: 'Ten pupils more',
    lines,
    note: 'Within the budget',
    budgetLine: '',
    ...over,
  })
  const propose = (lines: LineChange[], after = 0, over: object = {}) =>
    office.call('POST', CHANGES, { params, as: office.buyer, body: { ...proposal(lines, over), after } })
  const winner = { email: won.email, name: won.name, org: won.supplierId, supplies: true }
  const loser = { email: lost.email, name: lost.name, org: lost.supplierId, supplies: true }
  const answer = (number: number, accepted = true, words = '', as: object = winner) =>
    office.call('PUT', `${OFFERED}/{number}/answer`, {
      params: { ...place, number: String(number) },
      as: { email: 'x@x.example', ...as },
      body: { accepted, words },
    })
  const withdraw = (number: number, words = 'Too dear') =>
    office.call('PUT', `${CHANGES}/{number}/withdrawal`, {
      params: { ...params, number: String(number) },
      as: office.buyer,
      body: { words },
    })
  const changes = async (): Promise<ChangeView[]> => {
    const { json } = await office.call('GET', CHANGES, { params, as: office.buyer })
    return listChanges.answers.body.parse(json).items
  }
  const offered = async (as: object = winner) => {
    const answered = await office.call('GET', OFFERED, { params: place, as: { email: 'x@x.example', ...as } })
    return answered.status === 200 ? listOfferedChanges.answers.body.parse(answered.json).items : answered.json
  }
  const read = (as: 'buyer' | 'winner') =>
    as === 'buyer'
      ? office.call('GET', '/rfqs/{rfqId}/contract', { params, as: office.buyer })
      : office.call('GET', '/tenders/{buyerId}/{rfqId}/contract', { params: place, as: winner })
  /** What its file shows to be wrong, but for how the RFQ came to its contract, which is put there as it is. */
  const faults = async () => {
    const rfq = await loadRfq(table, place.buyerId, place.rfqId)
    const kept = rfq ? await loadFile(table, rfq) : []
    return rebuild(kept.map(recorded)).faults.filter(
      ({ code }) => code !== 'state_differs' && code !== 'contract_differs',
    )
  }
  return {
    ...{ place, rfq, office, winner, loser, decide, enter, hashesIn },
    ...{ proposal, propose, answer, withdraw, changes, offered, read, faults },
  }
}
export type ContractInForce = Awaited<ReturnType<typeof aContractInForce>>
