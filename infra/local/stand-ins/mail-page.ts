import { Buffer } from 'node:buffer'
import type { Line, Mail, MailStore } from './mail-store.ts'
import { Html, html, mark, page, pageHeaders } from './paper.ts'
import type { AwsResponse } from './types.ts'

const style = `
.box { display: grid; grid-template-columns: minmax(12rem, 18rem) minmax(16rem, 24rem) minmax(0, 1fr); min-height: 100vh }
.box > * { padding: 1rem; border-right: 1px solid var(--line); min-width: 0 } .box > main { background: var(--sheet); border: 0; padding: 1.5rem 2rem }
nav ul, .list ol { list-style: none; margin: 0 0 1rem; padding: 0 } nav a, .list a { display: block; padding: .5rem .75rem; border-radius: 4px; color: var(--ink); text-decoration: none }
nav a.brand { display: flex; padding: 0; margin-bottom: .5rem } .back { display: none }
nav a:hover, .list a:hover { background: var(--sheet) } nav a[aria-current], .list a[aria-current] { background: var(--sheet); box-shadow: inset 3px 0 var(--accent); font-weight: 600 }
nav li a { display: flex; justify-content: space-between; gap: .5rem; font-size: .875rem } .list a span { display: block; font-size: .875rem; font-weight: 400 } .list strong { font-weight: 600 }
form.clock { display: grid; grid-template-columns: 1fr 1fr; gap: .5rem }
pre { white-space: pre-wrap; font: inherit; margin: 0 } iframe { width: 100%; height: 60vh; border: 1px solid var(--line); border-radius: 4px; background: #fff } dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; margin: 0 0 1.5rem } dt { color: var(--soft) } dd { margin: 0 }
@media (max-width: 60rem) { .box { display: block } .box > * { border: 0; border-bottom: 1px solid var(--line) } .box > main { padding: 1rem } nav ul { max-height: 12rem; overflow: auto } .reading > nav, .reading > .list { display: none } .back { display: block } }
`
const perPage = 50

const when = (at: string) =>
  html`<time datetime="${at}">${new Date(at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' })} UTC</time>`

const address = (path: string, query: Record<string, string | undefined>) => {
  const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined)
  return given.length > 0 ? `${path}?${new URLSearchParams(given)}` : path
}

const linked = (text: string) =>
  text
    .split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])/)
    .map((part, i) => (i % 2 ? html`<a href="${part}" target="_blank" rel="noopener noreferrer">${part}</a>` : part))

const forward = [
  { ms: 5 * 60_000, label: '5 minutes' },
  { ms: 60 * 60_000, label: '1 hour' },
  { ms: 24 * 60 * 60_000, label: '1 day' },
  { ms: 3 * 24 * 60 * 60_000, label: '3 days' },
]

/** Deadlines are reached without waiting: this machine's clock, moved forward. */
const clockOf = (now: number) => html`<h2>This machine’s clock</h2>
<p class="soft">${when(new Date(now).toISOString())}</p>
<form class="clock" method="post" action="/clock/forward">${forward.map(
  ({ ms, label }) =>
    html`<button name="ms" value="${ms}" aria-label="Move the clock ${label} forward">+ ${label}</button>`,
)}</form>`

const recipientsColumn = (store: MailStore, to: string | undefined, now: number) => html`<nav aria-label="Inboxes">
<a class="brand" href="/mailbox">${mark}sealbid mailbox</a>
<p class="soft">Every mail this machine would have sent. None left it.</p>
<form action="/mailbox"><label for="to">Inbox of</label><input id="to" name="to" type="email" value="${to}" autocomplete="off"></form>
<h2>Inboxes</h2>
<ul><li><a href="/mailbox"${to === undefined && new Html(' aria-current="page"')}>Everyone</a></li>
${store
  .recipients()
  .map(
    (one) =>
      html`<li><a href="${address('/mailbox', { to: one.address })}"${one.address === to && new Html(' aria-current="page"')}><span>${one.address}</span><span class="soft">${one.count}</span></a></li>`,
  )}</ul>
${clockOf(now)}</nav>`

const listColumn = (lines: readonly Line[], to: string | undefined, open: string | undefined) => {
  const shown = lines.slice(0, perPage)
  return html`<section class="list" aria-label="Mails"><ol>
${shown.map(
  (line) =>
    html`<li><a href="${address(`/mailbox/${line.id}`, { to })}"${line.id === open && new Html(' aria-current="true"')}><strong>${line.subject || 'No subject'}</strong><span>${to === undefined && line.to.join(', ')}</span><span>${when(line.at)}</span></a></li>`,
)}</ol>
${shown.length === 0 && html`<p>No mail yet. Publish an RFQ, or sign in with an e-mail address, and it arrives here.</p>`}
${lines.length > perPage && html`<a href="${address('/mailbox', { to, before: shown.at(-1)?.id })}">Older mails</a>`}</section>`
}

const message = (mail: Mail) => html`<h1>${mail.subject || 'No subject'}</h1>
<dl><dt>From</dt><dd>${mail.from}</dd><dt>To</dt><dd>${mail.to.join(', ')}</dd>
${mail.replyTo.length > 0 && html`<dt>Reply to</dt><dd>${mail.replyTo.join(', ')}</dd>`}<dt>Sent</dt><dd>${when(mail.at)}</dd></dl>
${mail.text !== undefined && html`<h2>Text</h2><pre>${linked(mail.text)}</pre>`}
${mail.html !== undefined && html`<h2>HTML</h2><iframe title="The mail as HTML" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/mailbox/${mail.id}/html"></iframe>`}
${
  mail.attachments.length > 0 &&
  html`<h2>Attachments</h2><ul>${mail.attachments.map((one, i) => html`<li><a href="/mailbox/${mail.id}/attachments/${i}">${one.name}</a> <span class="soft">${one.type}</span></li>`)}</ul>`
}`

const shown = (status: number, title: string, body: Html): AwsResponse => ({
  status,
  headers: pageHeaders("frame-src 'self'; form-action 'self'"),
  body: page({ lang: 'en', title, style, body }),
})

/** The inboxes, one of them open, and in it one mail. */
const mailbox = (store: MailStore, url: URL, now: number, mail?: Mail): AwsResponse => {
  const to = url.searchParams.get('to')?.trim().toLowerCase() || undefined
  const before = url.searchParams.get('before') ?? undefined
  const filter = { ...(to !== undefined && { to }), ...(before !== undefined && { before }), limit: perPage + 1 }
  const main = mail ? message(mail) : html`<h1>${to ?? 'Mailbox'}</h1><p class="soft">Choose a mail to read it.</p>`
  const back = mail && html`<p class="back"><a href="${address('/mailbox', { to })}">Back to the inbox</a></p>`
  const columns = html`<div class="box${mail && ' reading'}">${recipientsColumn(store, to, now)}${listColumn(store.list(filter), to, mail?.id)}<main>${back}${main}</main></div>`
  return shown(200, mail ? mail.subject : 'sealbid mailbox', columns)
}

const notFound = (): AwsResponse =>
  shown(404, 'Not found', html`<main><h1>There is no such mail</h1><p><a href="/mailbox">To the mailbox</a></p></main>`)

/** The mail's own markup, where it can run nothing and reach nothing; its links open beside the mailbox. */
const framed = (markup: string): AwsResponse => ({
  status: 200,
  headers: pageHeaders('sandbox allow-popups allow-popups-to-escape-sandbox'),
  body: `<!doctype html><base target="_blank">${markup}`,
})

const attachment = (mail: Mail, number: string | undefined): AwsResponse => {
  const one = mail.attachments[Number(number)]
  if (!one) return notFound()
  return {
    status: 200,
    headers: {
      'content-type': one.type,
      'content-disposition': `attachment; filename*=utf-8''${encodeURIComponent(one.name)}`,
      'x-content-type-options': 'nosniff',
    },
    body: Buffer.from(one.base64, 'base64'),
  }
}

const json = (status: number, body: unknown): AwsResponse => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  body: JSON.stringify(body),
})

const withoutContent = ({ attachments, ...mail }: Mail) => ({
  ...mail,
  attachments: attachments.map(({ name, type }) => ({ name, type })),
})

/** `GET /mail?to=&after=&limit=`: mails as data, newest first, at most 200 at a time. */
const asData = (store: MailStore, { searchParams }: URL): AwsResponse => {
  const asked = (name: string) => searchParams.get(name) ?? undefined
  const [to, after, before] = [asked('to'), asked('after'), asked('before')]
  const limit = Math.min(Math.max(Number(asked('limit') ?? perPage) || perPage, 1), 200)
  const filter = {
    ...(to !== undefined && { to }),
    ...(after !== undefined && { after }),
    ...(before !== undefined && { before }),
    limit,
  }
  return json(
    200,
    store.list(filter).flatMap(({ id }) => {
      const mail = store.read(id)
      return mail ? [withoutContent(mail)] : []
    }),
  )
}

/** Everything the mailbox serves: `/`, `/mailbox…` for people, `/mail…` for programs. */
export const mailPage = (
  store: MailStore,
  { method, url }: { readonly method: string; readonly url: URL },
  now: number,
): AwsResponse => {
  if (method !== 'GET' && method !== 'HEAD') return { status: 405, headers: { allow: 'GET, HEAD' }, body: '' }
  const [, top = '', id, part, number] = url.pathname.split('/')
  if (top === '') return { status: 302, headers: { location: '/mailbox' }, body: '' }
  const mail = id === undefined ? undefined : store.read(id)
  if (top === 'mail') {
    if (id === undefined) return asData(store, url)
    return mail ? json(200, withoutContent(mail)) : json(404, { code: 'mail_not_found' })
  }
  if (top !== 'mailbox' || (id !== undefined && !mail)) return notFound()
  if (mail && part === 'html') return framed(mail.html ?? '')
  if (mail && part === 'attachments') return attachment(mail, number)
  return part === undefined ? mailbox(store, url, now, mail) : notFound()
}
