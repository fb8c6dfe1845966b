import { Buffer } from 'node:buffer'

export type Attachment = { readonly name: string; readonly type: string; readonly base64: string }
export type Mime = {
  readonly headers: ReadonlyMap<string, string>
  readonly text?: string
  readonly html?: string
  readonly attachments: readonly Attachment[]
}

const quotedPrintable = (text: string): Buffer =>
  Buffer.from(
    text
      .replace(/=\r?\n/g, '')
      .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )

const inCharset = (bytes: Buffer, charset = 'utf-8'): string => new TextDecoder(charset).decode(bytes)

/** RFC 2047: `=?utf-8?B?…?=` words in a header. */
export const decodedWords = (header: string): string =>
  header
    .replace(/(\?=)\s+(=\?)/g, '$1$2')
    .replace(/=\?([^?]+)\?([bq])\?([^?]*)\?=/gi, (_, charset: string, encoding: string, text: string) =>
      inCharset(
        encoding.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : quotedPrintable(text.replaceAll('_', ' ')),
        charset,
      ),
    )

const parameter = (header: string, name: string): string | undefined => {
  const found = new RegExp(`;\\s*${name}\\*?="?([^";]+)"?`, 'i').exec(header)?.[1]
  return found?.toLowerCase().startsWith("utf-8''") ? decodeURIComponent(found.slice(7)) : found
}

type Piece = { readonly headers: ReadonlyMap<string, string>; readonly body: string }

/** Header and body of a message or of one of its parts; a repeated header keeps its first value. */
const pieceOf = (source: string): Piece => {
  const blank = /\r?\n\r?\n/.exec(source)
  const head = blank ? source.slice(0, blank.index) : source
  const headers = new Map<string, string>()
  for (const line of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const [, name, value] = /^([^:\s]+):\s*(.*)$/.exec(line) ?? []
    const key = name?.toLowerCase()
    if (key !== undefined && !headers.has(key)) headers.set(key, Buffer.from(value ?? '', 'latin1').toString())
  }
  return { headers, body: blank ? source.slice(blank.index + blank[0].length) : '' }
}

const contentOf = ({ headers, body }: Piece): Buffer => {
  const encoding = (headers.get('content-transfer-encoding') ?? '').trim().toLowerCase()
  if (encoding === 'base64') return Buffer.from(body, 'base64')
  return encoding === 'quoted-printable' ? quotedPrintable(body) : Buffer.from(body, 'latin1')
}

const partsOf = ({ headers, body }: Piece): readonly Piece[] | undefined => {
  const type = headers.get('content-type') ?? ''
  const boundary = /^multipart\//i.test(type) ? parameter(type, 'boundary') : undefined
  if (boundary === undefined) return undefined
  const pieces = `\n${body}`.split(`\n--${boundary}`).slice(1)
  return pieces
    .filter((piece) => !piece.startsWith('--'))
    .map((piece) => pieceOf(piece.replace(/^[ \t]*\r?\n/, '').replace(/\r$/, '')))
}

const leaves = (piece: Piece): readonly Piece[] => partsOf(piece)?.flatMap(leaves) ?? [piece]

const typeOf = ({ headers }: Piece) =>
  (headers.get('content-type') ?? 'text/plain').split(';')[0]?.trim().toLowerCase() ?? ''
const isAttached = ({ headers }: Piece) => /^attachment/i.test(headers.get('content-disposition') ?? '')
const nameOf = ({ headers }: Piece) =>
  parameter(headers.get('content-disposition') ?? '', 'filename') ??
  parameter(headers.get('content-type') ?? '', 'name')

/** What a mail program would show of a raw message. */
export const readMime = (raw: Buffer): Mime => {
  const message = pieceOf(raw.toString('latin1'))
  const all = leaves(message)
  const shown = (type: string) => all.find((piece) => typeOf(piece) === type && !isAttached(piece))
  const textOf = (piece: Piece) =>
    inCharset(contentOf(piece), parameter(piece.headers.get('content-type') ?? '', 'charset'))
  const [text, html] = [shown('text/plain'), shown('text/html')]
  return {
    headers: message.headers,
    ...(text && { text: textOf(text) }),
    ...(html && { html: textOf(html) }),
    attachments: all
      .filter((piece) => piece !== text && piece !== html)
      .map((piece) => ({
        name: decodedWords(nameOf(piece) ?? 'attachment'),
        type: typeOf(piece),
        base64: contentOf(piece).toString('base64'),
      })),
  }
}
