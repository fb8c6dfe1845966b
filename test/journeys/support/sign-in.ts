import { until } from '../../../infra/local/demo/client.ts'
import { mailsTo, type Running } from '../../../infra/local/demo/running.ts'
import { type Locale, texts } from '../../../infra/local/stand-ins/issuer-texts.ts'
import type { Person } from './person.ts'

/** The newest six-digit code in a mailbox, once there are as many mails with one as `nth`. */
export const codeFor = (running: Running, address: string, nth = 1): Promise<string> =>
  until(`${address} has code ${nth}`, async () => {
    const codes = (await mailsTo(running, address)).flatMap(({ subject, text }) => {
      const found = /(?<![\w-])(\d{6})(?![\w-])/.exec(`${subject} ${text}`)?.[1]
      return found === undefined ? [] : [found]
    })
    return codes.length >= nth && codes[0]
  })

/** From the sign-in page back to the site: an address, the code from its mailbox and, the first time, a name. */
export const signInAs = async (
  running: Running,
  person: Person,
  email: string,
  name?: string,
  locale: Locale = 'en',
): Promise<void> => {
  const { page } = person
  const t = texts[locale]
  await person.field(t.email).fill(email)
  await person.button(t.sendCode).click()
  await person.field(t.code).waitFor()
  await person.field(t.code).fill(await codeFor(running, email))
  await person.button(t.continue).click()
  if (name !== undefined) {
    await person.field(t.name).fill(name)
    await person.button(t.continue).click()
  }
  await page.waitForURL(`${running.url}/**`)
}
