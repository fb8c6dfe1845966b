import type { AwardView } from '../../../../../shared/contracts/awards.ts'
import type { ApprovalGroup, ApprovalRequest, ApprovalStep } from '../../../../../shared/domain/approval.ts'
import { seatsFilled } from '../../../../../shared/domain/approval-tally.ts'
import type { Decision, Handling } from '../../../../../shared/domain/decisions.ts'
import { Section } from '../../../../../shared/domain/subjects.ts'

/** A request for approval with everything said and done on it: what the buyer sees of it. */
export type Seen = Pick<AwardView, 'approval' | 'decisions' | 'handlings'> & {
  /** Requests it took the place of, newest first: a question may have been asked on one of them. */
  readonly earlier?: readonly Seen[]
}
export type Said<D extends Decision['decision']> = Extract<Decision, { decision: D }>

/** The decision of an earlier request stands first among those of one step and turn. */
export const standingDecision = ({ approval, decisions }: Seen, { stakeholderId, standing }: ApprovalStep) => {
  if (!standing) return undefined
  const made = decisions.filter((one) => one.stakeholderId === stakeholderId && one.turn === standing.turn)
  return made.at(standing.number === approval.number ? -1 : 0)
}

/** The number of the earlier request whose decision stands here still. */
export const carriedFrom = ({ number }: ApprovalRequest, { standing }: ApprovalStep): number | undefined =>
  standing && standing.number !== number ? standing.number : undefined

export const questionOf = (seen: Seen, step: ApprovalStep): Said<'ask'> | undefined => {
  const asked = seen.decisions.findLast(
    (one): one is Said<'ask'> =>
      one.decision === 'ask' && one.stakeholderId === step.stakeholderId && one.turn === step.question?.turn,
  )
  const [previous, ...earlier] = seen.earlier ?? []
  return asked ?? (previous && questionOf({ ...previous, earlier }, step))
}

/** The number of the request before on which this step said a veto; it is asked again, since what it answers for changed. */
export const vetoedBefore = ({ earlier = [] }: Seen, { stakeholderId }: ApprovalStep): number | undefined => {
  const [before] = earlier
  const vetoed = before?.approval.steps.some((step) => step.stakeholderId === stakeholderId && step.status === 'vetoed')
  return vetoed ? before?.approval.number : undefined
}

const seatsOf = (steps: readonly ApprovalStep[]) => new Set(steps.map(({ seat }) => seat))

export interface SeenGroup {
  readonly group: ApprovalGroup
  /** Each seat's holders together, in the order they held it. */
  readonly steps: readonly ApprovalStep[]
  readonly filled: number
  readonly seats: number
}

const seenGroup = ({ steps }: ApprovalRequest, group: ApprovalGroup): SeenGroup => {
  const own = steps.filter(({ groupId }) => groupId === group.groupId)
  const bySeat = [...seatsOf(own)].flatMap((seat) => own.filter((step) => step.seat === seat))
  return { group, steps: bySeat, filled: seatsFilled(own).size, seats: seatsOf(own).size }
}

/** Who is asked for an opinion, stage by stage; those asked to override a veto stand with the veto. */
export const stagesOf = (request: ApprovalRequest): { stage: number; groups: SeenGroup[] }[] => {
  const groups = request.groups.filter(({ overrides }) => overrides === undefined)
  return [...new Set(groups.map(({ stage }) => stage))]
    .sort((a, b) => a - b)
    .map((stage) => ({
      stage,
      groups: groups.filter((group) => group.stage === stage).map((group) => seenGroup(request, group)),
    }))
}

/** Who was asked to override a veto, if anybody was. */
export const overridingOf = (request: ApprovalRequest, { stakeholderId }: ApprovalStep): SeenGroup | undefined => {
  const group = request.groups.findLast(({ overrides }) => overrides === stakeholderId)
  return group && seenGroup(request, group)
}

/** Who holds a seat after somebody gave it away or let its time run out. */
export const successorOf = ({ steps }: ApprovalRequest, { stakeholderId }: ApprovalStep): ApprovalStep | undefined =>
  steps.find(({ from }) => from?.stakeholderId === stakeholderId)

/** The sections that are others now than when a decision was made. */
export const changedSince = ({ sections }: ApprovalRequest, shown: Record<Section, string>): Section[] =>
  Section.options.filter((section) => sections[section] !== shown[section])

export interface Objection {
  readonly step: ApprovalStep
  readonly veto: Said<'veto'>
}

/** Every veto that stands, and those that were overridden: side by side, the first said first. */
export const objectionsOf = (seen: Seen): Objection[] =>
  seen.approval.steps
    .flatMap((step) => {
      const veto = step.status === 'vetoed' || step.status === 'overridden' ? standingDecision(seen, step) : undefined
      return veto?.decision === 'veto' ? [{ step, veto }] : []
    })
    .sort((a, b) => a.veto.decidedAt.localeCompare(b.veto.decidedAt))

export type Act = { readonly decision: Decision } | { readonly handling: Handling }

/** Everything said and done on this request in order; decisions that stand from an earlier one are left to it. */
export const actsIn = (seen: Seen): Act[] => {
  const carried = new Set(
    seen.approval.steps
      .filter((step) => carriedFrom(seen.approval, step) !== undefined)
      .map((step) => standingDecision(seen, step)),
  )
  const acts: { seq: number; act: Act }[] = [
    ...seen.decisions.filter((one) => !carried.has(one)).map((decision) => ({ seq: decision.seq, act: { decision } })),
    ...seen.handlings.map((handling) => ({ seq: handling.seq, act: { handling } })),
  ]
  return acts.sort((a, b) => a.seq - b.seq).map(({ act }) => act)
}
