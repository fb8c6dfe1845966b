import { until } from '../../../infra/local/demo/client.ts'
import { mailsTo, type Running } from '../../../infra/local/demo/running.ts'
import daSays from '../../../shared/messages/compiled/approve.da.generated.js'
import enSays from '../../../shared/messages/compiled/approve.en.generated.js'
import enSeldomSays from '../../../shared/messages/compiled/approveMore.en.generated.js'
import da from '../../../shared/messages/da/approve.json' with { type: 'json' }
import daSeldom from '../../../shared/messages/da/approveMore.json' with { type: 'json' }
import en from '../../../shared/messages/en/approve.json' with { type: 'json' }
import enSeldom from '../../../shared/messages/en/approveMore.json' with { type: 'json' }
import { linkTo } from './bidding.ts'
import type { Person } from './person.ts'

/** The approver's page as it is written; `approvalSays` fills in what it is about. */
export const approvalWords = { en, da }
export const approvalSays = { en: enSays, da: daSays }
/** What it says seldom: forms besides approving and vetoing, and refusals. */
export const seldomApprovalWords = { en: enSeldom, da: daSeldom }
export const seldomApprovalSays = { en: enSeldomSays }
export type ApprovalLanguage = keyof typeof approvalWords

/** What the form of an act sends it with: the words that opened it, without their dots. */
export const sends = (label: string): string => label.replace(/ ?…$/, '')

export type Asked = {
  readonly email: string
  readonly buyer: string
  readonly title: string
  readonly language?: ApprovalLanguage
  /** Another link than the newest. */
  readonly link?: string
  /** Leaves alone the letters this mailbox got before (ms, UTC), for what it was asked earlier. */
  readonly since?: number
}

const codeIn = (running: Running, address: string, letter: string, since: number): Promise<string> =>
  until(`${address} has letter ${letter}`, async () => {
    const letters = (await mailsTo(running, address)).filter(({ at }) => Date.parse(at) >= since)
    const codes = letters.map(({ subject }) => /^(\d{6}) .*\(\S+ (\d+)\)$/.exec(subject))
    return codes.find((found) => found?.[2] === letter)?.[1]
  })

/** The code from the letter the page names, whoever caused others. */
export const codeOnItsWay = async (
  running: Running,
  { page }: Person,
  { email, language = 'en', since = 0 }: Pick<Asked, 'email' | 'language' | 'since'>,
): Promise<string> => {
  const mailbox = email.replace(/^(.)[^@]*/u, '$1…')
  const [before = '', after = ''] = approvalSays[language].codeSent({ mailbox, number: NaN }).split('NaN')
  const said = (await page.getByText(before).first().innerText()).trim()
  return codeIn(running, email, said.slice(before.length, said.length - after.length), since)
}

/** From the mail over a code to the declaration of interest, or to wherever a mailbox with several questions arrives. */
export const proveMailbox = async (running: Running, person: Person, asked: Asked): Promise<void> => {
  const { email, buyer, language = 'en', link } = asked
  const t = approvalWords[language]
  await person.page.goto(link ?? (await linkTo(running, email, '/approve/')))
  await person.reads(approvalSays[language].asksFor({ buyer }))
  await person.button(t.sendCode).click()
  await person.field(t.code).waitFor()
  await person.field(t.code).fill(await codeOnItsWay(running, person, asked))
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
