import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Door, listen } from '../../../infra/local/listen.ts'
import { freePorts } from '../../../infra/local/ports.ts'
import { type Issuer, startIssuer } from '../../../infra/local/stand-ins/issuer.ts'
import { createMail } from '../../../infra/local/stand-ins/mail.ts'
import { launchChromium } from '../../support/chromium.ts'
import { serve } from './serve.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'sealbid-sign-in-'))
const shots = 'test-output/stand-ins'
const people = [
  ['Anna Møller', 'Buyer', 'Strandby Kommune'],
  ['Carla Friis', 'Buyer, administrator', 'Strandby Kommune'],
  ['Bo Berg', 'Sales', 'Nordkontor A/S'],
  ['Dan Delcour', 'Sales engineer', 'Deltadata SARL'],
].map(([name = '', role = '', organisation = '']) => {
  const email = `${name.split(' ')[0]?.toLowerCase()}@${organisation.split(' ')[0]?.toLowerCase()}.example`
  return { name, role, organisation, email }
})

const mail = createMail({ dataDir, clock: { now: () => Date.now() } })
let door: Door
let issuer: Issuer
let mailbox: Awaited<ReturnType<typeof serve>>
let site: Awaited<ReturnType<typeof serve>>
let browser: Browser
let context: BrowserContext
beforeAll(async () => {
  mkdirSync(shots, { recursive: true })
  mailbox = await serve('ses', mail.page)
  site = await serve('s3', async ({ url }) => ({
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: `<!doctype html><html lang="en"><title>Site</title><link rel="icon" href="data:,"><h1>${url.pathname}</h1></html>`,
  }))
  door = await listen(await freePorts())
  issuer = startIssuer({
    door,
    log: console.error,
    dataDir,
    clock: { now: () => Date.now() },
    clients: [{ clientId: 'web', redirectUris: [`${site.url}/signed-in`], logoutUris: [`${site.url}/`] }],
    scope: 'sealbid/api',
    people,
    claimsFor: async () => ({}),
    sendCode: (email, code) => {
      const link = `${mailbox.url}/mailbox`
      mail.deliver({
        from: 'no-reply@sealbid.example',
        to: [email],
        subject: `Your code ${code}`,
        text: `${code}\n\n${link}`,
      })
    },
  })
  browser = await launchChromium()
})
afterEach(() => context.close())
afterAll(async () => {
  await browser.close()
  await Promise.all([door.close(), mailbox.stop(), site.stop()])
  rmSync(dataDir, { recursive: true })
})

const open = async (options: Parameters<Browser['newContext']>[0] = {}): Promise<{ page: Page; errors: string[] }> => {
  context = await browser.newContext({ locale: 'en-GB', ...options })
  const page = await context.newPage()
  const errors: string[] = []
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  page.on('pageerror', (error) => errors.push(error.message))
  return { page, errors }
}
const toSignIn = (page: Page) =>
  page.goto(
    `${issuer.issuer}/auth?${new URLSearchParams({
      client_id: 'web',
      response_type: 'code',
      redirect_uri: `${site.url}/signed-in`,
      scope: 'openid email profile sealbid/api',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    })}`,
  )
const check = async (page: Page, shot: string) => {
  await page.screenshot({ path: `${shots}/${shot}.png`, fullPage: true })
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(sideways).toBe(0)
}

describe('the sign-in page', () => {
  it('signs a demo person in with one click, and out again with none', async () => {
    const { page, errors } = await open()
    await toSignIn(page)
    await check(page, 'who')
    await page.getByRole('button', { name: 'Bo Berg' }).click()
    await page.waitForURL(`${site.url}/signed-in?code=*`)
    await page.goto(
      `${issuer.issuer}/session/end?client_id=web&post_logout_redirect_uri=${encodeURIComponent(`${site.url}/`)}`,
    )
    await page.waitForURL(`${site.url}/`)
    expect(errors).toEqual([])
  })

  it.each([
    ['en-GB', 'light', 'Sign in'],
    ['fr-FR', 'dark', 'Se connecter'],
    ['da-DK', 'light', 'Log ind'],
  ] as const)('reads well at 360 px in %s, %s', async (locale, colorScheme, title) => {
    const { page, errors } = await open({ locale, colorScheme, viewport: { width: 360, height: 740 } })
    await toSignIn(page)
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(title)
    await check(page, `who-${locale}`)
    expect(errors).toEqual([])
  })

  it('is passed by keyboard alone: address, wrong code, code from the mailbox, name', async () => {
    const { page, errors } = await open({ viewport: { width: 360, height: 740 }, colorScheme: 'dark' })
    await toSignIn(page)
    await page.getByLabel('E-mail address').focus()
    await page.keyboard.type('eva@hansen.example')
    await page.keyboard.press('Enter')
    await page.getByLabel('Code').waitFor()
    await check(page, 'code')
    const code = /\d{6}/.exec(mail.messages({ to: 'eva@hansen.example' })[0]?.subject ?? '')?.[0] ?? ''
    await page.keyboard.type(code === '000000' ? '000001' : '000000')
    await page.keyboard.press('Enter')
    expect(await page.getByRole('alert').textContent()).toContain('Tries left: 4')
    await check(page, 'code-wrong')
    await page.keyboard.type(code)
    await page.keyboard.press('Enter')
    await page.getByLabel('Name').waitFor()
    await check(page, 'name')
    await page.keyboard.type('Eva Hansen')
    await page.keyboard.press('Enter')
    await page.waitForURL(`${site.url}/signed-in?code=*`)
    expect(errors).toEqual([])
  })

  it('says what is wrong and the way back when it cannot go on', async () => {
    const { page } = await open()
    await page.goto(`${issuer.issuer}/login/nothing`)
    await check(page, 'expired')
    expect(await page.getByRole('link').getAttribute('href')).toBe(`${site.url}/`)
    await page.goto(`${issuer.issuer}/auth?client_id=stranger`)
    await check(page, 'refused')
  })
})

describe('the mailbox page', () => {
  const anApprovalMail = async () => {
    const body = {
      FromEmailAddress: 'sealbid <no-reply@sealbid.example>',
      Destination: { ToAddresses: ['finance@strandby.example', 'technical@strandby.example'] },
      Content: {
        Simple: {
          Subject: { Data: 'Strandby Kommune asks for your approval: 35 workstations' },
          Body: {
            Text: {
              Data: `Strandby Kommune asks for your approval.\n\nOpen the case: ${site.url}/approve/#t=abc123\n`,
            },
            Html: {
              Data: `<h1>Approve</h1><p>Open <a href="${site.url}/approve/#t=abc123">the case</a></p><script>parent.document.title = 'broken'</script>`,
            },
          },
        },
      },
    }
    const request = { service: 'ses', caller: 'Notify', method: 'POST', headers: {} } as const
    const url = new URL('http://127.0.0.1/v2/email/outbound-emails')
    await mail.handle({ ...request, url, body: Buffer.from(JSON.stringify(body)) })
  }

  it.each([
    ['desktop', 'light', 1280],
    ['phone', 'dark', 360],
  ] as const)('shows inboxes, a mail and its links on a %s', async (device, colorScheme, width) => {
    await anApprovalMail()
    const { page } = await open({ colorScheme, viewport: { width, height: 800 } })
    await page.goto(`${mailbox.url}/mailbox`)
    await check(page, `mailbox-${device}`)
    await page.getByRole('navigation').getByRole('link', { name: 'finance@strandby.example' }).click()
    await page
      .getByRole('link', { name: /asks for your approval/ })
      .first()
      .click()
    await page.frameLocator('iframe').getByRole('link', { name: 'the case' }).waitFor()
    await page.screenshot({ path: `${shots}/mail-${device}.png`, fullPage: true })
    expect(await page.title()).toContain('asks for your approval')
    expect(await page.getByRole('link', { name: 'Back to the inbox' }).isVisible()).toBe(device === 'phone')
    const links = [
      page.locator('pre').getByRole('link'),
      page.frameLocator('iframe').getByRole('link', { name: 'the case' }),
    ]
    for (const link of links) {
      const [popup] = await Promise.all([context.waitForEvent('page'), link.click()])
      await popup.waitForURL(`${site.url}/approve/#t=abc123`)
      await popup.close()
    }
  })
})
