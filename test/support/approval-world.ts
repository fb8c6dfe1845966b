import {
  type ApprovalRequest,
  type ApprovalStep,
  approvalCan,
  isUnderWay,
  type SectionHashes,
} from '../../shared/domain/approval.ts'
import { answerQuestion, askOverride, meetCondition } from '../../shared/domain/approval-handling.ts'
import { type ApprovalFact, replayed } from '../../shared/domain/approval-replay.ts'
import { FIRST, openRequest } from '../../shared/domain/approval-request.ts'
import { actsOf, decide } from '../../shared/domain/approval-rules.ts'
import { standingDecisions } from '../../shared/domain/approval-standing.ts'
import { groupOf } from '../../shared/domain/approval-tally.ts'
import { timePasses } from '../../shared/domain/approval-time.ts'
import { canonical } from '../../shared/domain/canonical.ts'
import type { Decision, DecisionAsked, HandlingSaid } from '../../shared/domain/decisions.ts'
import { Section } from '../../shared/domain/subjects.ts'
import { HOUR, later } from '../../shared/domain/time.ts'
import { HEAD, hash, openedRequest } from './awards.ts'
import { NOON } from './builders.ts'

type Opened = Parameters<typeof openRequest>[0]

/** Everything that was ever asked about one award: each request as it was opened, with every fact on it. */
export type World = {
  asked: Opened
  requests: { opened: ApprovalRequest; now: ApprovalRequest; facts: ApprovalFact[] }[]
}
/** Who does what. `at` counts hours, so that no two acts happen at once. */
export type Act =
  | { who: string; says: DecisionAsked['decision']; onCondition?: true }
  | { buyer: 'amend'; section: keyof SectionHashes }
  | { buyer: 'askOverride' | 'answer' | 'meet' }
  | { buyer: 'commit' }
  | { clock: 'remind' | 'escalate' | 'expire' }

export const aWorld = (asked: Partial<Opened> = {}): World => {
  const opened = openedRequest(asked)
  const whole = { ...opened, groups: asked.groups ?? [], at: NOON, ...asked } as Opened
  return { asked: whole, requests: [{ opened, now: opened, facts: [] }] }
}

export const current = ({ requests }: World) => {
  const last = requests.at(-1)
  if (!last) throw new Error('Nothing was asked')
  return last
}
const replaced = (world: World, change: Partial<World['requests'][number]>): World => ({
  ...world,
  requests: world.requests.map((one, i) => (i === world.requests.length - 1 ? { ...one, ...change } : one)),
})
const seqOf = ({ facts }: World['requests'][number]) => FIRST + facts.length + 1
const proved = { method: 'code', from: '192.0.2.1' } as const
export const delegateTo = { name: 'The delegate', email: 'delegate@strandby.example', language: 'en' as const }

export const wordsFor = (
  says: DecisionAsked['decision'],
  request: ApprovalRequest,
  onCondition?: true,
): DecisionAsked => {
  const shown = { shown: request.sections, page: 'sealbid/approval-page/2' } as const
  switch (says) {
    case 'declare':
      return { decision: says }
    case 'recuse':
      return { decision: says, words: '' }
    case 'approve':
      return { decision: says, comment: '', condition: onCondition ? 'First this' : '', ...shown }
    case 'veto':
      return { decision: says, reasonCode: 'risk', words: 'No', remedy: 'This', ...shown }
    case 'lift':
      return { decision: says, evidence: 'That', ...shown }
    case 'delegate':
      return { decision: says, to: delegateTo, words: '' }
    default:
      return { decision: says, words: 'So', ...shown }
  }
}

const says = (world: World, step: ApprovalStep, asked: DecisionAsked, at: string): World | undefined => {
  const { now, facts } = current(world)
  const said = { stakeholderId: step.stakeholderId, turn: step.turns + 1, asked, decidedAt: at }
  const decided = decide(now, { ...said, seq: seqOf(current(world)), proved, keptOut: keptOutOf(now) })
  if (!decided.ok) return undefined
  const { decision, request } = decided.value
  return replaced(world, { now: request, facts: [...facts, { decision }] })
}
const keptOutOf =
  ({ requester }: ApprovalRequest) =>
  (email: string) =>
    email === requester.email ? ({ code: 'approver_is_requester' } as const) : undefined

const handles = (
  world: World,
  handled: { said: HandlingSaid; request: ApprovalRequest } | undefined,
  by: 'clock' | typeof HEAD,
  at: string,
): World | undefined => {
  if (!handled) return undefined
  const { facts } = current(world)
  const handling = { ...handled.said, seq: seqOf(current(world)), at, by }
  return replaced(world, { now: handled.request, facts: [...facts, { handling }] })
}

const buyerHandles = (world: World, kind: 'askOverride' | 'answer' | 'meet', at: string) => {
  const { now } = current(world)
  const by = { at, seq: seqOf(current(world)) }
  const words = 'As agreed'
  if (kind === 'askOverride') {
    const step = now.steps.find(({ status }) => status === 'vetoed')
    const asked = step && askOverride(now, { stakeholderId: step.stakeholderId, words }, by)
    return asked?.ok
      ? { said: { kind, stakeholderId: step?.stakeholderId ?? '', words }, request: asked.value }
      : undefined
  }
  if (kind === 'answer') {
    const step = now.steps.find(({ question }) => question !== null)
    const { number, turn } = step?.question ?? { number: 0, turn: 0 }
    const about = { stakeholderId: step?.stakeholderId ?? '', asked: { number, turn } }
    const answered = answerQuestion(now, about, by)
    return answered.ok ? { said: { kind, ...about, words }, request: answered.value } : undefined
  }
  const step = now.steps.find(({ condition, status }) => status === 'approved' && condition && !condition.confirmedAt)
  const met = step && meetCondition(now, { stakeholderId: step.stakeholderId, evidence: words }, by)
  return met?.ok
    ? { said: { kind, stakeholderId: step?.stakeholderId ?? '', evidence: words }, request: met.value }
    : undefined
}

const amends = (world: World, section: keyof SectionHashes, at: string): World | undefined => {
  const { now } = current(world)
  if (!approvalCan('supersede', now)) return undefined
  const sections = { ...now.sections, [section]: hash(`${section} ${now.number}`) }
  const opened = openRequest({ ...world.asked, number: now.number + 1, sections, at, previous: now })
  const superseded = replaced(world, { now: { ...now, status: 'superseded' } })
  return { ...superseded, requests: [...superseded.requests, { opened, now: opened, facts: [] }] }
}

const goesOn = (world: World, kind: 'remind' | 'escalate' | 'expire', at: string) => {
  const { now } = current(world)
  const passed = timePasses(now, kind === 'expire' ? later(now.until, HOUR) : at, seqOf(current(world)))
  return passed?.said.kind === kind
    ? handles(world, passed, 'clock', kind === 'expire' ? later(now.until, HOUR) : at)
    : undefined
}

/** The world after an act; undefined where it is refused. */
export const worldAfter = (world: World, act: Act, at: string): World | undefined => {
  const { now } = current(world)
  if ('who' in act) {
    const step =
      now.steps.find(({ email, status }) => email === act.who && status !== 'delegated') ??
      now.steps.find(({ email }) => email === act.who)
    return step && says(world, step, wordsFor(act.says, now, act.onCondition), at)
  }
  if ('clock' in act) return goesOn(world, act.clock, at)
  if (act.buyer === 'amend') return amends(world, act.section, at)
  if (act.buyer === 'commit')
    return approvalCan('commit', now) ? replaced(world, { now: { ...now, status: 'committed' } }) : undefined
  return handles(world, buyerHandles(world, act.buyer, at), HEAD, at)
}

const decisionsOf = ({ requests }: World) =>
  new Map(
    requests.map(({ opened, facts }) => [
      opened.number,
      facts.flatMap((fact): Decision[] => ('decision' in fact ? [fact.decision] : [])),
    ]),
  )

/** What is wrong with a world, by the promise it breaks. Nothing ever may be. */
export const brokenPromises = (world: World): string[] => {
  const broken: string[] = []
  const { now, facts } = current(world)
  const decisions = decisionsOf(world)
  if (now.status === 'committed') {
    const agreed = { ...now, status: 'approved' as const }
    if (agreed.steps.some(({ status }) => status === 'vetoed')) broken.push('P4: a veto stands')
    try {
      const standing = standingDecisions(agreed, decisions)
      for (const group of agreed.groups.filter(({ overrides }) => overrides === undefined)) {
        const seats = new Set(
          agreed.steps
            .filter(
              (step) => step.groupId === group.groupId && (step.status === 'approved' || step.status === 'overridden'),
            )
            .map(({ seat }) => seat),
        )
        if (seats.size < group.needed) broken.push('P4: too few seats approved')
      }
      for (const decision of standing) {
        const step = agreed.steps.find(({ stakeholderId }) => stakeholderId === decision.stakeholderId)
        const scope = step ? groupOf(agreed, step).scope : []
        if ('shown' in decision && scope.some((section) => decision.shown[section] !== agreed.sections[section]))
          broken.push('P5: another content was approved')
      }
    } catch (error) {
      broken.push(`P5: ${error}`)
    }
  }
  if (new Set(now.steps.map(({ stakeholderId }) => stakeholderId)).size !== now.steps.length)
    broken.push('somebody is asked twice')
  const names = facts.map((fact) =>
    'decision' in fact ? `${fact.decision.stakeholderId} ${fact.decision.turn}` : `${fact.handling.seq}`,
  )
  if (new Set(names).size !== names.length) broken.push('history: an opinion was overwritten')
  return broken
}

/** P6: the facts of every request make its tally again. A commit and a newer request end one from outside them. */
export const isReplayed = ({ requests }: World): boolean =>
  requests.every(({ now, opened, facts }) => {
    const again = replayed(opened, facts)
    const ended = now.status === 'committed' || now.status === 'superseded'
    return again !== undefined && canonical({ ...again, status: ended ? now.status : again.status }) === canonical(now)
  })

/** A veto leaves by its own role, by those the policy names, or by a change of what it was about; never otherwise. */
export const vetoLost = (before: World, act: Act, then: World): boolean => {
  const [old, next] = [current(before).now, current(then).now]
  if (!isUnderWay(old) || old.number !== next.number) return false
  return old.steps.some((step) => {
    const now = next.steps.find(({ stakeholderId }) => stakeholderId === step.stakeholderId)
    if (step.status !== 'vetoed' || now?.status === 'vetoed') return false
    if (now?.status === 'lifted') return !('who' in act && act.who === step.email && act.says === 'lift')
    return !(now?.status === 'overridden' && 'who' in act && act.says === 'override')
  })
}

/** Everything a person may say now, and everything else there is to do, some of which will be refused. */
export const openActs = (world: World): Act[] => {
  const { now } = current(world)
  const people = now.steps.flatMap((step) => actsOf(now, step).map((says): Act => ({ who: step.email, says })))
  // What leads to a contract comes more often: most of what is random ends before one.
  const onward = ['declare', 'approve', 'lift', 'confirm', 'override']
  const likely = people.flatMap((act) => ('says' in act && onward.includes(act.says) ? Array<Act>(8).fill(act) : [act]))
  const onCondition = people.flatMap((act): Act[] =>
    'says' in act && act.says === 'approve' ? [{ ...act, onCondition: true }] : [],
  )
  const amends = Section.options.map((section): Act => ({ buyer: 'amend', section }))
  const clock = (['remind', 'escalate', 'expire'] as const).map((kind): Act => ({ clock: kind }))
  const buyer = (['askOverride', 'answer', 'meet', 'commit'] as const).map((kind): Act => ({ buyer: kind }))
  return [...likely, ...onCondition, ...amends, ...buyer, ...clock]
}

/** What two worlds must share for everything that can follow to be the same in both. */
export const shapeOf = (world: World): string => {
  const { now } = current(world)
  return canonical({
    status: now.status,
    groups: now.groups.map(({ groupId, overrides }) => [groupId.slice(0, 12), overrides ?? '']),
    steps: now.steps.map(({ email, status, declaredAt, question, condition, escalatedAt, remindedAt, standing }) => [
      email,
      status,
      declaredAt !== null,
      question !== null,
      condition !== null && [condition.evidence !== null, condition.confirmedAt !== null],
      escalatedAt !== null,
      remindedAt !== null,
      standing !== null && standing.number !== now.number,
    ]),
  })
}
