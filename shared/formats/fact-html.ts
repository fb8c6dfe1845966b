import type { RecordedFact, RecordedRequest } from '../domain/approval-record.ts'
import { Html, html, lines, nothing } from './html.ts'
import type { RecordTools } from './record-words.ts'

/** Members that are told in the sentence, or by the hashes under it. */
const told = new Set([
  ...['seq', 'turn', 'decision', 'kind', 'stakeholderId', 'name', 'role', 'decidedAt', 'at', 'by', 'proved', 'page'],
  ...['shown', 'tookMs', 'asked'],
])

export const instantOf = ({ decidedAt, at }: RecordedFact, { s, timeZone }: RecordTools): string =>
  s.dateTime(decidedAt ?? at ?? '', timeZone)

/** Who said it: a role's holder, one of the buyer's people, or the clock. */
export const speakerOf = (fact: RecordedFact, { w }: RecordTools): string => {
  if (fact.name !== undefined) return `${fact.name} (${w.role({ role: fact.role ?? '' })})`
  return typeof fact.by === 'object' ? `${fact.by.name} (${fact.by.email})` : w.clock()
}

const textOf = (value: unknown): string => {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null) return String(value)
  const { name, email, sha256 } = value as Record<string, unknown>
  return [name, email, sha256].filter((part) => typeof part === 'string').join(' · ')
}

const detailOf = (name: string, value: unknown, { w }: RecordTools): Html => {
  if (value === null || value === undefined || value === '') return nothing
  const text = name === 'reasonCode' ? w.vetoReason({ reason: String(value) }) : textOf(value)
  return html`<dt>${w.said({ field: name })}</dt><dd>${lines(text)}</dd>`
}

const shownOf = ({ shown, page }: RecordedFact, { w }: RecordTools): Html => {
  const hashes = Object.entries(shown ?? {})
  if (hashes.length === 0) return nothing
  const seen = hashes.map(
    ([section, sha256], i) =>
      html`${i > 0 ? ', ' : ''}<a href="#shown-${sha256}">${w.section({ section })}</a> <span class="hash">${sha256.slice(0, 12)}…</span>`,
  )
  return html`<p class="quiet">${w.wasShown()} ${seen}${page ? html` · ${page}` : nothing}</p>`
}

/** One thing that happened: who, in which role, when, what they said, how they had proved who they are, what they saw. */
export const factHtml = (fact: RecordedFact, { steps }: RecordedRequest, tools: RecordTools): Html => {
  const { w } = tools
  const about = steps.find(({ stakeholderId }) => stakeholderId === fact.stakeholderId)
  const act = w.act({ act: fact.decision ?? fact.kind ?? '' })
  const concerning = fact.kind !== undefined && about ? ` · ${about.name} (${w.role({ role: about.role })})` : ''
  const details = Object.entries(fact).filter(([name]) => !told.has(name))
  const proved = fact.proved ? html`<p class="quiet">${w.proved(fact.proved)}</p>` : nothing
  return html`<li${fact.decision === 'veto' ? new Html(' class="veto"') : nothing}>
<p><strong>${speakerOf(fact, tools)}</strong> ${act}${concerning} · <time datetime="${fact.decidedAt ?? fact.at ?? ''}">${instantOf(fact, tools)}</time></p>
<dl>${details.map(([name, value]) => detailOf(name, value, tools))}</dl>
${proved}${shownOf(fact, tools)}</li>`
}
