import { randomBytes } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { approverOf } from '../../infra/local/demo/actors.ts'
import { callApi, must } from '../../infra/local/demo/client.ts'
import { mailsTo } from '../../infra/local/demo/running.ts'
import * as approvals from '../../shared/contracts/approvals.ts'
import * as passkeys from '../../shared/contracts/passkeys.ts'
import { APPROVAL_PAGE } from '../../shared/domain/approval.ts'
import type { DecisionAsked } from '../../shared/domain/decisions.ts'
import { anAuthenticator } from '../support/authenticator.ts'
import { readCalendar } from '../support/icalendar.ts'
import { theStack } from '../support/shared.ts'
import { SOON } from '../support/soon.ts'
import type { TestStack } from '../support/stack.ts'
import { aProposedAward } from '../support/stories.ts'

let stack: TestStack
beforeAll(async () => {
  stack = await theStack()
})

const letters = async (mailbox: string, about: RegExp) =>
  (await mailsTo(stack, mailbox)).filter(({ subject }) => about.test(subject))

/** The next write of each kind is done and its answer lost on the way. */
const loseAnswers = () => {
  for (const operation of ['PutItem', 'UpdateItem', 'TransactWriteItems']) {
    const match = { service: 'dynamodb', operation, function: 'passkeys' } as const
    stack.faults.add({ match, kind: 'commit-then-timeout', times: 1 })
  }
}

it('is told to its mailbox, opens the inbox without a code though answers are lost, and is named by the decision', async () => {
  const { approvers } = await aProposedAward(stack)
  const [mailbox = ''] = approvers
  const { link, session } = await approverOf(stack, mailbox)
  const authenticator = anAuthenticator(stack.url)
  const inSession = { authorization: `Session ${session}` }
  const options = (await must(stack.url, passkeys.askEnrolment, inSession)).value
  expect(options.rp.id).toBe('localhost')
  loseAnswers()
  await must(stack.url, passkeys.enrolPasskey, { ...inSession, body: { credential: authenticator.create(options) } })

  const [asked] = await letters(mailbox, /your approval/i)
  const calendar = await fetch(`${stack.console}/mailbox/${asked?.id}/attachments/0`)
  expect(calendar.headers.get('content-type')).toBe('text/calendar; charset=utf-8; method=PUBLISH')
  const entry = readCalendar(await calendar.text()).values
  expect(entry.get('VEVENT.URL')).toBe(`${stack.url}/approve/`)
  expect([...entry.values()].join(' ')).not.toContain(link)
  await expect.poll(() => letters(mailbox, /passkey was made/), SOON).toHaveLength(1)

  const byLink = { authorization: `Link ${link}` }
  const browser = randomBytes(24).toString('base64url')
  const signIn = async (wrong = {}) => {
    const { value } = await must(stack.url, passkeys.askSignIn, { ...byLink, body: { browser } })
    const credential = authenticator.get(value, wrong)
    return callApi(stack.url, passkeys.signInWithPasskey, { ...byLink, body: { browser, credential } })
  }
  const unverified = await signIn({ verified: false })
  expect(unverified).toMatchObject({ ok: false, status: 403, refusal: { code: 'passkey_refused' } })
  loseAnswers()
  const opened = await signIn()
  if (!opened.ok) throw new Error(`The passkey opened nothing: ${opened.refusal.code}`)
  const byPasskey = { authorization: `Session ${opened.value.session}` }
  const [kept] = (await must(stack.url, passkeys.listPasskeys, byPasskey)).value.items
  expect(kept?.lastUsedAt).not.toBeNull()

  const { place: params } = (await must(stack.url, approvals.getApprovalCase, byLink)).value
  const decide = (turn: number, body: DecisionAsked) =>
    must(stack.url, approvals.decide, { ...byPasskey, params: { ...params, turn }, body })
  await decide(1, { decision: 'declare' })
  const { value: content } = await must(stack.url, approvals.getApprovalContent, { ...byPasskey, params })
  if (content.kind !== 'content') throw new Error('Declared, and still not shown')
  const approval = {
    decision: 'approve',
    comment: '',
    condition: '',
    shown: content.hashes,
    page: APPROVAL_PAGE,
  } as const
  const decided = await decide(content.own.turn, approval)
  expect(decided.value).toMatchObject({ decision: 'approve', proved: { method: 'passkey', from: '127.0.0.1' } })

  loseAnswers()
  await must(stack.url, passkeys.removePasskey, { ...byPasskey, params: { passkeyId: kept?.passkeyId ?? '' } })
  expect(await signIn()).toMatchObject({ ok: false, refusal: { code: 'passkey_refused' } })
  expect(stack.faults.list().reduce((sum, { struck }) => sum + struck, 0)).toBeGreaterThanOrEqual(3)
})
