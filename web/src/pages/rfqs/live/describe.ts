import * as z from 'zod'
import type { TimelineEntry } from '../../../../../shared/contracts/rfqs.ts'
import { rfqEvents } from '../../../../../shared/domain/events.ts'
import type { Actor } from '../../../../../shared/domain/party.ts'
import type { Translate } from '../../../i18n/catalogue.ts'
import type { Formatters } from '../../../i18n/format.ts'
import type { Tone } from '../../../ui/StatusBadge.tsx'
import { toneOf } from '../../awards/approval/describe-act.ts'

interface Described {
  readonly title: string
  readonly tone?: Tone
  /** What was said with it: a reason, a decline. */
  readonly words?: string
}
interface Tools {
  readonly t: Translate
  readonly format: Formatters
  readonly timeZone: string
}
type Describe = (data: unknown, tools: Tools, by: Actor) => Described

/** Decisions, and what became of a request, are no events of the chain but facts of their own; this is what they say. */
const Decided = z.object({
  decision: z.string(),
  words: z.string().optional(),
  condition: z.string().optional(),
  remedy: z.string().optional(),
  to: z.string().optional(),
})
const Handled = z.object({ kind: z.string(), words: z.string().optional(), evidence: z.string().optional() })
const saying = (words: string | undefined) => (words ? { words } : {})
const withReason = (data: unknown) => rfqEvents['rfq.cancelled'].parse(data).reason

/** One sentence per kind of event: a new kind does not compile unexplained. */
const sentences: Record<TimelineEntry['name'], Describe> = {
  'rfq.drafted': (_, { t }) => ({ title: t('rfqs.eventDrafted') }),
  'draft.joined': (_, { t }) => ({ title: t('rfqs.eventJoined') }),
  'rfq.published': (data, { t, format, timeZone }) => {
    const { closesAt, invited } = rfqEvents['rfq.published'].parse(data)
    return {
      title: t('rfqs.eventPublished', { invited, closesAt: format.dateTimeIn(closesAt, timeZone) }),
      tone: 'good',
    }
  },
  'publication.proposed': (data, { t }) => ({
    title: t('rfqs.eventAskedToPublish', { number: rfqEvents['publication.proposed'].parse(data).number }),
  }),
  'planning.changed': (_, { t }) => ({ title: t('rfqs.eventPlanning') }),
  'document.added': (data, { t }) => ({
    title: t('rfqs.eventDocument', { name: rfqEvents['document.added'].parse(data).name }),
  }),
  'rfq.extended': (data, { t, format, timeZone }) => {
    const { to, reason } = rfqEvents['rfq.extended'].parse(data)
    return { title: t('rfqs.eventExtended', { to: format.dateTimeIn(to, timeZone) }), tone: 'due', words: reason }
  },
  'rfq.cancelled': (data, { t }) => ({ title: t('rfqs.eventCancelled'), tone: 'danger', words: withReason(data) }),
  'rfq.unsuccessful': (data, { t }) => ({
    title: t('rfqs.eventUnsuccessful'),
    tone: 'danger',
    words: withReason(data),
  }),
  'invitation.declined': (data, { t }) => {
    const { email, reason, words } = rfqEvents['invitation.declined'].parse(data)
    return { title: t('rfqs.eventDeclined', { email }), words: words || t('rfqs.declineReason', { reason }) }
  },
  'question.asked': (_, { t }) => ({ title: t('rfqs.eventQuestion'), tone: 'due' }),
  'question.answered': (_, { t }) => ({ title: t('rfqs.eventAnswer') }),
  'bids.opened': (data, { t }) => ({
    title: t('rfqs.eventOpened', { bids: rfqEvents['bids.opened'].parse(data).bids.length }),
    tone: 'good',
  }),
  'bid.disqualified': (data, { t }) => ({
    title: t('rfqs.eventDisqualified'),
    tone: 'danger',
    words: rfqEvents['bid.disqualified'].parse(data).reason,
  }),
  'award.proposed': (data, { t }) => ({
    title: t('rfqs.eventProposed', { number: rfqEvents['award.proposed'].parse(data).number }),
  }),
  'decision.made': (data, { t }, by) => {
    const { decision, words, condition, remedy, to } = Decided.parse(data)
    const role = by.kind === 'stakeholder' ? by.role : by.kind
    const said = [
      to ?? '',
      words ?? '',
      condition ? `${t('approvals.condition')}: ${condition}` : '',
      remedy ? `${t('approvals.remedy')}: ${remedy}` : '',
    ]
    const title = t('rfqs.eventDecision', { role, decision: condition ? 'approveIf' : decision })
    return { title, tone: toneOf(decision), ...saying(said.filter(Boolean).join('\n')) }
  },
  'approval.handled': (data, { t }) => {
    const { kind, words, evidence } = Handled.parse(data)
    return { title: t('rfqs.eventHandled', { kind }), tone: toneOf(kind), ...saying(words ?? evidence) }
  },
  'contract.committed': (data, { t }) => ({
    title: t('rfqs.eventContract', { number: rfqEvents['contract.committed'].parse(data).contractNumber }),
    tone: 'good',
  }),
  'change.proposed': (data, { t }) => ({
    title: t('rfqs.eventChange', { number: rfqEvents['change.proposed'].parse(data).number }),
  }),
  'change.withdrawn': (data, { t }) => {
    const { number, words } = rfqEvents['change.withdrawn'].parse(data)
    return { title: t('rfqs.eventChangeWithdrawn', { number }), tone: 'danger', words }
  },
  'change.answered': (data, { t }) => {
    const { number, accepted, words } = rfqEvents['change.answered'].parse(data)
    return {
      title: t(accepted ? 'rfqs.eventChangeAccepted' : 'rfqs.eventChangeDeclined', { number }),
      tone: accepted ? 'good' : 'danger',
      ...saying(words),
    }
  },
}

export const describeEntry = (entry: TimelineEntry, tools: Tools): Described =>
  sentences[entry.name](entry.data, tools, entry.by)

export const nameOf = (actor: Actor, t: Translate): string => {
  if (actor.kind === 'person') return actor.name === actor.email ? actor.email : `${actor.name}, ${actor.email}`
  if (actor.kind === 'stakeholder') return `${actor.name}, ${t('rfqs.roleName', { role: actor.role })}`
  return t('rfqs.bySystem')
}
