import type { ContractCopy, ContractLine } from '../domain/contract.ts'
import type { AgreedChange } from '../domain/contract-change.ts'
import { asItStands } from '../domain/contract-change-rules.ts'
import { agreementSha256 } from '../domain/contract-rules.ts'
import { saidIn } from '../domain/decisions.ts'
import type { Address, Language, Party } from '../domain/party.ts'
import { agreedAtOf, changesOf } from './changes-html.ts'
import { contractStyle } from './contract-style.ts'
import { type ContractTools, contractTools, countedIn } from './contract-tools.ts'
import { Html, html, lines, nothing } from './html.ts'

const addressOf = ({ street, extra, postalCode, city, country }: Address, { s }: ContractTools): Html =>
  lines([street, extra, `${postalCode} ${city}`, s.country(country)].filter(Boolean).join('\n'))

const partyOf = (
  role: string,
  party: Party,
  contact: string,
  tools: ContractTools,
): Html => html`<section class="party">
<h3>${role}</h3>
<p><strong>${party.legalName}</strong><br>${addressOf(party.address, tools)}</p>
<p class="quiet">${tools.w.registration({ id: party.registrationId })}${party.vatId ? html`<br>${tools.w.vatId({ id: party.vatId })}` : nothing}${contact ? html`<br>${tools.w.contact({ email: contact })}` : nothing}</p>
</section>`

const deliveryOf = (line: ContractLine, { w, s }: ContractTools): string =>
  [
    line.deliverBy ? w.byDate({ date: s.date(line.deliverBy) }) : '',
    line.deliveryDays === undefined ? '' : w.inDays({ days: line.deliveryDays }),
  ]
    .filter(Boolean)
    .join(', ')

const lineRow = (line: ContractLine, tools: ContractTools): Html => {
  const { w, s, contract } = tools
  const counted = (quantity: string) => countedIn(tools, quantity, line.unit)
  const base = line.priceBase === undefined ? '' : w.perUnits({ base: counted(line.priceBase) })
  return html`<tr>
<td>${line.number}</td>
<td><strong>${line.name}</strong>${line.itemReference ? html` <span class="quiet">${line.itemReference}</span>` : nothing}${line.description ? html`<br>${lines(line.description)}` : nothing}${line.note ? html`<br><em>${line.note}</em>` : nothing}</td>
<td class="figure">${counted(line.quantity)}</td>
<td class="figure">${s.unitPrice(line.unitPrice, contract.currency)}${base ? html`<br><span class="quiet">${base}</span>` : nothing}</td>
<td>${deliveryOf(line, tools)}</td>
<td class="figure">${s.amount(line.totalMinor, contract.currency)}</td>
</tr>`
}

const linesOf = (tools: ContractTools): Html => {
  const { w, s, contract } = tools
  const { currency } = contract
  return html`<h2>${w.lines()}</h2>
<table>
<thead><tr><th>${w.number()}</th><th>${w.item()}</th><th class="figure">${w.quantity()}</th><th class="figure">${w.unitPrice({ currency })}</th><th>${w.delivery()}</th><th class="figure">${w.lineTotal({ currency })}</th></tr></thead>
<tbody>${contract.lines.map((line) => lineRow(line, tools))}</tbody>
<tfoot><tr><th colspan="5">${w.total()}</th><td class="figure total">${s.money(contract.totalMinor, currency)}</td></tr></tfoot>
</table>
<p class="quiet">${w.vat({ vat: contract.terms.vat })} ${w.rounding()}</p>`
}

/** A term of the contract, with its line breaks; a blank one is left out. */
const fact = (label: string, value: Html | string | undefined): Html => {
  if (value === undefined || value === '') return nothing
  return html`<dt>${label}</dt><dd>${typeof value === 'string' ? lines(value) : value}</dd>`
}

const termsOf = (tools: ContractTools): Html => {
  const { w, contract } = tools
  const { terms, bid } = contract
  const days = terms.paymentDays === null ? '' : w.paymentDays({ days: terms.paymentDays })
  return html`<h2>${w.terms()}</h2>
<dl>
${fact(w.deliveryPlace(), terms.deliveryPlace ? addressOf(terms.deliveryPlace, tools) : undefined)}
${fact(w.incoterm(), terms.incoterm ?? undefined)}
${fact(w.payment(), [days, terms.paymentTerms].filter(Boolean).join('\n'))}
${fact(w.specialTerms(), terms.specialTerms)}
${fact(w.buyerReference(), terms.buyerReference)}
${fact(w.bidNote(), bid.note)}
</dl>`
}

const approvalsOf = (tools: ContractTools): Html => {
  const { w, s, contract } = tools
  const { award, approvals, terms } = contract
  const at = (instant: string) => s.dateTime(instant, terms.timeZone)
  return html`<h2>${w.award()}</h2>
<p>${w.proposedBy({ name: award.proposedBy.name, date: at(award.proposedAt) })} ${w.lowest({ isLowest: String(award.isLowest) })}</p>
<dl>${fact(w.reason(), award.reason)}${fact(w.justification(), award.justification)}</dl>
<h2>${w.approvals()}</h2>
<ul class="approvals">${approvals.map(
    (approval) =>
      html`<li><strong>${w.role({ role: approval.role })}</strong> ${approval.name}, ${w.decidedAt({ decision: approval.decision, date: at(approval.decidedAt) })}${saidOf(approval, tools)}</li>`,
  )}</ul>`
}

/** A condition is met by the time there is a contract: nothing is concluded before its role confirmed it. */
const saidOf = (approval: ContractCopy['approvals'][number], { w }: ContractTools): Html => {
  const { words = '', condition = '' } = 'seq' in approval ? (saidIn(approval) ?? {}) : {}
  return html`${words ? html`<br>${lines(words)}` : nothing}${condition ? html`<br>${lines(w.onCondition({ condition }))}` : nothing}`
}

const evidenceOf = ({ w, s, contract, committed }: ContractTools): Html => {
  const { bid, terms, approvals, changes } = contract
  const made = changes.length === 0 ? w.agreementHash() : w.agreementHashMade()
  const received = s.dateTime(bid.receivedAt, terms.timeZone)
  const [first] = approvals
  const shown = Object.entries(first && 'shown' in first ? first.shown : {})
  return html`<h2>${w.evidence()}</h2>
<dl class="hashes">
${fact(made, agreementSha256(committed))}
${changes.map(({ number, agreementSha256: sha256 }) => fact(w.changeHash({ number }), sha256))}
${fact(w.bidHash({ version: bid.version, date: received }), bid.sha256)}
${shown.map(([section, sha256]) => fact(w.shownHash({ section }), sha256))}
</dl>`
}

const standsSince = (tools: ContractTools): Html => {
  const { w, contract } = tools
  const last = contract.changes.at(-1)
  return last ? html`<p>${w.standsSince({ number: last.number, date: agreedAtOf(last, tools) })}</p>` : nothing
}

/**
 * The contract as one page that prints on A4 and needs nothing else; every text in it is shown as text. One that was
 * changed prints as it stands, with each of its changes.
 */
export const contractHtml = (
  committed: ContractCopy,
  language: Language,
  changes: readonly AgreedChange[] = [],
): string => {
  const contract = asItStands(committed, changes)
  const tools = contractTools(language, contract, committed)
  const { w, s } = tools
  const { terms, buyer, supplier, contractNumber, orderNumber, committedAt } = contract
  const title = w.contractTitle({ number: contractNumber })
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}: ${terms.title}</title><style>${new Html(contractStyle)}</style></head>
<body><main>
<header><p class="mark">sealbid</p><h1>${title}</h1>
<p>${w.madeOn({ date: s.dateTime(committedAt, terms.timeZone) })} · ${w.order({ number: orderNumber })}</p>${standsSince(tools)}</header>
<h2>${w.parties()}</h2>
<div class="parties">${partyOf(w.buyer(), buyer, contract.award.proposedBy.email, tools)}${partyOf(w.supplier(), supplier, contract.supplierContact, tools)}</div>
<h2>${w.subject()}</h2>
<p><strong>${terms.title}</strong></p>${terms.description ? html`<p>${lines(terms.description)}</p>` : nothing}
${linesOf(tools)}
${termsOf(tools)}
${changesOf(tools)}
${approvalsOf(tools)}
${evidenceOf(tools)}
</main></body></html>
`.markup
}
