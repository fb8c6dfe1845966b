import type { Running } from '../../../infra/local/demo/running.ts'
import daSays from '../../../shared/messages/compiled/approve.da.generated.js'
import enSays from '../../../shared/messages/compiled/approve.en.generated.js'
import da from '../../../shared/messages/da/approve.json' with { type: 'json' }
import daSeldom from '../../../shared/messages/da/approveMore.json' with { type: 'json' }
import en from '../../../shared/messages/en/approve.json' with { type: 'json' }
import enSeldom from '../../../shared/messages/en/approveMore.json' with { type: 'json' }
import { linkTo } from './bidding.ts'
import type { Person } from './person.ts'
import { codeFor } from './sign-in.ts'

/** The approver's page as it is written; `approvalSays` fills in what it is about. */
export const approvalWords = { en, da }
export const approvalSays = { en: enSays, da: daSays }
/** What it says seldom: forms besides approving and vetoing, and refusals. */
export const seldomApprovalWords = { en: enSeldom, da: daSeldom }
export type ApprovalLanguage = keyof typeof approvalWords

/** What the form of an act sends it with: the words that opened it, without their dots. */
export const sends = (label: string): string => label.replace(/ ?…$/, '')

export type Asked = {
  readonly email: string
  readonly buyer: string
  readonly title: string
  readonly language?: ApprovalLanguage
  /** How many codes this mailbox will have got. */
  readonly code?: number
  /** Another link than the newest. */
  readonly link?: string
}

/** From the mail over a code to the declaration of interest, or to wherever a mailbox with several questions arrives. */
export const proveMailbox = async (running: Running, person: Person, asked: Asked): Promise<void> => {
  const { email, buyer, language = 'en', code = 1, link } = asked
  const t = approvalWords[language]
  await person.page.goto(link ?? (await linkTo(running, email, '/approve/')))
  await person.reads(approvalSays[language].asksFor({ buyer }))
  await person.button(t.sendCode).click()
  await person.field(t.code).waitFor()
  await person.field(t.code).fill(await codeFor(running, email, code))
}

/** From the mail to what is to be decided: the link, a code, no interest of one's own, the content. */
export const openApproval = async (running: Running, person: Person, asked: Asked): Promise<void> => {
  const t = approvalWords[asked.language ?? 'en']
  await proveMailbox(running, person, asked)
  await person.reads(asked.title)
  await person.button(t.noInterest).click()
  await person.page.getByRole('heading', { name: t.decide }).waitFor()
  await person.reads(asked.title)
}

export const approve = async (running: Running, person: Person, asked: Asked): Promise<void> => {
  const t = approvalWords[asked.language ?? 'en']
  await openApproval(running, person, asked)
  await person.button(t.approve).click()
  await person.sees(approvalSays[asked.language ?? 'en'].did({ act: 'approve' }))
}
