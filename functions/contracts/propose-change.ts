import * as contract from '../../shared/contracts/contract-changes.ts'
import { approvalCan } from '../../shared/domain/approval.ts'
import { hasStandingVeto } from '../../shared/domain/approval-carrying.ts'
import { openRequest } from '../../shared/domain/approval-request.ts'
import { hashesOf } from '../../shared/domain/approval-sections.ts'
import { undecidedUntil } from '../../shared/domain/award-rules.ts'
import { hashOf } from '../../shared/domain/canonical.ts'
import { namedBy } from '../../shared/domain/committee.ts'
import { type ChangeProposal, changeCan } from '../../shared/domain/contract-change.ts'
import { changeSections, wasOffered } from '../../shared/domain/contract-change-rules.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import type { Person } from '../../shared/domain/party.ts'
import type { Rfq } from '../../shared/domain/rfq.ts'
import { listedAttachments } from '../../shared/store/attachments.ts'
import { type ContractFile, type KeptChange, keepChange } from '../../shared/store/contract-changes.ts'
import { untilUnchanged } from '../../shared/store/rfqs.ts'
import { keepSection } from '../../shared/store/sections.ts'
import type { Table } from '../../shared/store/table.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'
import { changeView, loadChangeRequest } from './list-changes.ts'
import { loadChangeable, plannedChange } from './planned-change.ts'

type Asked = ChangeProposal & { after: number }

export const proposeChangeRoute = ({ table, now }: Deps) =>
  route(contract.proposeChange, async ({ params, body, person }) => {
    // Something moved, an opinion on the change before perhaps: judge again with what is there now.
    const proposed = await untilUnchanged(async () => {
      const found = await loadChangeable(table, person.orgId, params.rfqId)
      if (!found.ok) return found
      const isNewest = found.value.rfq.changeCount === body.after
      return isNewest ? propose(table, found.value, body, { person, at: now() }) : ok(found.value)
    })
    if (!proposed.ok) return proposed
    const { value } = proposed
    return 'file' in value ? alreadyProposed(table, value, body) : ok(value)
  })

const proposalHash = ({ after: _, ...proposal }: Asked) => hashOf(proposal)

type Found = { rfq: Rfq; file: ContractFile }

/** The newest change is another than the caller saw: its own, whose answer was lost, or somebody else's. */
const alreadyProposed = async (table: Table, { rfq, file }: Found, asked: Asked) => {
  const next = file.changes.find(({ number }) => number === asked.after + 1)
  if (next?.changeId !== asked.changeId) return refuse({ code: 'changed_meanwhile', newest: rfq.changeCount })
  if (next.proposalSha256 !== proposalHash(asked)) return refuse({ code: 'change_id_taken' })
  return ok(await changeView(table, rfq, next))
}

const propose = async (
  table: Table,
  { rfq, file }: Found,
  asked: Asked,
  { person, at }: { person: Person; at: string },
) => {
  if (file.changes.some(({ changeId }) => changeId === asked.changeId)) return refuse({ code: 'change_id_taken' })
  const { previous, replaced } = await loadBefore(table, rfq, file)
  const planned = await plannedChange(table, { rfq, file }, asked, { person, at, previous })
  if (!planned.ok) return planned
  const { lines, totals, budget, facts, buying } = planned.value
  const committee = namedBy({ ...buying, facts, at })
  if (!committee.ok) return committee

  const number = rfq.changeCount + 1
  const by = { email: person.email, name: person.name }
  const { standing } = file
  const { currency } = standing
  const documents = await listedAttachments(table, rfq)
  const { supplierScore } = buying
  const change = { ...asked, lines, totals, budget, currency, supplierScore }
  const sections = changeSections({ rfq, documents, contract: standing, change })
  const hashes = hashesOf(sections)
  const needsApproval =
    committee.value.groups.length > 0 || (previous !== undefined && hasStandingVeto(previous, hashes, buying.mayNot))
  if (needsApproval) await Promise.all(Object.values(sections).map((section) => keepSection(table, rfq, section)))
  const request = needsApproval
    ? openRequest({
        subject: 'change',
        number,
        ...committee.value,
        sections: hashes,
        until: undecidedUntil(at),
        requester: by,
        timeZone: buying.buyer.timeZone,
        at,
        previous,
        away: buying.away,
        mayNot: buying.mayNot,
      })
    : undefined
  const { after: _, ...proposal } = asked
  const proposed: KeptChange = {
    ...proposal,
    rfqId: rfq.rfqId,
    number,
    status: 'pending',
    lines,
    currency,
    totals,
    budget,
    supplierScore,
    needsApproval,
    proposedAt: at,
    proposedBy: by,
    answer: null,
    ended: null,
    told: 'nothing',
    proposalSha256: proposalHash(asked),
  }
  const kept = await keepChange(table, {
    rfq,
    change: proposed,
    request,
    replaced,
    // What is over already needs not be set aside.
    previous: previous && approvalCan('supersede', previous) ? previous : undefined,
    contract: standing,
    by: person,
  })
  return kept.ok ? ok(await changeView(table, rfq, proposed)) : kept
}

/**
 * What a new change comes after: the newest request since a change was agreed, and the change that is pending. A veto is
 * not got rid of by withdrawing what it was said on, nor by something small in between that nobody is asked about.
 */
const loadBefore = async (table: Table, rfq: Rfq, { changes }: ContractFile) => {
  const since = changes.slice(changes.findLastIndex(({ status }) => status === 'active') + 1)
  const asked = since.findLast(({ needsApproval }) => needsApproval)
  const previous = asked && (await loadChangeRequest(table, rfq, asked))
  const last = since.at(-1)
  if (!last || !changeCan('cancel', last)) return { previous, replaced: undefined }
  const request = last === asked ? previous : undefined
  return { previous, replaced: { change: last, request, offered: wasOffered(last, request) } }
}
