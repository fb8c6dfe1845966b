import type { Passkey } from '../../shared/domain/passkeys.ts'
import { type Answer, call, inSession, type Opened, post, type Refusal } from './api.ts'
import { button, h, list, note, quiet, title } from './elements.ts'
import { canUsePasskeys, enrol } from './passkeys.ts'
import { refusalNote } from './refusals.ts'
import type { MoreMessages, Words } from './words.ts'

type Props = { open: Opened; words: Words; announce: (sentence: string) => void }
/** What was just done, or why it was not. */
type News = { done?: string; refusal?: Refusal }

/** A mailbox's passkeys: make one on this device, and take back one that is lost. */
export const passkeysView = async (props: Props, more: MoreMessages, news: News = {}): Promise<Answer<HTMLElement>> => {
  const { open, words, announce } = props
  const authorization = inSession(open.session)
  const kept = await call<{ items: Passkey[] }>(authorization, 'GET', 'passkeys')
  if (!kept.ok) return kept
  const view = h('div')
  const again = async (next: News) => {
    const drawn = await passkeysView(props, more, next)
    if (!drawn.ok) return view.prepend(refusalNote(drawn.refusal, words))
    view.replaceWith(drawn.value)
    drawn.value.querySelector('h1')?.focus()
    if (next.done) announce(next.done)
  }
  const make = async () => {
    const made = await enrol(post(authorization))
    await again(made.ok ? { done: more.passkeyKept() } : made)
  }
  const remove =
    ({ passkeyId }: Passkey) =>
    async () => {
      const removed = await call(authorization, 'DELETE', `passkeys/${passkeyId}`)
      await again(removed.ok ? { done: more.passkeyRemoved() } : removed)
    }
  const row = (passkey: Passkey) => {
    const date = words.say.date(passkey.createdAt.slice(0, 10))
    const act = button(more.removePasskey(), remove(passkey))
    act.setAttribute('aria-label', `${more.removePasskey()}: ${passkey.madeIn}`)
    return [h('span', {}, more.passkeyMade({ browser: passkey.madeIn, date })), ' ', act]
  }
  view.append(
    title(words.m.passkey()),
    quiet(more.passkeyWhat()),
    ...(news.refusal ? [refusalNote(news.refusal, words)] : []),
    ...(news.done ? [note('done', h('p', {}, news.done))] : []),
    ...(kept.value.items.length > 0 ? [h('h2', {}, more.ownPasskeys()), list(kept.value.items.map(row))] : []),
    (await canUsePasskeys())
      ? h(
          'div',
          { class: 'acts' },
          button(more.makePasskey(), make, kept.value.items.length > 0 ? undefined : 'primary'),
        )
      : quiet(more.noPasskeyHere()),
  )
  return { ok: true, value: view }
}
