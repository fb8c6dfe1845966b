import type { DemoPerson } from './issuer-people.ts'
import { type Locale, type Text, texts } from './issuer-texts.ts'
import { type Html, html, mark, type Part, page } from './paper.ts'

const style = `
main { max-width: 30rem; margin: 0 auto; padding: 2rem 1rem 4rem } .brand { margin-bottom: 2rem }
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .5rem } li span { display: block } li .soft { font-size: .875rem }
form + form, ul + h2, section { margin-top: 1rem } .field { margin-bottom: 1rem } .field p { font-size: .875rem; margin: .25rem 0 0; color: var(--soft) }
section { border-top: 1px solid var(--line); padding-top: .5rem; margin-top: 2rem } .code input { font-size: 1.5rem; letter-spacing: .3em; max-width: 12rem } .more { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: 1rem } .more button { width: auto; flex: 1 1 12rem; text-align: center }
`

const shell = (lang: Locale, title: string, body: Html) =>
  page({
    lang,
    title: `${title} · sealbid`,
    style,
    body: html`<main><div class="brand">${mark}<span>sealbid</span></div><h1>${title}</h1>${body}</main>`,
  })

export type Problem = { readonly text: Text; readonly detail?: string }

const alert = (lang: Locale, problem: Problem | undefined) =>
  problem && html`<p role="alert" id="problem">${texts[lang][problem.text]} ${problem.detail}</p>`

type Field = { readonly name: string; readonly label: string; readonly hint?: string; readonly attributes: Part }

const field = ({ name, label, hint, attributes }: Field, problem: Problem | undefined) => {
  const described = [problem && 'problem', hint !== undefined && `${name}-hint`].filter((id) => id).join(' ')
  return html`<div class="field ${name}"><label for="${name}">${label}</label>
<input id="${name}" name="${name}" required ${attributes}${described && html` aria-describedby="${described}"`}${problem && html` aria-invalid="true"`}>
${hint !== undefined && html`<p id="${name}-hint">${hint}</p>`}</div>`
}

const act = (name: string, label: string, isMain = true) =>
  html`<button name="act" value="${name}"${isMain && html` class="act"`}>${label}</button>`

const person = ({
  email,
  name,
  role,
}: DemoPerson) => html`<li><form method="post"><input type="hidden" name="act" value="person">
<button name="person" value="${email}"><span>${name}</span><span class="soft">${role}</span></button></form></li>`

/** Who signs in: one of the demo, or anybody with an address. */
export const whoPage = (lang: Locale, demo: readonly DemoPerson[], email: string, problem?: Problem): string => {
  const t = texts[lang]
  const groups = [...Map.groupBy(demo, ({ organisation }) => organisation)]
  const byAddress = html`${alert(lang, problem)}<form method="post">
${field({ name: 'email', label: t.email, attributes: html`type="email" autocomplete="email" value="${email}"` }, problem)}
${act('email', t.sendCode)}</form>`
  return shell(
    lang,
    t.signIn,
    html`${groups.length > 0 && html`<p>${t.oneClick}</p>`}
${groups.map(([organisation, people]) => html`<h2>${organisation}</h2><ul>${people.map(person)}</ul>`)}
${groups.length > 0 ? html`<section><h2>${t.withEmail}</h2>${byAddress}</section>` : byAddress}`,
  )
}

export const codePage = (lang: Locale, email: string, problem?: Problem): string => {
  const t = texts[lang]
  const digits = html`inputmode="numeric" autocomplete="one-time-code" pattern="[0-9 ]*" maxlength="9" autofocus`
  return shell(
    lang,
    t.signIn,
    html`<p>${t.codeSent} <strong>${email}</strong></p>${alert(lang, problem)}
<form method="post">${field({ name: 'code', label: t.code, hint: t.codeHint, attributes: digits }, problem)}${act('code', t.continue)}</form>
<form method="post" class="more">${act('again', t.again, false)}${act('other', t.otherAddress, false)}</form>`,
  )
}

export const namePage = (lang: Locale, problem?: Problem): string => {
  const t = texts[lang]
  const attributes = html`autocomplete="name" maxlength="100" autofocus`
  return shell(
    lang,
    t.whoAreYou,
    html`${alert(lang, problem)}<form method="post">${field({ name: 'name', label: t.name, hint: t.nameHint, attributes }, problem)}${act('name', t.continue)}</form>`,
  )
}

const wayBack = (lang: Locale, site: string | undefined) =>
  site !== undefined && html`<p><a href="${site}">${texts[lang].toSealbid}</a></p>`

export const cannotPage = (lang: Locale, why: Text, detail: string | undefined, site: string | undefined): string =>
  shell(lang, texts[lang].cannot, html`<p>${texts[lang][why]} ${detail}</p>${wayBack(lang, site)}`)

/** The form is oidc-provider's own; it is sent by itself, since who comes here has just pressed "sign out". */
export const signingOutPage = (lang: Locale, form: Html, script: Html): string =>
  shell(lang, texts[lang].signingOut, html`${form}<script>${script}</script>`)

export const signedOutPage = (lang: Locale, site: string | undefined): string =>
  shell(lang, texts[lang].signedOut, html`${wayBack(lang, site)}`)
