import { sha256Hex } from '../../shared/domain/canonical.ts'
import type { Mail } from '../../shared/domain/letters.ts'
import { LINK_DAYS } from '../../shared/domain/mailbox-codes.ts'
import { DAY, later } from '../../shared/domain/time.ts'
import { calendarFiles } from '../../shared/formats/approval-calendar.ts'
import { writeLetter } from '../../shared/formats/letter.ts'
import type { Secrets } from '../../shared/formats/letter-writer.ts'
import { keepLink } from '../../shared/store/links.ts'
import { codeFor, tokenFor } from '../aws/link-secrets.ts'
import type { Letter } from '../aws/mail.ts'
import type { Deps } from './index.ts'

/** The letter with its secrets computed. A link is stored, hashed, before anybody can follow it. */
export const letterFor = async (deps: Deps, mail: Mail): Promise<Letter> => {
  const secrets = await secretsOf(deps, mail)
  const attached = calendarFiles(mail, deps).map(({ method, text }, i) => ({
    name: i === 0 ? 'decide-by.ics' : `decide-by-${i + 1}.ics`,
    type: `text/calendar; charset=utf-8; method=${method}`,
    text,
  }))
  return { ...writeLetter(mail, deps.site, secrets), attached }
}

const secretsOf = async ({ table, mac, site, now }: Deps, { says, to }: Mail): Promise<Secrets> => {
  if (says.template === 'code') return { code: await codeFor(mac, says.code) }
  const link = 'link' in says ? says.link : undefined
  if (!link) return {}
  const token = await tokenFor(mac, link)
  const expiresAt = later(now(), LINK_DAYS * DAY)
  await keepLink(table, { tokenSha256: sha256Hex(token), ...link, expiresAt }, { email: to, at: now() })
  return { approvalLink: `${site}/approve/#${token}` }
}
