import type { ApprovalRequest } from '../../../../../shared/domain/approval.ts'
import type { Decision, Handling } from '../../../../../shared/domain/decisions.ts'
import type { Translate } from '../../../i18n/catalogue.ts'
import type { Tone } from '../../../ui/StatusBadge.tsx'

type Act = Decision['decision'] | Handling['kind']
const tones: Readonly<Record<string, Tone>> = {
  approve: 'good',
  override: 'good',
  confirm: 'good',
  veto: 'danger',
  ask: 'due',
  recuse: 'due',
  escalate: 'due',
  expire: 'danger',
} satisfies Partial<Record<Act, Tone>>
export const toneOf = (act: string): Tone => tones[act] ?? 'plain'

/** One line of the history: who did what. Their words stand below it. */
export const describeDecision = (said: Decision, t: Translate): { title: string; tone: Tone } => {
  const decision = said.decision === 'approve' && said.condition ? 'approveOnCondition' : said.decision
  const to = said.decision === 'delegate' ? said.to.name : ''
  return {
    title: t('approvals.did', { name: said.name, role: said.role, decision, to }),
    tone: toneOf(said.decision),
  }
}

const nameOf = ({ steps }: ApprovalRequest, done: Handling): string =>
  ('stakeholderId' in done && steps.find((step) => step.stakeholderId === done.stakeholderId)?.name) || ''

export const describeHandling = (done: Handling, request: ApprovalRequest, t: Translate) => {
  const by = done.by === 'clock' ? '' : done.by.name
  const to = done.kind === 'escalate' ? (done.to ?? 'nobody') : ''
  return {
    title: t('approvals.handled', { kind: done.kind, by, name: nameOf(request, done), to }),
    tone: toneOf(done.kind),
    words: 'words' in done ? done.words : 'evidence' in done ? done.evidence : '',
  }
}
