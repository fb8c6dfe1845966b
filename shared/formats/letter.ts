import type { Mail } from '../domain/letters.ts'
import type { Language } from '../domain/party.ts'
import da from '../messages/compiled/mail.da.generated.js'
import en from '../messages/compiled/mail.en.generated.js'
import fr from '../messages/compiled/mail.fr.generated.js'
import { approvalWriters } from './approval-letters.ts'
import { changeWriters } from './change-letters.ts'
import { type LetterParts, letterHtml, letterText } from './letter-layout.ts'
import { type Secrets, secret, type Template, type Tools, type Words, type Writers } from './letter-writer.ts'
import { say } from './say.ts'

export const words: Record<Language, Words> = { en, fr, da }

const tenderUrl = (site: string, { buyerId, rfqId }: { buyerId: string; rfqId: string }, page = '') =>
  `${site}/tenders/${buyerId}/${rfqId}${page}`

const writers: Writers<Template> = {
  invitation: (says, { w, s, site }) => ({
    subject: w.invitationSubject(says),
    lead: w.invitationLead(says),
    facts: [
      [w.labelCloses(), s.dateTime(says.closesAt, says.timeZone)],
      [w.labelLines(), s.decimal(String(says.lineCount))],
    ],
    action: { label: w.invitationAction(), url: tenderUrl(site, says) },
    note: w.invitationNote(),
  }),
  extended: (says, { w, s, site }) => {
    const closes = s.dateTime(says.closesAt, says.timeZone)
    return {
      subject: w.extendedSubject({ title: says.title, closes }),
      lead: w.extendedLead(says),
      facts: [
        [w.labelCloses(), closes],
        [w.labelClosedBefore(), s.dateTime(says.from, says.timeZone)],
        [w.labelReason(), says.reason],
      ],
      action: { label: w.seeRequest(), url: tenderUrl(site, says) },
    }
  },
  cancelled: (says, { w }) => ({
    subject: w.cancelledSubject(says),
    lead: w.cancelledLead(says),
    facts: [[w.labelReason(), says.reason]],
  }),
  unsuccessful: (says, { w, site }) => ({
    subject: w.unsuccessfulSubject(says),
    lead: w.unsuccessfulLead(says),
    facts: [[w.labelReason(), says.reason]],
    action: { label: w.lostAction(), url: tenderUrl(site, says, '/result') },
  }),
  questionAsked: (says, { w, site }) => ({
    subject: w.questionAskedSubject(says),
    lead: w.questionAskedLead(),
    facts: [[w.labelQuestion(), says.question]],
    action: { label: w.questionAskedAction(), url: `${site}/rfqs/${says.rfqId}` },
  }),
  questionAnswered: (says, { w, site }) => ({
    subject: w.questionAnsweredSubject(says),
    lead: w.questionAnsweredLead(says),
    facts: [
      [w.labelQuestion(), says.question],
      [w.labelAnswer(), says.answer],
    ],
    action: { label: w.seeRequest(), url: tenderUrl(site, says) },
  }),
  bidsOpened: (says, { w, s, site }) => ({
    subject: w.bidsOpenedSubject(says),
    lead: w.bidsOpenedLead(says),
    facts: [
      [w.labelValidBids(), s.decimal(String(says.bids - says.invalid))],
      ...(says.invalid > 0 ? [[w.labelInvalidBids(), s.decimal(String(says.invalid))] as const] : []),
    ],
    action: {
      label: says.bids > 0 ? w.bidsOpenedAction() : w.seeRequest(),
      url: `${site}/rfqs/${says.rfqId}${says.bids > 0 ? '/comparison' : ''}`,
    },
  }),
  bidInvalid: (says, { w, site }) => ({
    subject: w.bidInvalidSubject(says),
    lead: w.bidInvalidLead(),
    facts: says.causes.map(({ code, line }) => [w.labelCauses(), w.cause({ code, line: line ?? 'none' })] as const),
    action: { label: w.seeBid(), url: tenderUrl(site, says, '/result') },
  }),
  bidDisqualified: (says, { w, site }) => ({
    subject: w.bidDisqualifiedSubject(says),
    lead: w.bidDisqualifiedLead(says),
    facts: [[w.labelReason(), says.reason]],
    action: { label: w.seeBid(), url: tenderUrl(site, says, '/result') },
  }),
  ...approvalWriters,
  ...changeWriters,
  code: (says, { w, secrets }) => {
    const code = secret(secrets.code)
    // Scanners of mail ask for codes too: the page names the letter whose code it waits for.
    const about = { code, number: says.code.turn, minutes: says.minutes }
    return { subject: w.codeSubject(about), code, lead: w.codeLead(about), facts: [], note: w.codeNote() }
  },
  memberInvited: (says, { w, site }) => ({
    subject: w.memberInvitedSubject(says),
    lead: w.memberInvitedLead(says),
    facts: [],
    action: { label: w.memberInvitedAction(), url: `${site}/welcome` },
  }),
  won: (says, { w, s, site }) => ({
    subject: w.wonSubject(says),
    lead: w.wonLead(says),
    facts: [
      [w.labelContract(), says.contractNumber],
      [w.labelTotal(), s.money(says.totalMinor, says.currency)],
    ],
    action: { label: w.wonAction(), url: tenderUrl(site, says, '/result') },
  }),
  lost: (says, { w, s, site }) => ({
    subject: w.lostSubject(says),
    lead: w.lostLead(says),
    facts: [
      ...(says.ranking ? [[w.labelRank(), w.rankOf(says.ranking)] as const] : []),
      ...(says.winnerName === undefined ? [] : [[w.labelWinner(), says.winnerName] as const]),
      ...(says.winningTotalMinor === undefined
        ? []
        : [[w.labelWinningTotal(), s.money(says.winningTotalMinor, says.currency)] as const]),
    ],
    action: { label: w.lostAction(), url: tenderUrl(site, says, '/result') },
    ...(!says.ranking && { note: w.lostUnrankedNote() }),
  }),
  contractMade: (says, { w, s, site }) => ({
    subject: w.contractMadeSubject(says),
    lead: w.contractMadeLead(says),
    facts: [
      [w.labelSupplier(), says.supplier],
      [w.labelContract(), says.contractNumber],
      [w.labelTotal(), s.money(says.totalMinor, says.currency)],
    ],
    action: { label: w.contractMadeAction(), url: `${site}/rfqs/${says.rfqId}/contract` },
  }),
}

/** The letter in its reader's language, as text and as HTML. */
export const writeLetter = ({ id, to, language, says }: Mail, site: string, secrets: Secrets = {}) => {
  const w = words[language]
  const write = writers[says.template] as (content: typeof says, tools: Tools) => LetterParts
  const parts = write(says, { w, s: say(language), site, secrets })
  const from = w.sentFor({ buyer: says.template === 'memberInvited' ? says.organisation : says.buyer })
  const orOpen = parts.action && w.orOpen({ url: parts.action.url })
  return {
    id,
    to,
    // A subject is one header line whatever a title contains.
    subject: parts.subject.replaceAll(/\s+/g, ' '),
    text: letterText(parts, from, w.labelled),
    html: letterHtml(parts, { language, from, orOpen: orOpen ?? '' }),
  }
}
