import type { Running } from '../../../infra/local/demo/running.ts'
import da from '../../../shared/messages/da/approve.json' with { type: 'json' }
import en from '../../../shared/messages/en/approve.json' with { type: 'json' }
import { linkTo } from './bidding.ts'
import type { Person } from './person.ts'
import { codeFor } from './sign-in.ts'

export const approvalWords = { en, da }
type ApprovalLanguage = keyof typeof approvalWords

type Asked = {
  readonly email: string
  readonly buyer: string
  readonly title: string
  readonly language?: ApprovalLanguage
  /** How many codes this mailbox will have got. */
  readonly code?: number
  /** Another link than the newest. */
  readonly link?: string
}

/** From the mail to what is to be decided: the link, a code, the content. */
export const openApproval = async (running: Running, person: Person, asked: Asked): Promise<void> => {
  const { email, buyer, title, language = 'en', code = 1, link } = asked
  const t = approvalWords[language]
  await person.page.goto(link ?? (await linkTo(running, email, '/approve/')))
  await person.reads(t.asksFor.replace('{buyer}', buyer))
  await person.button(t.sendCode).click()
  await person.field(t.code).waitFor()
  await person.field(t.code).fill(await codeFor(running, email, code))
  await person.reads(title)
}

export const approve = async (running: Running, person: Person, asked: Asked): Promise<void> => {
  const t = approvalWords[asked.language ?? 'en']
  await openApproval(running, person, asked)
  await person.button(t.approve).click()
  await person.sees(new RegExp(t.approvedAt.replace('{date}', '.*')))
}
