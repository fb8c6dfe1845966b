import { ApprovalOf } from '../../shared/domain/approval.ts'
import type { Signal } from '../../shared/domain/events.ts'
import type { MailFacts } from '../../shared/domain/mail-facts.ts'
import type { Rfq } from '../../shared/domain/rfq.ts'
import { loadDecisions, loadHandlings } from '../../shared/store/approval-facts.ts'
import { loadApproval } from '../../shared/store/approvals.ts'
import type { Table } from '../../shared/store/table.ts'
import type { Deps } from './index.ts'

type ApprovalFacts = Pick<MailFacts, 'approval' | 'previous' | 'decisions' | 'decision' | 'handling'>
type Load = (deps: Pick<Deps, 'table'>, rfq: Rfq, signal: Signal) => Promise<ApprovalFacts>

const loadWithPrevious = async (table: Table, rfq: Rfq, of: ApprovalOf) => {
  const { number } = of
  const [approval, previous] = await Promise.all([
    loadApproval(table, rfq, of),
    number > 1 ? loadApproval(table, rfq, { ...of, number: number - 1 }) : undefined,
  ])
  // What was carried out was not revised: the next one is another.
  const revised = previous?.status === 'committed' ? undefined : previous
  return { ...(approval && { approval }), ...(revised && { previous: revised }) }
}

export const proposalFacts: Load = ({ table }, rfq, { data }) => loadWithPrevious(table, rfq, ApprovalOf.parse(data))

/** What was last asked for about an RFQ, if anything was. */
export const newestFacts: Load = async ({ table }, rfq) => {
  const award = { subject: 'award', number: rfq.awardCount } as const
  const newest = rfq.publishedAt ? award : ({ subject: 'publication', number: rfq.publicationCount } as const)
  const approval = newest.number > 0 ? await loadApproval(table, rfq, newest) : undefined
  return approval ? { approval } : {}
}

export const decisionFacts: Load = async ({ table }, rfq, { data }) => {
  const of = ApprovalOf.parse(data)
  const [requests, decisions] = await Promise.all([loadWithPrevious(table, rfq, of), loadDecisions(table, rfq, of)])
  const decision = decisions.find(
    ({ stakeholderId, turn }) => stakeholderId === data.stakeholderId && turn === data.turn,
  )
  return { ...requests, decisions, ...(decision && { decision }) }
}

export const handlingFacts: Load = async ({ table }, rfq, { data }) => {
  const of = ApprovalOf.parse(data)
  const [requests, handlings] = await Promise.all([loadWithPrevious(table, rfq, of), loadHandlings(table, rfq, of)])
  const handling = handlings.find(({ seq }) => seq === data.seq)
  // What is answered may have been asked on an earlier request.
  const number = handling?.kind === 'answer' ? handling.asked.number : of.number
  const decisions = await loadDecisions(table, rfq, { ...of, number })
  return { ...requests, decisions, ...(handling && { handling }) }
}
