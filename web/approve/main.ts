import type { ApprovalCase, InboxItem, StepPlace } from '../../shared/contracts/approvals.ts'
import type { DecisionAsked } from '../../shared/domain/decisions.ts'
import type { Language } from '../../shared/domain/party.ts'
import { type Content, decide, getCase, getContent, getInbox, type Opened, type Refusal } from './api.ts'
import { caseNotes, caseView } from './case-view.ts'
import { contentView } from './content-view.ts'
import { decisionView } from './decision-view.ts'
import { declareView } from './declare-view.ts'
import { button, filled, h, quiet, title } from './elements.ts'
import { inboxView, isSame, newestOf, nextAfter } from './inbox-view.ts'
import { chosenLanguage, draftOf, forgetSession, keepSession, keptSession, takeToken } from './kept.ts'
import { browserLanguage, isLanguage, languages } from './languages.ts'
import { actOf, opinionsView } from './opinions-view.ts'
import { refusalNote, sentenceFor } from './refusals.ts'
import { hasRareParts } from './sections-view.ts'
import { type Words, wordsIn } from './words.ts'

/** Where the reader is, kept by the browser's history: a question, the inbox, or what is seldom wanted. */
type At = StepPlace | 'inbox' | 'absence' | 'passkey'

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
let inbox: { items: readonly InboxItem[]; next?: string } | undefined
/** What the reader sees now, so that another language shows the same again. */
let draw: () => unknown = () => undefined

const show = (...nodes: (Node | false | undefined)[]) => {
  announce('')
  main.replaceChildren(...nodes.filter((node) => node instanceof Node))
  const heading = main.querySelector<HTMLElement>('h1')
  document.title = heading ? `${heading.textContent} · sealbid` : 'sealbid'
  heading?.focus({ preventScroll: true })
}

const speak = async (language: Language) => {
  words = await wordsIn(language)
  document.documentElement.lang = language
  find('languages').setAttribute('aria-label', words.m.language())
  find('languages').replaceChildren(
    ...Object.entries(languages).map(([tag, name]) => {
      const choose = button(name, async () => {
        if (!isLanguage(tag)) return
        chosenLanguage.set(tag)
        await speak(tag)
        draw()
      })
      choose.lang = tag
      if (tag === language) choose.setAttribute('aria-current', 'true')
      return choose
    }),
  )
}

const drawTrouble = (heading: string, sentence: string, again?: () => Promise<void>) =>
  show(
    title(heading),
    h('p', {}, sentence),
    again && h('div', { class: 'acts' }, button(words.m.tryAgain(), again, 'primary')),
  )

/** A refusal that leaves nothing to show but itself. */
const stop = (refusal: Refusal, again: () => Promise<void>) => {
  draw = async () => {
    const sentence = await sentenceFor(refusal, words)
    if (refusal.code === 'offline') return drawTrouble(words.m.offlineTitle(), sentence, again)
    const { more } = await words.seldom()
    if (refusal.code === 'link_unknown') return drawTrouble(more.unknownTitle(), sentence)
    drawTrouble(more.faultTitle(), sentence, again)
  }
  draw()
}

const entered = (opened: Opened) => {
  keepSession(opened)
  void arrive()
}

const drawCase = (because?: Refusal) => {
  draw = async () => {
    if (token && about) return show(caseView({ token, about, words, because, entered, announce }))
    const { more } = await words.seldom()
    drawTrouble(more.noLinkTitle(), because ? await sentenceFor(because, words) : more.noLink())
  }
  draw()
}

const goTo = async (at: At) => {
  history.pushState({ at }, '')
  await arrive()
  scrollTo(0, 0)
}

/** What is at the end of every page of a session. */
const footer = ({ expiresAt }: Opened): HTMLElement => {
  const { m, say } = words
  const leave = () => {
    forgetSession()
    history.replaceState(null, '')
    drawCase()
  }
  const offers = h(
    'div',
    { class: 'acts besides' },
    button(m.away(), () => goTo('absence')),
    button(m.passkey(), () => goTo('passkey')),
    button(m.leave(), leave),
  )
  return h('footer', {}, quiet(m.sessionEnds({ time: say.time(expiresAt) })), offers)
}

const toInbox = () => button(`← ${words.m.inbox()}`, () => goTo('inbox'), 'jump')

const drawContent = (open: Opened, content: Content, trouble?: Refusal) => {
  const { place } = content.case
  draw = async () => {
    const draft = draftOf(place)
    const send = (asked: DecisionAsked) => sayDecision(open, content, asked)
    const asked = content.own.because.find((one) => 'vetoOf' in one)
    // Whose own veto it is, is told elsewhere on the page.
    const known = content.case.status === 'vetoed' && content.own.status === 'vetoed'
    // The link may have been for an earlier one than the place it led to.
    const superseded =
      content.case.superseded || (about !== undefined && isSame(about.place, place) && about.superseded)
    const status = known ? 'proposed' : content.case.status
    const notes = caseNotes({ ...content.case, status, superseded }, words)
    const head = [toInbox(), trouble && refusalNote(trouble, words), ...notes]
    if (content.kind === 'undeclared') {
      return show(...head, declareView({ content, words, draft, send }), footer(open))
    }
    // Fetched before anything is shown: nobody decides on less than the whole.
    const isRare = hasRareParts(content)
    const rare = isRare ? await words.seldom().catch(() => undefined) : undefined
    if (isRare && !rare) return stop({ code: 'offline' }, () => arrive(trouble))
    const shown = { content, words, rare }
    const next = inbox && nextAfter(inbox.items, place)
    const openNext = (item: InboxItem) => goTo(item.case.place)
    show(
      ...head,
      asked && filled(words.seldom().then(({ vetoInQuestion, more }) => vetoInQuestion(shown, asked, more))),
      ...contentView(shown, toDecision, place.subject === 'change' ? rare?.changeIn(rare.more) : undefined),
      opinionsView(shown),
      decisionView({ content, words, draft, send, next, openNext }),
      footer(open),
    )
  }
  return draw()
}

const toDecision = () => {
  find('decision').scrollIntoView()
  find('decision').querySelector<HTMLElement>('h2')?.focus({ preventScroll: true })
}

/** What the form says itself, because what is shown stands. */
const ofTheForm = ['offline', 'fault', 'invalid_request', 'delegate_not_possible', 'reason_not_of_role']

/** After a decision, made or refused, what stands now is read again. */
const sayDecision = async (open: Opened, content: Content, asked: DecisionAsked): Promise<Refusal | undefined> => {
  const made = await decide(open.session, content, asked)
  if (!made.ok && ofTheForm.includes(made.refusal.code)) return made.refusal
  if (made.ok) draftOf(content.case.place).forget()
  inbox = undefined
  await arrive(made.ok ? undefined : made.refusal)
  if (!made.ok || asked.decision === 'declare') {
    scrollTo(0, 0)
    return undefined
  }
  toDecision()
  announce(words.m.did({ act: actOf(asked) }))
  return undefined
}

const drawInbox = (open: Opened) => {
  draw = () => {
    const { items = [], next } = inbox ?? {}
    const older = async () => {
      const page = await getInbox(open.session, next)
      if (!page.ok) return refused(page.refusal)
      inbox = { ...page.value, items: [...items, ...page.value.items] }
      draw()
    }
    show(
      inboxView({ items, linked: about?.place, words, open: goTo, older: next === undefined ? undefined : older }),
      footer(open),
    )
  }
  draw()
}

/** What could not be read: a session that is over leads to the code, what is not this mailbox's too. */
const refused = (refusal: Refusal, trouble?: Refusal) => {
  if (refusal.code === 'session_unknown') {
    forgetSession()
    return drawCase(refusal)
  }
  return refusal.code === 'approval_not_found' ? drawCase(trouble) : stop(refusal, () => arrive(trouble))
}

/** With a session to where the reader was, or to what their link is about; else to the code. */
const arrive = async (trouble?: Refusal): Promise<void> => {
  const open = keptSession()
  if (!open) return drawCase(trouble)
  const at: At | undefined = history.state?.at
  if (at === 'absence' || at === 'passkey') {
    const { absenceView, passkeysView, more } = await words.seldom()
    const view = await (at === 'absence' ? absenceView : passkeysView)({ open, words, announce }, more)
    if (!view.ok) return refused(view.refusal)
    draw = () => void arrive()
    return show(toInbox(), view.value, footer(open))
  }
  const place = at === 'inbox' ? undefined : (at ?? about?.place)
  const [content, page] = await Promise.all([
    place && getContent(open.session, place),
    at === 'inbox' || !inbox ? getInbox(open.session) : undefined,
  ])
  if (content && !content.ok) return refused(content.refusal, trouble)
  if (page && !page.ok) return refused(page.refusal, trouble)
  if (page?.ok) inbox = page.value
  const items = newestOf(inbox?.items ?? [])
  const elsewhere = items.some((one) => one.waits && !(place && isSame(one.case.place, place)))
  // A link leads to its question, unless others wait as well: then to the choice between them.
  const chosen = at ?? (content && !elsewhere ? place : 'inbox')
  if (!at) history.replaceState({ at: chosen }, '')
  if (chosen !== 'inbox' && content) await drawContent(open, content.value, trouble)
  else drawInbox(open)
}

const begin = async (): Promise<void> => {
  const found = token ? await getCase(token) : undefined
  const chosen = chosenLanguage.get()
  // One language is fetched, the reader's own, as soon as it is known who reads.
  await speak(isLanguage(chosen) ? chosen : found?.ok ? found.value.language : browserLanguage())
  if (found && !found.ok) return stop(found.refusal, begin)
  about = found?.value
  await arrive()
}

addEventListener('popstate', () => void arrive())
// A link followed in a tab that is open already changes only the fragment.
addEventListener('hashchange', () => location.reload())
await begin()
