import * as contract from '../../shared/contracts/contract-changes.ts'
import { sameHashes } from '../../shared/domain/approval-rules.ts'
import { hashesOf } from '../../shared/domain/approval-sections.ts'
import { standingDecisions } from '../../shared/domain/approval-standing.ts'
import {
  agreedChange,
  changeForSupplier,
  changeSections,
  offerOf,
  wasOffered,
} from '../../shared/domain/contract-change-rules.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import type { Rfq } from '../../shared/domain/rfq.ts'
import { loadDecisionsByNumber } from '../../shared/store/approval-facts.ts'
import { listedAttachments } from '../../shared/store/attachments.ts'
import {
  type ContractFile,
  keepChangeAnswered,
  loadContractFile,
  type Standing,
} from '../../shared/store/contract-changes.ts'
import { loadOffers } from '../../shared/store/offers.ts'
import { untilUnchanged } from '../../shared/store/rfqs.ts'
import type { Table } from '../../shared/store/table.ts'
import { route } from '../http/api.ts'
import { findChange } from './find-change.ts'
import type { Deps } from './index.ts'
import { loadChangeRequests } from './list-changes.ts'

export const listOfferedChangesRoute = ({ table }: Deps) =>
  route(contract.listOfferedChanges, async ({ params, person }) => {
    const file = await loadContractFile(table, params)
    if (file?.committed.supplier.orgId !== person.orgId) return refuse({ code: 'contract_not_found' })
    const requestOf = await loadChangeRequests(table, params)
    const offered = file.changes
      .filter((change) => wasOffered(change, requestOf(change)))
      .map((change) => ({ ...changeForSupplier(change), offer: offerOf(change, requestOf(change)) }))
    return ok({ items: offered.reverse() })
  })

/** What waits for this supplier, whoever of it was told. */
export const listOffersRoute = ({ table }: Deps) =>
  route(contract.listOffers, async ({ person }) => ok({ items: await loadOffers(table, person.orgId) }))

export const answerChangeRoute = ({ table, now }: Deps) =>
  route(contract.answerChange, ({ params, body: { accepted, words }, person }) =>
    untilUnchanged(async () => {
      const found = await findChange(table, params)
      if (found?.file.committed.supplier.orgId !== person.orgId) return refuse({ code: 'change_not_found' })
      const { rfq, file, change, request } = found
      if (!wasOffered(change, request)) return refuse({ code: 'change_not_found' })
      if (change.answer) {
        const isSame = change.answer.accepted === accepted && change.answer.words === words
        return isSame ? ok(changeForSupplier(change)) : refuse({ code: 'already_answered' })
      }
      const offer = offerOf(change, request)
      if (offer === 'held') return refuse({ code: 'change_held' })
      if (offer === 'over') return refuse({ code: 'change_over', status: change.status })
      if (accepted) await mustBeWhatWasApproved(table, rfq, file, found)
      const answer = { accepted, words, at: now(), by: { email: person.email, name: person.name } }
      const answered = { ...change, status: accepted ? ('active' as const) : ('cancelled' as const), answer }
      const agreementSha256 = accepted ? agreedChange(file.committed, file.agreed, answered).agreementSha256 : undefined
      const kept = await keepChangeAnswered(table, rfq, found, { answer, agreementSha256, by: person })
      return kept.ok ? ok(changeForSupplier(answered)) : kept
    }),
  )

/** P5, once more and from the facts: what was approved is what is agreed. It throws where it is not. */
const mustBeWhatWasApproved = async (
  table: Table,
  rfq: Rfq,
  { standing }: ContractFile,
  { change, request }: Standing,
): Promise<void> => {
  if (!request) return
  const [decisions, documents] = await Promise.all([
    loadDecisionsByNumber(table, rfq, request),
    listedAttachments(table, rfq),
  ])
  standingDecisions(request, decisions)
  const sections = changeSections({ rfq, documents, contract: standing, change })
  if (!sameHashes(hashesOf(sections), request.sections))
    throw new Error(`Change ${change.number} of ${rfq.rfqId} is no longer what was approved`)
}
