import { type ApprovalRecord, endOf, type RecordedFact, type RecordedRequest } from '../domain/approval-record.ts'
import { type Objection, objectionsOf } from '../domain/objections.ts'
import type { Language } from '../domain/party.ts'
import { contractStyle } from './contract-style.ts'
import { factHtml, instantOf, speakerOf } from './fact-html.ts'
import { Html, html, lines, nothing } from './html.ts'
import { type RecordTools, recordTools } from './record-words.ts'
import { contentHtml } from './shown-html.ts'

const style = `${contractStyle}
h3{margin:1.25rem 0 .25rem}
h4{margin:1rem 0 .25rem;font-size:.8125rem}
section[id]{margin-top:1.5rem}
section[id]>h3{font-size:1rem;color:inherit}
ol.facts dl:empty{display:none}
ol.facts{margin:.5rem 0;padding:0;list-style:none}
ol.facts>li{padding:.6rem 0;border-bottom:1px solid #e3ded2}
ol.facts dl{font-size:.9375rem}
ol.facts>li.veto{border-left:3px solid #9a2f22;padding-left:.75rem}
.role::first-letter{text-transform:uppercase}
.hash{font:.75rem/1.4 ui-monospace,Menlo,monospace;overflow-wrap:anywhere}
ul{margin:0;padding-left:1.1rem}
a{color:#14533a}
@media print{a{color:inherit;text-decoration:none}.shown{break-before:page}}
`

const nameOf = ({ subject, number }: RecordedRequest, { w }: RecordTools) => w.request({ subject, number })

/** An approval or veto that was not asked for again stands by the number of the request it was said on. */
const standingOf = (step: RecordedRequest['steps'][number], request: RecordedRequest): number | undefined => {
  const number = step.standing?.number
  return number === request.number ? undefined : number
}

/** How somebody came to be asked: in another's place, or to override another's veto. */
const placeOf = (step: RecordedRequest['steps'][number], request: RecordedRequest, { w }: RecordTools): Html => {
  const vetoed = request.groups.find(({ groupId }) => groupId === step.groupId)?.overrides
  const whose = vetoed && request.steps.find(({ stakeholderId }) => stakeholderId === vetoed)?.name
  const { from } = step
  const said = whose ? w.toOverride({ name: whose }) : from ? w.inPlaceOf({ how: from.how, name: from.name }) : ''
  return said ? html`<br><span class="quiet">${said}</span>` : nothing
}

/** What somebody came to: who was asked about a veto did not approve what was proposed. */
const outcomeOf = (step: RecordedRequest['steps'][number], request: RecordedRequest, { w }: RecordTools): string => {
  const isOverriding = request.groups.some(({ groupId, overrides }) => groupId === step.groupId && overrides)
  if (isOverriding && step.status === 'approved') return w.act({ act: 'override' })
  if (isOverriding && step.status === 'abstained') return w.act({ act: 'uphold' })
  return w.stepStatus({ status: step.status })
}

const peopleOf = (request: RecordedRequest, tools: RecordTools): Html => {
  const { w } = tools
  return html`<h3>${w.people()}</h3>
<table><thead><tr><th>${w.roleTitle()}</th><th>${w.name()}</th><th>${w.outcome()}</th></tr></thead>
<tbody>${request.steps.map((step) => {
    const from = standingOf(step, request)
    const standing = from === undefined ? nothing : html` <span class="quiet">${w.standsFrom({ number: from })}</span>`
    return html`<tr><td class="role">${w.role({ role: step.role })}</td><td>${step.name}${placeOf(step, request, tools)}</td><td>${outcomeOf(step, request, tools)}${standing}</td></tr>`
  })}</tbody></table>`
}

/** What came of it with the supplier, where it came before them. */
const answerOf = ({ answer }: RecordedRequest, { w, s, timeZone }: RecordTools): Html => {
  if (!answer) return nothing
  const { accepted, words, at, by } = answer
  const speaker = by.name ? `${by.name} (${by.email})` : by.email
  return html`<li><p><strong>${speaker}</strong> ${w.answered({ accepted: accepted ? 'yes' : 'no' })} · <time datetime="${at}">${s.dateTime(at, timeZone)}</time></p>
${words ? html`<p>${lines(words)}</p>` : nothing}</li>`
}

const requestOf = (request: RecordedRequest, tools: RecordTools): Html => {
  const { w, s, timeZone } = tools
  const asked = w.asked({
    at: s.dateTime(request.askedAt, timeZone),
    by: request.requester.name,
    version: request.policyVersion,
  })
  return html`<section>
<h2>${nameOf(request, tools)} · ${w.requestStatus({ status: endOf(request) })}</h2>
<p class="quiet">${asked}</p>
${peopleOf(request, tools)}
<h3>${w.happened()}</h3>
${
  request.facts.length === 0 && !request.answer
    ? html`<p class="quiet">${w.nothingHappened()}</p>`
    : html`<ol class="facts">${request.facts.map((fact) => factHtml(fact, request, tools))}${answerOf(request, tools)}</ol>`
}
</section>`
}

const becameOf = ({ became }: Objection, tools: RecordTools): Html => {
  const { w } = tools
  if (became.how === 'ended') return html`<p>${w.ended({ status: became.status })}</p>`
  return html`${became.by.map((fact) => {
    const at = instantOf(fact, tools)
    const said = typeof fact.evidence === 'string' ? fact.evidence : typeof fact.words === 'string' ? fact.words : ''
    const who = fact.name ?? ''
    const sentence = became.how === 'lifted' ? w.lifted({ name: who, at }) : w.overridden({ name: who, at })
    return html`<p>${sentence}${said ? html`<br>${lines(said)}` : nothing}</p>`
  })}`
}

const objections = (record: ApprovalRecord, tools: RecordTools): Html => {
  const { w } = tools
  const all = objectionsOf(record)
  if (all.length === 0) return html`<h2>${w.objections()}</h2><p>${w.noObjections()}</p>`
  return html`<h2>${w.objections()}</h2>
<ol class="facts">${all.map((objection) => {
    const { veto, request } = objection
    const words = typeof veto.words === 'string' ? veto.words : ''
    return html`<li class="veto"><p><strong>${speakerOf(veto, tools)}</strong> · ${instantOf(veto, tools)} · ${nameOf(request, tools)}</p>
<p>${lines(words)}</p>
${becameOf(objection, tools)}</li>`
  })}</ol>`
}

/** Who decided on a content, said once each. */
const seenBy = (record: ApprovalRecord, sha256: string, tools: RecordTools): string => {
  const facts = record.requests.flatMap((request) => request.facts)
  const saw = (fact: RecordedFact) => Object.values(fact.shown ?? {}).includes(sha256)
  return [...new Set(facts.filter(saw).map((fact) => speakerOf(fact, tools)))].join('; ')
}

const contents = (record: ApprovalRecord, tools: RecordTools): Html => {
  const { w } = tools
  const { currency } = record
  return html`<div class="shown"><h2>${w.shown()}</h2><p class="quiet">${w.shownHint()}</p></div>
${Object.entries(record.shown).map(([sha256, { section, content }]) => {
  const people = seenBy(record, sha256, tools)
  return html`<section id="shown-${sha256}"><h3>${w.section({ section })}</h3>
<p class="hash">${sha256}</p>
${people ? html`<p class="quiet">${w.decidedOnBy({ people })}</p>` : nothing}
${contentHtml(content, { ...tools, currency })}</section>`
})}`
}

/**
 * How a contract was approved, as one page that prints on A4: made from the record alone, and from everything in it.
 */
export const approvalRecordHtml = (record: ApprovalRecord, language: Language): string => {
  const tools = recordTools(language, record.timeZone)
  const { w, s } = tools
  const { contractNumber, changeNumber, title, buyer, supplier, committedAt, agreementSha256, event } = record
  const heading =
    changeNumber === undefined
      ? w.title({ number: contractNumber })
      : w.changeTitle({ change: changeNumber, number: contractNumber })
  const of = changeNumber === undefined ? 'contract' : 'change'
  const chain = `${event.number} · ${event.sha256}`
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${heading}: ${title}</title><style>${new Html(style)}</style></head>
<body><main>
<header><p class="mark">sealbid</p><h1>${heading}</h1>
<p><strong>${title}</strong></p>
<p>${w.between({ buyer: buyer.legalName, supplier: supplier.legalName })} ${w.concluded({ of, at: s.dateTime(committedAt, record.timeZone) })}</p></header>
${objections(record, tools)}
${record.requests.map((request) => requestOf(request, tools))}
${contents(record, tools)}
<h2>${w.evidence()}</h2>
<dl class="hashes"><dt>${w.agreement()}</dt><dd>${agreementSha256}</dd><dt>${w.chain({ of })}</dt><dd>${chain}</dd><dt>${w.format()}</dt><dd>${record.format}</dd></dl>
</main></body></html>
`.markup
}
