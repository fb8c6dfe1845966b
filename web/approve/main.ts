import type { ApprovalCase, ApprovalContent } from '../../shared/contracts/approvals.ts'
import type { DecisionAsked } from '../../shared/domain/approval.ts'
import type { Language } from '../../shared/domain/party.ts'
import { decide, getCase, getContent, type Refusal } from './api.ts'
import { caseView } from './case-view.ts'
import { contentView } from './content-view.ts'
import { decisionView } from './decision-view.ts'
import { h, note } from './elements.ts'
import { forgetDraft, forgetSession, keptSession, takeToken } from './kept.ts'
import { refusalNote, sentenceFor } from './refusals.ts'
import { browserLanguage, isLanguage, languages, type Words, wordsIn } from './words.ts'

const find = (id: string): HTMLElement => {
  const element = document.getElementById(id)
  if (!element) throw new Error(`The page has no #${id}`)
  return element
}
const main = find('page')
const announce = (sentence: string) => {
  find('said').textContent = sentence
}

const token = takeToken()
let words: Words
let about: ApprovalCase | undefined
/** What the reader sees now, so that another language shows the same again. */
let draw: () => void = () => undefined

const show = (...nodes: Node[]) => {
  main.replaceChildren(...nodes)
  const heading = main.querySelector<HTMLElement>('h1')
  document.title = heading ? `${heading.textContent} · sealbid` : 'sealbid'
  heading?.focus({ preventScroll: true })
}

const speak = async (language: Language) => {
  words = await wordsIn(language)
  document.documentElement.lang = language
  find('languages').setAttribute('aria-label', words.m.language())
  find('languages').replaceChildren(
    ...Object.entries(languages).map(([tag, name]) =>
      h(
        'button',
        {
          type: 'button',
          lang: tag,
          'aria-current': tag === language ? 'true' : undefined,
          onclick: () => {
            if (isLanguage(tag)) void speak(tag).then(() => draw())
          },
        },
        name,
      ),
    ),
  )
}

const drawTrouble = (title: string, refusal: Refusal | undefined, again?: () => Promise<void>) => {
  const sentence = refusal ? sentenceFor(refusal, words) : words.m.noLink()
  const button =
    again && h('button', { type: 'button', class: 'primary', onclick: () => void again() }, words.m.tryAgain())
  show(h('h1', { tabindex: '-1' }, title), h('p', {}, sentence), h('div', { class: 'acts' }, button))
}

/** A refusal that leaves nothing to show but itself. */
const stop = (refusal: Refusal, again: () => Promise<void>) => {
  draw = () => {
    const { m } = words
    if (refusal.code === 'link_unknown') return drawTrouble(m.unknownTitle(), refusal)
    return drawTrouble(refusal.code === 'offline' ? m.offlineTitle() : m.faultTitle(), refusal, again)
  }
  draw()
}

const drawCase = (because?: Refusal) => {
  draw = () => {
    if (!token || !about) return
    show(caseView({ token, about, words, because, entered: () => void enter(), announce }))
  }
  draw()
}

const drawContent = (session: string, content: ApprovalContent, trouble?: Refusal) => {
  const { status, superseded } = content.case
  draw = () => {
    const { m, say } = words
    const open = keptSession()
    show(
      ...(trouble ? [refusalNote(trouble, words)] : []),
      ...(superseded ? [note('due', h('p', {}, m.newestNote()))] : []),
      ...(status === 'awarded' ? [note('done', h('p', {}, m.committedNote()))] : []),
      ...(status === 'cancelled' ? [note('', h('p', {}, m.cancelledNote()))] : []),
      ...(status === 'vetoed' && content.own.canApprove ? [note('due', h('p', {}, m.vetoedNote()))] : []),
      ...contentView({ content, words }),
      decisionView({ content, words, decide: (asked) => sayDecision(session, content, asked), redraw: redrawDecision }),
      ...(open ? [h('p', { class: 'quiet' }, m.sessionEnds({ time: say.time(open.expiresAt) }))] : []),
    )
  }
  const redrawDecision = () => {
    const fresh = decisionView({
      content,
      words,
      decide: (asked) => sayDecision(session, content, asked),
      redraw: redrawDecision,
    })
    find('decision').replaceWith(fresh)
    fresh.querySelector<HTMLElement>('input, textarea, button')?.focus()
  }
  draw()
}

/** After a decision, made or refused, what stands now is read again. */
const sayDecision = async (session: string, content: ApprovalContent, asked: DecisionAsked) => {
  const made = await decide(session, content, asked)
  if (made.ok) {
    forgetDraft()
    await enter()
    find('decision').scrollIntoView()
    find('decision').querySelector<HTMLElement>('h2')?.focus()
    const { m, say } = words
    const date = say.dateTime(made.value.decidedAt, content.case.timeZone)
    announce(made.value.decision === 'approve' ? m.approvedAt({ date }) : m.vetoedAt({ date }))
    return
  }
  if (made.refusal.code === 'offline' || made.refusal.code === 'fault' || made.refusal.code === 'invalid_request') {
    find('decision').prepend(refusalNote(made.refusal, words))
    find('decision').scrollIntoView()
    return
  }
  await enter(made.refusal)
  scrollTo(0, 0)
}

/** With a session to what is decided, else to the code. */
const enter = async (trouble?: Refusal): Promise<void> => {
  const opened = keptSession()
  if (!opened) return drawCase(trouble)
  const content = await getContent(opened.session)
  if (content.ok) return drawContent(opened.session, content.value, trouble)
  if (content.refusal.code !== 'session_unknown' && content.refusal.code !== 'content_changed') {
    return stop(content.refusal, () => enter(trouble))
  }
  forgetSession()
  drawCase(content.refusal)
}

const begin = async (): Promise<void> => {
  const found = token ? await getCase(token) : undefined
  // One language is fetched, the reader's own, as soon as it is known who reads.
  await speak(found?.ok ? found.value.language : browserLanguage())
  if (!found) {
    draw = () => drawTrouble(words.m.noLinkTitle(), undefined)
    return draw()
  }
  if (!found.ok) return stop(found.refusal, begin)
  about = found.value
  await enter()
}

// A link followed in a tab that is open already changes only the fragment.
addEventListener('hashchange', () => location.reload())
await begin()
