import { appendFileSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readIfThere, writeAtomically } from './files.ts'
import type { Attachment } from './mail-mime.ts'

export type Mail = {
  readonly id: string
  readonly at: string
  readonly from: string
  /** Bare addresses in lower case; copies and blind copies with the rest. */
  readonly to: readonly string[]
  readonly replyTo: readonly string[]
  readonly subject: string
  readonly headers: Readonly<Record<string, string>>
  readonly text?: string
  readonly html?: string
  readonly attachments: readonly Attachment[]
}

/** What a list shows of a mail. */
export type Line = Pick<Mail, 'id' | 'at' | 'from' | 'to' | 'subject'>
export type Filter = {
  readonly to?: string
  /** Only mails newer than this id. */
  readonly after?: string
  /** Only mails older than this id. */
  readonly before?: string
  readonly limit?: number
}

const lineOf = ({ id, at, from, to, subject }: Line): Line => ({ id, at, from, to, subject })

/** A mail is a file; the lists read an index in memory, so a page opens no more files than it shows. */
export const createMailStore = (dataDir: string) => {
  const folder = join(dataDir, 'mail')
  const indexFile = join(folder, 'index.jsonl')
  mkdirSync(folder, { recursive: true })
  const fileOf = (id: string) => join(folder, `${id}.json`)

  const read = (id: string): Mail | undefined => {
    const file = /^mail_\d{8}$/.test(id) ? readIfThere(fileOf(id)) : undefined
    return file && (JSON.parse(file.toString()) as Mail)
  }

  const lines: Line[] = restored(readIfThere(indexFile)?.toString() ?? '')
  const byRecipient = new Map<string, Line[]>()
  const remember = (line: Line) => {
    for (const address of line.to) {
      const known = byRecipient.get(address)
      if (known) known.push(line)
      else byRecipient.set(address, [line])
    }
  }
  // The mail is written before its line in the index; a kill in between leaves a file without a line.
  const files = readdirSync(folder).filter((name) => /^mail_\d{8}\.json$/.test(name))
  if (files.length !== lines.length) {
    const known = new Map(lines.map((line) => [line.id, line]))
    const whole = files.sort().flatMap((name) => known.get(name.slice(0, -5)) ?? read(name.slice(0, -5)) ?? [])
    lines.splice(0, lines.length, ...whole.map(lineOf))
    writeAtomically(indexFile, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  }
  for (const line of lines) remember(line)

  let last = Number(lines.at(-1)?.id.slice(5) ?? 0)
  const keep = (content: Omit<Mail, 'id'>): Mail => {
    last += 1
    const mail = { id: `mail_${String(last).padStart(8, '0')}`, ...content }
    writeAtomically(fileOf(mail.id), JSON.stringify(mail, null, 1))
    appendFileSync(indexFile, `${JSON.stringify(lineOf(mail))}\n`)
    lines.push(lineOf(mail))
    remember(lineOf(mail))
    return mail
  }

  /** Newest first. */
  const list = ({ to, after, before, limit = 50 }: Filter = {}): readonly Line[] => {
    const all = to === undefined ? lines : (byRecipient.get(to.trim().toLowerCase()) ?? [])
    const chosen: Line[] = []
    for (let i = all.length - 1; i >= 0 && chosen.length < limit; i -= 1) {
      const line = all[i]
      if (!line || (after !== undefined && line.id <= after)) break
      if (before === undefined || line.id < before) chosen.push(line)
    }
    return chosen
  }

  /** Whoever got mail, the latest first. */
  const recipients = (limit = 100): readonly { address: string; count: number }[] =>
    [...byRecipient]
      .map(([address, received]) => ({ address, count: received.length, latest: received.at(-1)?.id ?? '' }))
      .sort((a, b) => (a.latest < b.latest ? 1 : -1))
      .slice(0, limit)

  return { keep, read, list, recipients }
}

export type MailStore = ReturnType<typeof createMailStore>

/** A line cut short by a kill is dropped: its mail is found again as a file. */
const restored = (index: string): Line[] =>
  index
    .split('\n')
    .slice(0, -1)
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as Line]
      } catch {
        return []
      }
    })
