import { type ApprovalRecord, endOf, type RecordedFact, type RecordedRequest } from './approval-record.ts'

/** A veto, and what became of it. */
export type Objection = {
  request: RecordedRequest
  veto: RecordedFact
  became:
    | { how: 'lifted' | 'overridden'; by: readonly RecordedFact[] }
    /** Its request was replaced, lapsed, was called off or declined by the supplier before its role spoke again. */
    | { how: 'ended'; status: string }
}

type Placed = { request: RecordedRequest; fact: RecordedFact }

/** A veto goes on into a later request where nothing its role answers for changed. */
const follows = (a: Placed, b: Placed) =>
  a.request.subject === b.request.subject &&
  (a.request.number > b.request.number || (a.request === b.request && a.fact.seq > b.fact.seq))

/** Whether whoever says this was asked, in this request, to override the veto of that step. */
const overrides = ({ request: { groups, steps }, fact }: Placed, vetoed: string | undefined) =>
  fact.decision === 'override' &&
  groups.some(
    ({ groupId, overrides: of }) =>
      of !== undefined &&
      of === vetoed &&
      steps.some((step) => step.groupId === groupId && step.stakeholderId === fact.stakeholderId),
  )

/** Every veto of a record, in order. */
export const objectionsOf = ({ requests }: ApprovalRecord): Objection[] => {
  const all: Placed[] = requests.flatMap((request) => request.facts.map((fact) => ({ request, fact })))
  const becameOf = (veto: Placed): Objection['became'] => {
    const { stakeholderId } = veto.fact
    const later = all.filter((one) => follows(one, veto))
    const next = later.find(
      ({ fact }) => fact.stakeholderId === stakeholderId && (fact.decision === 'lift' || fact.decision === 'veto'),
    )
    if (next?.fact.decision === 'lift') return { how: 'lifted', by: [next.fact] }
    // Said anew where it was asked about something else: the first one ended with its request.
    if (next) return { how: 'ended', status: endOf(veto.request) }
    const isOverridden = [veto, ...later].some(({ request }) =>
      request.steps.some((step) => step.stakeholderId === stakeholderId && step.status === 'overridden'),
    )
    const set = later.filter((one) => overrides(one, stakeholderId))
    if (isOverridden) return { how: 'overridden', by: set.map(({ fact }) => fact) }
    return { how: 'ended', status: endOf(veto.request) }
  }
  return all
    .filter(({ fact }) => fact.decision === 'veto')
    .map((veto) => ({ request: veto.request, veto: veto.fact, became: becameOf(veto) }))
}
