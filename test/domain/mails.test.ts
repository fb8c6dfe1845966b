import { describe, expect, it } from 'vitest'
import { queuesFor } from '../../shared/domain/effects.ts'
import type { Signal } from '../../shared/domain/events.ts'
import { LetterContent, type Mail } from '../../shared/domain/letters.ts'
import type { MailFacts } from '../../shared/domain/mail-facts.ts'
import { mailSignals, mailsFor } from '../../shared/domain/mails.ts'
import { rankBids } from '../../shared/domain/ranking.ts'
import { writeLetter } from '../../shared/formats/letter.ts'
import da from '../../shared/messages/compiled/approve.da.generated.js'
import en from '../../shared/messages/compiled/approve.en.generated.js'
import fr from '../../shared/messages/compiled/approve.fr.generated.js'
import { everyApprovalMail } from '../support/approval-mails.ts'
import { aBidder, anOpenedBid, aRequest, HEAD } from '../support/awards.ts'
import { aLine, anRfq, BUYER, later, NOON, RFQ, someTerms } from '../support/builders.ts'
import { everyChangeMail } from '../support/change-mails.ts'
import { aContract } from '../support/contracts.ts'

const [winner, loser, late] = [
  aBidder('Deltadata', '10.00'),
  aBidder('Nordkontor', '11.00'),
  aBidder('Hansen', '12.00'),
]
const bidders = [winner, loser, late]
const invalid = { kind: 'invalid' as const, causes: [{ code: 'requiredLineMissing' as const, line: '4' }] }
const bids = [
  anOpenedBid(RFQ, winner),
  anOpenedBid(RFQ, loser),
  anOpenedBid(RFQ, late, { finding: invalid, content: null }),
]
const hostile = 'PCs <img src=x onerror=alert(1)> & "more"\u2028'

const factsOf = (over: Partial<MailFacts> = {}): MailFacts => ({
  buyer: { legalName: 'Strandby Kommune', language: 'da' },
  languages: new Map([[winner.email, 'fr']]),
  rfq: anRfq({
    createdBy: HEAD.email,
    publishedAt: NOON,
    terms: someTerms({ title: 'Computers', invited: bidders.map(({ email }) => email) }),
  }),
  audience: {
    invited: bidders.map(({ email }) => email),
    declined: [late.email],
    participants: [winner, loser].map(({ supplierId, email }) => ({
      supplierId,
      mailboxes: [email, `sales.${email}`],
    })),
  },
  question: { text: 'Which screens?', answer: 'Any of 27 inches' },
  bids,
  ranking: rankBids(bids, [aLine()]),
  approval: aRequest(),
  contract: aContract(winner),
  step: aRequest().steps[2]!,
  passkey: { madeIn: 'Firefox 142, Windows', madeFrom: '192.0.2.7', createdAt: NOON },
  code: { tokenSha256: 'a'.repeat(64), browserSha256: 'b'.repeat(64), turn: 1 },
  ...over,
})
const data = {
  from: NOON,
  to: later(NOON, 86_400_000),
  reason: 'No budget',
  supplierId: loser.supplierId,
  email: 'new@strandby.example',
  allApproved: false,
}
const aSignal = (name: string): Signal => ({ id: `${RFQ}.7`, name, buyerId: BUYER, rfqId: RFQ, at: NOON, data })
const told = (name: string, over: Partial<MailFacts> = {}) => mailsFor(aSignal(name), factsOf(over))
const addresses = (mails: Mail[]) => mails.map(({ to, says }) => `${says.template} ${to}`)

describe('who is told what', () => {
  it('of an extension: whoever it still concerns, once each', () => {
    expect(addresses(told('rfq.extended'))).toEqual([
      `extended ${winner.email}`,
      `extended ${loser.email}`,
      `extended sales.${winner.email}`,
      `extended sales.${loser.email}`,
    ])
  })
  it('of a cancellation: also who had declined, and nobody where nothing was published', () => {
    expect(addresses(told('rfq.cancelled'))).toContain(`cancelled ${late.email}`)
    const { publishedAt: _, ...unpublished } = factsOf().rfq ?? anRfq()
    const toldOfDraft = addresses(told('rfq.cancelled', { rfq: unpublished }))
    expect(toldOfDraft.filter((one) => one.startsWith('cancelled'))).toEqual([])
  })
  it('of an opening: the buyer, and whose bid is invalid', () => {
    const audience = {
      invited: [],
      declined: [],
      participants: [{ supplierId: late.supplierId, mailboxes: [late.email] }],
    }
    expect(addresses(told('bids.opened', { audience }))).toEqual([
      `bidsOpened ${HEAD.email}`,
      `bidInvalid ${late.email}`,
    ])
  })
  it('of a contract: the buyer, the winner and each loser with its own rank', () => {
    const mails = told('contract.committed')
    expect(addresses(mails)).toEqual([
      `contractMade ${HEAD.email}`,
      `won ${winner.email}`,
      `won sales.${winner.email}`,
      `lost ${loser.email}`,
      `lost sales.${loser.email}`,
    ])
    expect(mails[3]?.says).toMatchObject({ ranking: { rank: 2, ranked: 2 } })
  })
  it.each([
    ['rankOnly', [false, false]],
    ['winningTotal', [true, false]],
    ['winnerAndTotal', [true, true]],
  ] as const)('of a contract, where %s was announced, no more than that', (toldToLosers, [total, name]) => {
    const rfq = anRfq({ createdBy: HEAD.email, terms: someTerms({ toldToLosers }) })
    const lost = told('contract.committed', { rfq }).find(({ says }) => says.template === 'lost')
    expect('winningTotalMinor' in (lost?.says ?? {})).toBe(total)
    expect('winnerName' in (lost?.says ?? {})).toBe(name)
  })
  it('under ids that stay the same', () => {
    const ids = told('contract.committed').map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(told('contract.committed').map(({ id }) => id)).toEqual(ids)
  })
  it('for every signal that is put on the notify queue, and no other', () => {
    const silent = [
      'rfq.drafted',
      'draft.joined',
      'planning.changed',
      'document.added',
      'opening.due',
      'invitation.declined',
    ]
    for (const name of mailSignals) expect(queuesFor({ name, data: {} })).toContain('notify')
    for (const name of silent) expect(mailSignals).not.toContain(name)
  })
})

const secrets = { approvalLink: 'https://sealbid.example/approve/#token', code: '012345' }
const samples = [
  ...everyApprovalMail(),
  ...everyChangeMail(),
  ...mailSignals.flatMap((name) => {
    const audience = {
      ...factsOf().audience,
      participants: bidders.map(({ supplierId, email }) => ({ supplierId, mailboxes: [email] })),
    }
    return told(name, { audience: { invited: [], declined: [], ...audience } })
  }),
]

describe('letters', () => {
  it('exist for every template', () => {
    const written = new Set(samples.map(({ says }) => says.template))
    expect([...written].sort()).toEqual(LetterContent.options.map((one) => one.shape.template.value).sort())
  })
  it.each(['en', 'fr', 'da'] as const)('are complete in %s, as text and as HTML', (language) => {
    for (const mail of samples) {
      const { subject, text, html } = writeLetter({ ...mail, language }, 'https://sealbid.example', secrets)
      expect(subject.length).toBeGreaterThan(5)
      expect(text.split('\n').length).toBeGreaterThan(3)
      expect(html).toContain(`<html lang="${language}">`)
      expect(`${subject}${text}${html}`).not.toMatch(/undefined|\[object|\bnull\b|NaN|\{/)
    }
  })
  it('differ between languages', () => {
    for (const mail of samples) {
      const [en, fr, da] = (['en', 'fr', 'da'] as const).map(
        (language) => writeLetter({ ...mail, language }, 'https://x', secrets).text,
      )
      expect(new Set([en, fr, da]).size, mail.says.template).toBe(3)
    }
  })
  it('show text as text, and keep a subject on its line', () => {
    const rfq = anRfq({ publishedAt: NOON, terms: someTerms({ title: hostile, invited: [winner.email] }) })
    const [mail] = told('rfq.published', { rfq })
    if (!mail) throw new Error('Nobody was invited')
    const { html, subject } = writeLetter(mail, 'https://sealbid.example')
    expect(html).not.toContain('<img')
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt; &amp; &quot;more&quot;')
    expect(subject).not.toMatch(/[\n\r\u2028]/)
  })
  it('put the code first, where a phone finds it, and links where a person clicks', () => {
    const [code] = told('code.asked')
    const [asked] = told('link.asked')
    if (!code || !asked) throw new Error('Nobody was told')
    expect(writeLetter(code, 'https://x', secrets).text.startsWith('012345')).toBe(true)
    expect(writeLetter(asked, 'https://x', secrets).text).toContain(secrets.approvalLink)
    expect(() => writeLetter(asked, 'https://x')).toThrow('secret')
  })
  it.each([
    ['en', en],
    ['fr', fr],
    ['da', da],
  ] as const)('call what removes a passkey what the page calls it, in %s', (language, page) => {
    const [made] = told('passkey.made')
    if (!made) throw new Error('Nobody was told')
    const { text } = writeLetter({ ...made, language }, 'https://x', secrets)
    for (const part of [page.passkey(), 'Firefox 142, Windows', '192.0.2.7', secrets.approvalLink])
      expect(text).toContain(part)
  })
})
