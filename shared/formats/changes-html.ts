import type { AgreedChange, ChangedLine } from '../domain/contract-change.ts'
import { type ContractTools, countedIn } from './contract-tools.ts'
import { type Html, html, lines, nothing } from './html.ts'

/** What was before what is, where the two differ. */
const turned = (before: string, after: string): Html =>
  before === after ? html`${after}` : html`<span class="quiet">${before}</span> → <strong>${after}</strong>`

const rowOf = ({ number, name, unit, before, after }: ChangedLine, tools: ContractTools): Html => {
  const { w, s, contract } = tools
  const { currency } = contract
  const quantity = (value: string) => countedIn(tools, value, unit)
  const by = (date: string | null) => (date === null ? '–' : w.byDate({ date: s.date(date) }))
  return html`<tr>
<td>${number}</td>
<td>${name}</td>
<td class="figure">${turned(quantity(before.quantity), quantity(after.quantity))}</td>
<td class="figure">${turned(s.unitPrice(before.unitPrice, currency), s.unitPrice(after.unitPrice, currency))}</td>
<td>${turned(by(before.deliverBy), by(after.deliverBy))}</td>
<td class="figure">${turned(s.amount(before.totalMinor, currency), s.amount(after.totalMinor, currency))}</td>
</tr>`
}

export const agreedAtOf = ({ answer, proposedAt }: AgreedChange, { s, contract }: ContractTools): string =>
  s.dateTime(answer?.at ?? proposedAt, contract.terms.timeZone)

const changeOf = (change: AgreedChange, tools: ContractTools): Html => {
  const { w, s, contract } = tools
  const { currency } = contract
  const { number, reason, words, totals, answer, proposedBy, proposedAt } = change
  const proposed = w.proposedBy({ name: proposedBy.name, date: s.dateTime(proposedAt, contract.terms.timeZone) })
  return html`<section class="change">
<h3>${w.changeTitle({ number, date: agreedAtOf(change, tools) })}</h3>
<p class="quiet">${w.changeReason({ reason })} ${proposed}</p>
<p>${lines(words)}</p>
<table>
<thead><tr><th>${w.number()}</th><th>${w.item()}</th><th class="figure">${w.quantity()}</th><th class="figure">${w.unitPrice({ currency })}</th><th>${w.delivery()}</th><th class="figure">${w.lineTotal({ currency })}</th></tr></thead>
<tbody>${change.lines.map((line) => rowOf(line, tools))}</tbody>
<tfoot><tr><th colspan="5">${w.wholeContract()}</th><td class="figure total">${turned(s.amount(totals.beforeMinor, currency), s.money(totals.afterMinor, currency))}</td></tr></tfoot>
</table>
${answer?.words ? html`<p class="quiet">${w.supplierSays()}</p><p>${lines(answer.words)}</p>` : nothing}
</section>`
}

/** What both parties agreed after the contract was made, oldest first, each with what it found and what it made of it. */
export const changesOf = (tools: ContractTools): Html => {
  const { w, contract } = tools
  if (contract.changes.length === 0) return nothing
  return html`<h2>${w.changes()}</h2>
${contract.changes.map((change) => changeOf(change, tools))}`
}
