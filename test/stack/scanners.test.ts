import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { siteFolder } from '../../infra/build/site.ts'
import { approverOf } from '../../infra/local/demo/actors.ts'
import { callApi, must, until } from '../../infra/local/demo/client.ts'
import { mailsTo } from '../../infra/local/demo/running.ts'
import { capabilities } from '../../shared/contracts/all.ts'
import * as approvals from '../../shared/contracts/approvals.ts'
import { API_BASE, type Endpoint } from '../../shared/contracts/endpoint.ts'
import en from '../../shared/messages/en/approve.json' with { type: 'json' }
import { anApiEvent } from '../support/api.ts'
import { launchChromium } from '../support/chromium.ts'
import { clickEverything, linksIn, recordRequests, storedItems } from '../support/scanning.ts'
import { startTestStack, type TestStack } from '../support/stack.ts'
import { aProposedAward } from '../support/stories.ts'

/** One stakeholder who is asked and did not decide yet. */
type Asked = { email: string; token: string; url: string }
let stack: TestStack
let chromium: Browser
const asked: Asked[] = []
const secrets = new Set<string>()
const codes = new Set<string>()
const leaks: string[] = []

const aBrowser = () => randomBytes(24).toString('base64url')
const byLink = ({ token }: Asked) => ({ authorization: `Link ${token}` })
const caseOf = (at: Asked) => callApi(stack.url, approvals.getApprovalCase, byLink(at))
const askCode = (at: Asked, browser: string) =>
  callApi(stack.url, approvals.askCode, { ...byLink(at), body: { browser } })
const enter = (at: Asked, browser: string, code: string) =>
  callApi(stack.url, approvals.openSession, { ...byLink(at), body: { browser, code } })

/** Asks for a code and reads it in the letter the page names, however many letters others have caused. */
const askAndRead = async (at: Asked, browser: string): Promise<string> => {
  const { value } = await must(stack.url, approvals.askCode, { ...byLink(at), body: { browser } })
  return codeIn(at, value.turn)
}

const codeIn = async (at: Asked, letter: number): Promise<string> => {
  const subject = new RegExp(`^(\\d{6}) is your code \\(letter ${letter}\\)$`)
  const code = await until(`${at.email} has letter ${letter}`, async () =>
    (await mailsTo(stack, at.email)).map((mail) => subject.exec(mail.subject)?.[1]).find(Boolean),
  )
  codes.add(code)
  return code
}

/** What was said on any request, in no order. */
const decisionsMade = async () =>
  (await storedItems(stack)).filter(({ kind }) => kind === 'Decision').map(({ decision }) => decision)

/** A page opened in a fresh browser, its requests watched, and left again. */
const visit = async (at: Asked, url: string, options: BrowserContextOptions = {}, clicks = true): Promise<string> => {
  const context = await chromium.newContext(options)
  const requests = recordRequests(context, stack.url)
  const page = await context.newPage()
  await page.goto(url, { waitUntil: 'networkidle' })
  const text = await page.locator('main').innerText()
  if (clicks) await clickEverything(page)
  leaks.push(...requests.leaksOf(at.token))
  await context.close()
  return text
}

/** Every route for links and sessions, with whatever the link gives in place of what it asks for. */
const postEverything = async (at: Asked) => {
  const values: Record<string, string> = { turn: '1', number: '1', awardNumber: '1', subject: 'award', ...idsOf(at) }
  const answers: { of: Endpoint; status: number }[] = []
  const all: Endpoint[] = Object.values(capabilities).flatMap((endpoints) => Object.values(endpoints))
  for (const endpoint of all.filter(({ access }) => access === 'link' || access === 'session')) {
    const path = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '1')
    for (const authorization of [`Link ${at.token}`, `Session ${at.token}`, `Bearer ${at.token}`, '']) {
      for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
        const body = JSON.stringify({ browser: SCANNER, code: '123456', decision: 'approve', comment: '', shown: {} })
        const { status } = await fetch(`${stack.url}${API_BASE}${path}`, {
          method,
          headers: { authorization, 'content-type': 'application/json', 'x-http-method-override': 'PUT' },
          ...(!['GET', 'HEAD'].includes(method) && { body }),
        })
        if (method === endpoint.method) answers.push({ of: endpoint, status })
      }
    }
  }
  return answers
}
const SCANNER = aBrowser()
const places = new Map<string, Record<string, string>>()
const idsOf = ({ email }: Asked) => places.get(email) ?? {}

const fetches =
  (headers: Record<string, string>, method = 'GET') =>
  async (at: Asked) => {
    const page = await fetch(at.url, { method, headers })
    expect(page.status).toBe(200)
    for (const address of linksIn(await page.text(), at.url)) await fetch(address, { method, headers })
    await fetch(`${stack.url}${API_BASE}/approvals/case`, { method, headers: { ...headers, ...byLink(at) } })
  }

/** What scanners of mail do with a link, each to a stakeholder of its own. */
const behaviours: Record<string, (at: Asked) => Promise<unknown>> = {
  'gets the page and all it names, without running it': fetches({ 'user-agent': 'LinkScan/4.1' }),
  'asks for headers only': fetches({}, 'HEAD'),
  'fetches before anybody wants it': async (at) => {
    for (const purpose of ['prefetch', 'prefetch;prerender', 'preview']) {
      await fetches({ 'sec-purpose': purpose, purpose, 'x-moz': purpose, 'x-purpose': purpose })(at)
    }
  },
  'opens it in a full browser, clicks every control and posts every form': (at) => visit(at, at.url),
  'does so again and again': async (at) => {
    for (let time = 0; time < 4; time++) await visit(at, at.url)
  },
  'does so on a phone that runs no script': (at) => visit(at, at.url, { javaScriptEnabled: false }, false),
  'asks for codes from eleven networks, with a fresh browser each time': async (at) => {
    const route = { method: 'POST', path: `${API_BASE}${approvals.askCode.path}` }
    const answers: unknown[] = []
    for (let i = 0; i < 66; i++) {
      const ask = { ...byLink(at), body: { browser: aBrowser() }, from: `198.51.${i % 11}.7` }
      answers.push(await stack.invoke('approvals', anApiEvent(route, ask)))
    }
    // Four for each network and twelve for all: the mailbox is not flooded either.
    expect(answers.filter((answer) => JSON.stringify(answer).includes('"statusCode":201'))).toHaveLength(56)
  },
  'opens it while the person waits for their code': async (at) => {
    const own = aBrowser()
    const code = await askAndRead(at, own)
    await visit(at, at.url)
    expect((await enter(at, own, code)).ok).toBe(true)
  },
  'types codes until it may type no more': async (at) => {
    const own = aBrowser()
    const code = await askAndRead(at, own)
    await askCode(at, SCANNER)
    const tried: string[] = []
    for (let i = 0; i < 7; i++) {
      const answer = await enter(at, SCANNER, String((Number(code) + 1 + i) % 1_000_000).padStart(6, '0'))
      tried.push(answer.ok ? 'in' : answer.refusal.code)
    }
    expect(tried.slice(-2)).toEqual(['code_used_up', 'code_used_up'])
    expect(tried).not.toContain('in')
    expect((await enter(at, own, code)).ok).toBe(true)
  },
  'reads the letter with the code and types it into its own browser': async (at) => {
    const own = aBrowser()
    const code = await askAndRead(at, own)
    const without = await enter(at, SCANNER, code)
    const theirs = await askAndRead(at, SCANNER)
    const withOwn = await enter(at, SCANNER, code)
    expect([without, withOwn].map((one) => (one.ok ? 'in' : one.refusal.code))).toEqual(['code_expired', 'code_wrong'])
    expect((await enter(at, own, theirs)).ok).toBe(false)
    expect((await enter(at, own, code)).ok).toBe(true)
  },
  'mangles it: case, what stands after it, campaigns and encodings': async (at) => {
    const page = `${stack.url}/approve/`
    const { token } = at
    for (const url of [`${page}?utm_source=mail&id=7#${token}`, `${at.url}).`, `${at.url}&utm_source=mail`]) {
      expect(await visit(at, url, {}, false), url.slice(-20)).toContain(asksFor(at))
    }
    for (const other of [token.toLowerCase(), token.slice(0, -1), `%23${token.slice(1)}`]) {
      expect(await visit(at, `${page}#${other}`, {}, false), other).not.toContain(asksFor(at))
    }
  },
  'sends everything to the API that the link allows, and all that it does not': async (at) => {
    for (const { of, status } of await postEverything(at)) {
      if (of.access === 'session') expect(status, of.path).toBeGreaterThanOrEqual(400)
    }
  },
}
const asksFor = ({ email }: Asked) => en.asksFor.replace('{buyer}', email.split(/[@.]/)[1] ?? '')

beforeAll(async () => {
  ;[stack, chromium] = await Promise.all([startTestStack({ webDir: siteFolder }), launchChromium()])
  while (asked.length < Object.keys(behaviours).length) {
    const { approvers, ids, stakeholderIds } = await aProposedAward(stack)
    for (const [i, email] of approvers.entries()) {
      const url = await until(`${email} has a link`, async () => {
        const text = (await mailsTo(stack, email)).map((mail) => mail.text).join('\n')
        return /https?:\/\/\S+\/approve\/#[\w-]+/.exec(text)?.[0]
      })
      const token = url.split('#')[1] ?? ''
      secrets.add(token)
      places.set(email, { ...ids, stakeholderId: stakeholderIds[i] ?? '' })
      asked.push({ email, token, url })
    }
  }
}, 300_000)
afterAll(async () => {
  await chromium?.close()
  await stack?.stop()
})

describe('a scanner that', () => {
  it.each(Object.entries(behaviours).map(([does, scan], i) => ({ does, scan, i })))(
    '$does: decides nothing, burns nothing, and the person decides',
    async ({ scan, i }) => {
      const at = asked[i]
      if (!at) throw new Error('Nobody is left to ask')
      const before = await decisionsMade()
      await scan(at)
      // Whatever it had sent is in the mailbox before the person opens theirs.
      await stack.settled()
      expect(await decisionsMade()).toHaveLength(before.length)
      expect(await caseOf(at)).toMatchObject({ ok: true, value: { status: 'proposed' } })

      const person = await approverOf(stack, at.email)
      secrets.add(person.session)
      const decided = await person.decide({ approve: '' })
      expect(decided).toMatchObject({ ok: true, value: { decision: 'approve' } })
      const approvalsIn = (decisions: unknown[]) => decisions.filter((decision) => decision === 'approve').length
      expect(approvalsIn(await decisionsMade())).toBe(approvalsIn(before) + 1)
    },
  )
})

describe('the secrets of an approval', () => {
  it('leave a scanner’s browser in the one header that is for them, for no other site and with no referrer', () => {
    expect(leaks).toEqual([])
  })

  it('leave the person’s browser no other way, from the link over the code to what is decided', async () => {
    const at = asked[0]
    if (!at) throw new Error('Nobody was asked')
    const context = await chromium.newContext()
    const requests = recordRequests(context, stack.url)
    const page = await context.newPage()
    await page.goto(at.url)
    await page.getByRole('button', { name: en.sendCode, exact: true }).click()
    const number = /letter (\d+)/.exec(
      await page
        .getByText(/letter \d+/)
        .first()
        .innerText(),
    )?.[1]
    const code = await codeIn(at, Number(number))
    const opening = page.waitForResponse((answer) => answer.url().endsWith(approvals.openSession.path))
    await page.getByLabel(en.code, { exact: true }).fill(code)
    const { session } = approvals.openSession.answers.body.parse(await (await opening).json())
    await page.getByText(en.codeWhy).waitFor({ state: 'detached' })
    await page.waitForLoadState('networkidle')
    for (const secret of [at.token, session]) expect(requests.leaksOf(secret)).toEqual([])
    expect(requests.count()).toBeGreaterThan(5)
    expect(page.url()).toBe(`${stack.url}/approve/`)
    await context.close()
  })

  it('are in no log', () => {
    const log = readFileSync(join(stack.dataDir, 'functions.log'), 'utf8')
    expect(log).toContain('GET /api/v1/approvals/case')
    expect([...secrets].filter((secret) => log.includes(secret))).toEqual([])
    expect([...codes].filter((code) => new RegExp(`(?<!\\d)${code}(?!\\d)`).test(log))).toEqual([])
    expect(secrets.size).toBeGreaterThan(Object.keys(behaviours).length)
  })

  it('are kept nowhere: neither links nor sessions can be made from what is stored', async () => {
    const stored = JSON.stringify(await storedItems(stack))
    expect([...secrets].filter((secret) => stored.includes(secret))).toEqual([])
  })
})

describe('the approver’s page', () => {
  it('may load from its own site only, post nowhere, be framed by nobody and write no markup', async () => {
    const { headers } = await fetch(`${stack.url}/approve/`)
    const policy = new Map(
      (headers.get('content-security-policy') ?? '')
        .split('; ')
        .map((one) => [one.split(' ')[0], one.split(' ').slice(1)]),
    )
    for (const nothing of ['default-src', 'base-uri', 'form-action', 'frame-ancestors', 'trusted-types']) {
      expect(policy.get(nothing), nothing).toEqual(["'none'"])
    }
    const own = new Set([...policy].filter(([name]) => name?.endsWith('-src') && name !== 'default-src').map(String))
    expect(own.size).toBeGreaterThan(0)
    for (const one of own) expect(one).toMatch(/^[a-z]+-src,'self'$/)
    expect(policy.get('require-trusted-types-for')).toEqual(["'script'"])
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('set-cookie')).toBeNull()
  })

  it('answers the API’s secrets with what no cache keeps', async () => {
    const headers = asked.map(byLink)[0] ?? {}
    const answer = await fetch(`${stack.url}${API_BASE}/approvals/case`, { headers })
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const [unknown, malformed] = await Promise.all(
      ['x'.repeat(43), 'no'].map((token) =>
        must(stack.url, approvals.getApprovalCase, { authorization: `Link ${token}` }).catch(String),
      ),
    )
    expect(unknown).toContain('link_unknown')
    expect(malformed).toEqual(unknown)
  })
})
