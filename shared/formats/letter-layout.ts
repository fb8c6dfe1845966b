import { type Html, html, lines, nothing } from './html.ts'

/** A letter before it has a shape. */
export type LetterParts = {
  subject: string
  lead: string
  facts: readonly (readonly [label: string, value: string])[]
  action?: { label: string; url: string }
  /** Six digits to type, shown before anything else. */
  code?: string
  note?: string
}

/** `labelled` puts a label before its value as the language wants it. */
type Labelled = (fact: { label: string; value: string }) => string

export const letterText = (
  { lead, facts, action, code, note }: LetterParts,
  from: string,
  labelled: Labelled,
): string =>
  [
    ...(code === undefined ? [] : [code]),
    lead,
    facts.map(([label, value]) => labelled({ label, value })).join('\n'),
    action ? `${action.label}\n${action.url}` : '',
    note ?? '',
    `-- \n${from}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n')

// Mail programs know neither style sheets nor variables: the colours of web/src/theme/tokens.css, spelled out.
const sans = "font-family:Inter,'Helvetica Neue',Arial,sans-serif"
const ink = '#1b1a17'
const muted = '#5c584f'
const line = '#e3ded2'
const green = '#14533a'

const row = ([label, value]: readonly [string, string]): Html => html`<tr>
<td style="padding:8px 16px 8px 0;border-top:1px solid ${line};color:${muted};vertical-align:top;white-space:nowrap">${label}</td>
<td style="padding:8px 0;border-top:1px solid ${line};vertical-align:top;word-break:break-word">${lines(value)}</td>
</tr>`

const button = ({ label, url }: { label: string; url: string }): Html => html`<p style="margin:24px 0 8px">
<a href="${url}" style="display:inline-block;background:${green};color:#fffefb;text-decoration:none;font-weight:600;padding:12px 20px;border-radius:4px">${label}</a></p>`

type Around = { language: string; from: string; orOpen: string }

/** One column, no images, nothing fetched: it reads the same in every mail program and on paper. */
export const letterHtml = (parts: LetterParts, { language, from, orOpen }: Around): string => {
  const { subject, lead, facts, action, code, note } = parts
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light"><title>${subject}</title></head>
<body style="margin:0;background:#faf8f3;color:${ink};${sans};font-size:16px;line-height:1.5">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="border-collapse:collapse"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;border-collapse:collapse;text-align:left">
<tr><td style="padding:0 4px 16px;font-weight:600;letter-spacing:-0.01em;color:${green}">sealbid</td></tr>
<tr><td style="background:#fffefb;border:1px solid ${line};border-radius:4px;padding:28px 24px">
${code === undefined ? html`<h1 style="margin:0 0 12px;font-size:20px;line-height:1.3;font-weight:600">${subject}</h1>` : html`<p style="margin:0 0 12px;font-size:32px;font-weight:600;letter-spacing:0.2em;font-variant-numeric:tabular-nums">${code}</p>`}
<p style="margin:0 0 16px">${lines(lead)}</p>
${facts.length > 0 ? html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="border-collapse:collapse;font-size:15px">${facts.map(row)}</table>` : nothing}
${action ? button(action) : nothing}
${note === undefined ? nothing : html`<p style="margin:16px 0 0;color:${muted};font-size:14px">${lines(note)}</p>`}
</td></tr>
<tr><td style="padding:16px 4px;color:${muted};font-size:13px;word-break:break-word">${action ? html`<p style="margin:0 0 8px">${orOpen}</p>` : nothing}<p style="margin:0">${from}</p></td></tr>
</table></td></tr></table></body></html>
`.markup
}
