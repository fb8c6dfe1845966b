import * as awards from '../../../shared/contracts/awards.ts'
import * as contracts from '../../../shared/contracts/contracts.ts'
import * as organisations from '../../../shared/contracts/organisations.ts'
import * as policies from '../../../shared/contracts/policies.ts'
import * as rfqs from '../../../shared/contracts/rfqs.ts'
import * as tenders from '../../../shared/contracts/tenders.ts'
import type { StakeholderRole } from '../../../shared/domain/party.ts'
import { defaultPolicy, type PolicyTerms } from '../../../shared/domain/policy.ts'
import type { Rfq } from '../../../shared/domain/rfq.ts'
import {
  approverOf,
  bidOn,
  bringIn,
  type DemoPerson,
  draftRfq,
  newId,
  type Opinion,
  organisationOf,
  personOf,
  publishRfq,
} from './actors.ts'
import { until } from './client.ts'
import { noted, prices, stories } from './content.ts'
import { attach, meetingRooms } from './documents.ts'
import { buyer, type DemoOrganisation, stakeholders, suppliers } from './people.ts'
import { advance, type Running, timeOf } from './running.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

type Cast = { buyer: DemoPerson; suppliers: Record<string, DemoPerson> }

const actFor = async (running: Running, { profile, people }: DemoOrganisation): Promise<DemoPerson> => {
  const [first, ...others] = people.map(({ email }) => personOf(running, email))
  if (first === undefined) throw new Error(`${profile.legalName} has nobody to act for it`)
  await organisationOf(first, profile)
  for (const [i, colleague] of others.entries()) await bringIn(first, colleague, people[i + 1]?.name ?? '')
  return first
}

const enter = async (running: Running): Promise<Cast> => {
  const acting = await actFor(running, buyer)
  const ids = { technical: '', commercial: '', financial: '', operational: '' }
  for (const stakeholder of stakeholders) {
    const stakeholderId = newId('stk')
    ids[stakeholder.role] = stakeholderId
    await acting.must(organisations.saveStakeholder, {
      params: { stakeholderId },
      body: { ...stakeholder, active: true },
    })
  }
  await acting.must(policies.saveApprovalPolicy, { body: policyOf(ids), ifMatch: 0 })
  const cast: Cast = { buyer: acting, suppliers: {} }
  for (const supplier of suppliers) cast.suppliers[supplier.key] = await actFor(running, supplier)
  return cast
}

/** Every role is asked, budget owners too; a financial veto is overridden by the technical and operational together. */
const policyOf = (ids: Record<StakeholderRole, string>): PolicyTerms => {
  const { version: _, ...terms } = defaultPolicy(buyer.profile)
  return {
    ...terms,
    overrides: [{ role: 'financial', by: [ids.technical, ids.operational], needed: 2 }],
    budgetLines: [{ code: '4.2', name: 'IT equipment', ownerId: ids.financial }],
  }
}

const issue = async ({ buyer }: Cast, story: keyof typeof stories, closesAt: string): Promise<Rfq> => {
  const { terms, lines } = stories[story]
  const draft = await draftRfq(buyer, { ...terms, closesAt }, lines)
  if (story === 'displays') await attach(buyer, draft, meetingRooms)
  return publishRfq(buyer, draft)
}

const supplierOf = (cast: Cast, key: string): DemoPerson => {
  const supplier = cast.suppliers[key]
  if (supplier === undefined) throw new Error(`Nobody in the cast is called ${key}`)
  return supplier
}

const offer = (cast: Cast, who: string, { buyerId, rfqId }: Rfq, ...unitPrices: (string | null)[]) =>
  bidOn(supplierOf(cast, who), { buyerId, rfqId }, { lines: prices(...unitPrices) })

const propose = async (
  { buyer }: Cast,
  { rfqId }: Rfq,
  said: { reason: string; budgetLine?: string; deliveryNote?: string; riskNote?: string },
) => {
  const { bids } = (await buyer.must(awards.getComparison, { params: { rfqId } })).value
  const best = bids.find(({ ranking }) => ranking?.rank === 1)
  if (best === undefined) throw new Error('No bid is ranked first')
  await buyer.must(awards.proposeAward, {
    params: { rfqId },
    body: { awardId: newId('awd'), supplierId: best.supplierId, justification: '', after: 0, ...said },
  })
}

/** Questions, an answer, a refusal to bid and a first sealed bid on the RFQ that is still open. */
const liven = async (cast: Cast, { buyerId, rfqId }: Rfq) => {
  const ids = { buyerId, rfqId }
  const questionId = newId('qst')
  const text = 'May the screens be 27" at the same price?'
  await supplierOf(cast, 'nordkontor').must(tenders.askQuestion, { params: { ...ids, questionId }, body: { text } })
  await cast.buyer.must(rfqs.answerQuestion, {
    params: { rfqId, questionId },
    body: { text: 'Yes, 24" is the minimum.' },
  })
  await supplierOf(cast, 'deltadata').must(tenders.askQuestion, {
    params: { ...ids, questionId: newId('qst') },
    body: { text: 'Is setting up on Saturdays possible?' },
  })
  await supplierOf(cast, 'harbour').must(tenders.declineTender, {
    params: ids,
    body: { reason: 'capacity', words: 'Our December is full.' },
  })
  await bidOn(supplierOf(cast, 'nordkontor'), ids, { lines: prices('6120.00', '1310.00', '89.50', '112.00', '250.00') })
}

const untilOpened = ({ buyer }: Cast, { rfqId }: Rfq) =>
  until(
    'the bids are opened',
    async () => (await buyer.must(rfqs.getRfq, { params: { rfqId } })).value.status === 'evaluation',
    60,
  )

/** A municipality, its suppliers and RFQs in every state, made through the public API and the runner's clock. */
export const fillDemo = async (running: Running): Promise<void> => {
  const cast = await enter(running)
  const started = await timeOf(running)
  const soon = new Date(started + 5 * MINUTE).toISOString()
  const later = (days: number) => new Date(started + days * DAY).toISOString()

  await draftRfq(cast.buyer, stories.readingRoom.terms, stories.readingRoom.lines)
  const chairs = await issue(cast, 'chairs', later(9))
  await cast.buyer.must(rfqs.cancelRfq, {
    params: { rfqId: chairs.rfqId },
    body: { reason: 'Covered by a framework agreement signed this week.' },
  })

  const [tyres, displays, paper, drone] = [
    await issue(cast, 'tyres', soon),
    await issue(cast, 'displays', soon),
    await issue(cast, 'paper', soon),
    await issue(cast, 'drone', soon),
  ]
  await offer(cast, 'nordkontor', tyres, '612.00', '745.00', '110.00', '320.00')
  await offer(cast, 'hansen', tyres, '598.00', '760.00', '95.00', null)
  await offer(cast, 'deltadata', tyres, '640.00', '731.00', '120.00', '280.00')
  await bidOn(supplierOf(cast, 'deltadata'), displays, {
    lines: noted(
      prices('11890.00', '4200.00', '1500.00'),
      '1',
      'Model 75XR in place of 75XM, which is no longer made: the same panel, with two more HDMI inputs.',
    ),
    note: 'The price holds for all eleven rooms in one order. Two people mount, and take the packaging away.',
  })
  await offer(cast, 'lumiere', displays, '12100.00', '3990.00', '1750.00')
  await offer(cast, 'nordkontor', paper, '148.50', '171.00')
  await offer(cast, 'harbour', paper, '152.00', '165.00')
  await offer(cast, 'hansen', paper, '155.25', '169.00')
  const workstations = await issue(cast, 'workstations', later(3))
  await issue(cast, 'catering', later(12))
  await liven(cast, workstations)

  await advance(running, 6 * MINUTE)
  for (const person of [cast.buyer, ...Object.values(cast.suppliers)]) person.signInAgain()
  for (const rfq of [tyres, displays, paper, drone]) await untilOpened(cast, rfq)
  await cast.buyer.must(awards.endWithoutAward, {
    params: { rfqId: drone.rfqId },
    body: { reason: 'No bid was received.' },
  })

  const displaysAsked = await timeOf(running)
  await propose(cast, displays, {
    reason: 'Lowest total, and the camera meets the accessibility requirement.',
    budgetLine: '4.2',
    deliveryNote: 'Two rooms a day, outside meeting hours. Our own technician receives each room.',
    riskNote: 'The displays come from one factory; the supplier holds a spare of each in Glostrup.',
  })
  await decideAll(running, displaysAsked, {
    technical: {
      approve: 'The cameras are what we tested.',
      condition: 'The supplier confirms in writing that the displays wake without a remote control.',
    },
    commercial: {
      decision: 'ask',
      words: 'Is mounting on plasterboard walls in the price, or is it charged by the hour?',
    },
    financial: {
      veto: {
        reasonCode: 'budget',
        words: 'Line 4.2 of the IT budget is spent.',
        remedy: 'Move 40,000 DKK from line 4.1 to 4.2.',
      },
    },
    operational: undefined,
  })
  const paperAsked = await timeOf(running)
  await propose(cast, paper, { reason: 'Lowest total of the three bids received.' })
  await decideAll(running, paperAsked, {})
  await until(
    'the contract is committed',
    async () => (await cast.buyer.call(contracts.getContract, { params: { rfqId: paper.rfqId } })).ok,
    60,
  )
}

const APPROVED: Opinion = { approve: 'Meets what we asked for.' }

const decideAll = async (running: Running, since: number, other: Partial<Record<string, Opinion | undefined>>) => {
  for (const { email, role } of stakeholders) {
    const opinion = role in other ? other[role] : APPROVED
    if (opinion === undefined) continue
    const decided = await (await approverOf(running, email, since)).decide(opinion)
    if (!decided.ok) throw new Error(`${role}: ${decided.refusal.code}`)
  }
}
