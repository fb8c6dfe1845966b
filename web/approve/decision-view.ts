import type { ApprovalContent } from '../../shared/contracts/approvals.ts'
import type { APPROVAL_PAGE, Decision, DecisionAsked, VetoReason } from '../../shared/domain/approval.ts'
import { facts, h, note } from './elements.ts'
import { keepDraft, keptDraft } from './kept.ts'
import type { Words } from './words.ts'

const page: typeof APPROVAL_PAGE = 'sealbid/approval-page/1'
const reasons: readonly VetoReason[] = [
  'specification',
  'quality',
  'price',
  'terms',
  'budget',
  'delivery',
  'risk',
  'conflict',
  'other',
]
const MAX = 2_000

type Props = {
  content: ApprovalContent
  words: Words
  /** Answers once it is decided or refused; what was typed stays until it is decided. */
  decide: (asked: DecisionAsked) => Promise<void>
  redraw: () => void
}

export const decisionView = (props: Props): HTMLElement => {
  const { content, words } = props
  const { own, decisions } = content
  const mine = decisions.findLast(({ stakeholderId }) => stakeholderId === own.stakeholderId)
  const open = keptDraft().veto && own.canVeto ? vetoForm(props) : undefined
  return h(
    'section',
    { id: 'decision' },
    h('h2', { tabindex: '-1' }, words.m.decide()),
    mine ? receipt(mine, props) : undefined,
    open ?? acts(props),
  )
}

const receipt = (mine: Decision, { content, words: { m, say } }: Props): HTMLElement => {
  const { own, case: about } = content
  const date = say.dateTime(mine.decidedAt, about.timeZone)
  const hashes = Object.values(mine.shown)
    .map((sha256) => sha256.slice(0, 8))
    .join(' · ')
  const next = own.committed ? m.committedNote() : own.canVeto ? m.mayStillVeto() : m.vetoStands()
  return note(
    mine.decision === 'approve' ? 'done' : 'danger',
    h('p', {}, h('strong', {}, mine.decision === 'approve' ? m.approvedAt({ date }) : m.vetoedAt({ date }))),
    mine.decision === 'approve'
      ? mine.comment
        ? h('p', { class: 'prose' }, mine.comment)
        : undefined
      : facts([
          [m.why(), m.vetoReason({ reason: mine.reasonCode })],
          [m.words(), mine.words],
          [m.remedy(), mine.remedy],
        ]),
    h('p', {}, about.status === 'cancelled' ? m.cancelledNote() : next),
    h('p', { class: 'quiet' }, m.receipt({ hashes })),
  )
}

const acts = ({ content, words: { m }, decide, redraw }: Props): HTMLElement => {
  const { own, hashes } = content
  const comment = h('textarea', {
    id: 'comment',
    maxlength: String(MAX),
    oninput: () => keepDraft({ comment: comment.value }),
  })
  comment.value = keptDraft().comment
  const approve = h('button', { type: 'submit', class: 'primary' }, m.approve())
  const veto = h(
    'button',
    {
      type: 'button',
      class: 'grave',
      onclick: () => {
        keepDraft({ veto: true })
        redraw()
      },
    },
    m.veto(),
  )
  if (!own.canApprove && !own.canVeto) return h('p', { class: 'quiet' }, m.alreadyDone())
  const onsubmit = (event: Event) => {
    event.preventDefault()
    if (approve.disabled) return
    approve.disabled = true
    const said = comment.value.trim()
    void decide({ decision: 'approve', comment: said, shown: hashes, page }).finally(() => {
      approve.disabled = false
    })
  }
  return h(
    'form',
    { novalidate: true, onsubmit },
    own.canApprove && h('div', { class: 'field' }, h('label', { for: 'comment' }, m.comment()), comment),
    h('div', { class: 'acts' }, own.canApprove && approve, own.canVeto && veto),
  )
}

const vetoForm = ({ content, words: { m }, decide, redraw }: Props): HTMLElement => {
  const draft = keptDraft()
  const wrongs = new Map<string, HTMLElement>()
  const wrongFor = (name: string) => {
    const wrong = h('p', { class: 'wrong', id: `${name}-wrong` })
    wrongs.set(name, wrong)
    return wrong
  }
  const area = (name: 'words' | 'remedy', label: string, hint?: string) => {
    const described = [`${name}-wrong`, ...(hint ? [`${name}-hint`] : [])].join(' ')
    const input = h('textarea', {
      id: name,
      maxlength: String(MAX),
      'aria-describedby': described,
      oninput: () => keepDraft({ [name]: input.value }),
    })
    input.value = draft[name]
    const field = h(
      'div',
      { class: 'field' },
      h('label', { for: name }, label),
      hint ? h('p', { class: 'quiet', id: `${name}-hint` }, hint) : undefined,
      input,
      wrongFor(name),
    )
    return { input, field }
  }
  const words = area('words', m.words())
  const remedy = area('remedy', m.remedy(), m.remedyHint())
  const radios = reasons.map((reason) => {
    const onchange = () => keepDraft({ reasonCode: reason })
    const radio = h('input', { type: 'radio', name: 'reason', id: `reason-${reason}`, value: reason, onchange })
    radio.checked = draft.reasonCode === reason
    return { reason, radio, label: h('label', {}, radio, m.vetoReason({ reason })) }
  })
  const submit = h('button', { type: 'submit', class: 'primary grave' }, m.vetoNow())

  /** Says at each field what it lacks, and leads to the first one. */
  const complain = (missing: readonly (readonly [string, HTMLElement])[]) => {
    for (const [name, wrong] of wrongs) {
      const lacks = missing.some(([one]) => one === name)
      wrong.textContent = lacks ? m.missing() : ''
    }
    for (const { input } of [words, remedy])
      input.setAttribute('aria-invalid', String(missing.some(([, element]) => element === input)))
    missing[0]?.[1].focus()
  }
  const onsubmit = (event: Event) => {
    event.preventDefault()
    const chosen = radios.find(({ radio }) => radio.checked)
    const said = words.input.value.trim()
    const lift = remedy.input.value.trim()
    const first = radios[0]?.radio
    complain([
      ...(chosen || !first ? [] : [['reason', first] as const]),
      ...(said ? [] : [['words', words.input] as const]),
      ...(lift ? [] : [['remedy', remedy.input] as const]),
    ])
    if (!chosen || !said || !lift || submit.disabled) return
    submit.disabled = true
    const asked = { decision: 'veto' as const, reasonCode: chosen.reason, words: said, remedy: lift }
    void decide({ ...asked, shown: content.hashes, page }).finally(() => {
      submit.disabled = false
    })
  }
  const back = h(
    'button',
    {
      type: 'button',
      onclick: () => {
        keepDraft({ veto: false })
        redraw()
      },
    },
    m.back(),
  )
  return h(
    'form',
    { novalidate: true, onsubmit },
    note('danger', h('p', {}, h('strong', {}, m.vetoTitle())), h('p', {}, m.vetoWarns())),
    h(
      'fieldset',
      { 'aria-describedby': 'reason-wrong' },
      h('legend', {}, m.why()),
      radios.map(({ label }) => label),
      wrongFor('reason'),
    ),
    words.field,
    remedy.field,
    h('div', { class: 'acts' }, submit, back),
  )
}
