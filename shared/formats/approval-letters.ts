import type { SectionHashes } from '../domain/approval.ts'
import type { Said } from '../domain/decisions.ts'
import { PASSKEY_DAYS } from '../domain/passkeys.ts'
import { type ApprovalSubject, Section } from '../domain/subjects.ts'
import type { LetterParts } from './letter-layout.ts'
import { type Says, secret, type Tools, thingOf, type Words, type Writers } from './letter-writer.ts'

type Fact = LetterParts['facts'][number]
/** Facts of which some may have nothing to say. */
const told = (...facts: readonly Fact[]): Fact[] => facts.filter(([, value]) => value !== '')

/** An approval on condition is said in other words than an approval. */
const kindOf = ({ decision, condition }: Said): string => (condition === undefined ? decision : 'condition')

const saidFacts = (w: Words, said: Said, ownWords = w.labelWords()): Fact[] => {
  const { decision, words, condition, remedy, documentName } = said
  const label = { approve: w.labelComment(), lift: w.labelEvidence() }[String(decision)] ?? ownWords
  return told(
    [w.labelCondition(), condition ?? ''],
    [label, words],
    [w.labelRemedy(), remedy ?? ''],
    [w.labelDocument(), documentName ?? ''],
  )
}

const shownIn = (w: Words, shown: SectionHashes): string =>
  Section.options.map((section) => w.labelled({ label: w.section({ section }), value: shown[section] })).join('\n')

const pages: Record<ApprovalSubject, string> = { publication: '', award: '/award', change: '/contract' }
const buyersPage = (site: string, { rfqId, subject }: { rfqId: string; subject: ApprovalSubject }) =>
  `${site}/rfqs/${rfqId}${pages[subject]}`

const linked = ({ w, secrets }: Tools, label: string = w.approvalAction()) => ({
  label,
  url: secret(secrets.approvalLink),
})

const toBuyer = (says: Says<'decisionMade' | 'approverAsked' | 'escalated'>, { w }: Tools) => ({
  name: says.name,
  title: says.title,
  role: w.role(says),
  thing: thingOf(w, says),
})

export const approvalWriters: Writers<
  | 'approvalAsked'
  | 'decisionMade'
  | 'approverAsked'
  | 'escalated'
  | 'expired'
  | 'approverAnswered'
  | 'conditionMet'
  | 'receipt'
  | 'passkeyMade'
  | 'vetoOverridden'
  | 'noLongerAsked'
> = {
  approvalAsked: (says, tools) => {
    const { w, s } = tools
    const { kind, from, buyer, title } = says
    return {
      subject: w.approvalAskedSubject({ kind, from, title }),
      lead: w.approvalAskedLead({ kind, from, buyer, thing: thingOf(w, says) }),
      facts: told(
        [w.labelRole(), w.role(says)],
        [w.labelAskedBy(), says.askedBy],
        [kind === 'override' ? w.labelBuyerSays() : w.labelWords(), says.words],
        [w.labelUntil(), says.until === null ? '' : s.dateTime(says.until, says.timeZone)],
      ),
      action: linked(tools),
      note: w.approvalNote(),
    }
  },
  decisionMade: (says, tools) => {
    const { w, site } = tools
    const { said, note, to } = says
    const decision = kindOf(said)
    const by = toBuyer(says, tools)
    const reason = w.vetoReason({ reason: said.reasonCode ?? '' })
    return {
      subject: w.decisionSubject({ decision, role: by.role, title: by.title }),
      lead: w.decisionLead({ decision, name: by.name, thing: by.thing, reason, to }),
      facts: saidFacts(w, said),
      action: { label: w.decisionAction(), url: buyersPage(site, says) },
      ...(note !== null && { note: w.decisionNote({ note, to }) }),
    }
  },
  approverAsked: (says, tools) => {
    const { w, site } = tools
    const { name, role, thing, title } = toBuyer(says, tools)
    return {
      subject: w.approverAskedSubject({ name, title }),
      lead: w.approverAskedLead({ name, role, thing }),
      facts: [[w.labelQuestion(), says.question]],
      action: { label: w.approverAskedAction(), url: buyersPage(site, says) },
    }
  },
  escalated: (says, tools) => {
    const { w, s, site } = tools
    const { name, role, thing, title } = toBuyer(says, tools)
    const due = s.dateTime(says.due, says.timeZone)
    const to = { to: says.to ?? '', hasNext: String(says.to !== null) }
    return {
      subject: w.escalatedSubject({ name, title }),
      lead: w.escalatedLead({ name, role, thing, due, ...to }),
      facts: [],
      action: { label: w.decisionAction(), url: buyersPage(site, says) },
    }
  },
  expired: (says, { w, s, site }) => ({
    subject: w.expiredSubject(says),
    lead: w.expiredLead({ thing: thingOf(w, says) }),
    facts: told([w.labelDue(), s.dateTime(says.until, says.timeZone)], [w.labelSilent(), s.list(says.silent)]),
    action: { label: w.decisionAction(), url: buyersPage(site, says) },
  }),
  approverAnswered: (says, tools) => {
    const { w, s } = tools
    return {
      subject: w.approverAnsweredSubject(says),
      lead: w.approverAnsweredLead({ buyer: says.buyer, thing: thingOf(w, says) }),
      facts: [
        [w.labelQuestion(), says.question],
        [w.labelAnswer(), says.answer],
        [w.labelUntil(), s.dateTime(says.until, says.timeZone)],
      ],
      action: linked(tools),
      note: w.approvalNote(),
    }
  },
  conditionMet: (says, tools) => ({
    subject: tools.w.conditionMetSubject(says),
    lead: tools.w.conditionMetLead(says),
    facts: [
      [tools.w.labelCondition(), says.condition],
      [tools.w.labelEvidence(), says.evidence],
    ],
    action: linked(tools),
    note: tools.w.approvalNote(),
  }),
  receipt: (says, tools) => {
    const { w, s } = tools
    const { said, shown, to, askedBy, title } = says
    const decision = kindOf(said)
    const reason = w.vetoReason({ reason: said.reasonCode ?? '' })
    return {
      subject: w.receiptSubject({ title }),
      lead: w.receiptLead({ decision, thing: thingOf(w, says), reason, to }),
      facts: [
        [w.labelDecidedAt(), s.dateTime(says.at, says.timeZone)],
        ...saidFacts(w, said, w.labelOwnWords()),
        ...(shown ? [[w.labelShown(), shownIn(w, shown)] as const] : []),
      ],
      ...(says.link && { action: linked(tools, w.receiptAction()) }),
      note: w.receiptNote({ decision, askedBy }),
    }
  },
  passkeyMade: (says, tools) => {
    const { w, s } = tools
    return {
      subject: w.passkeyMadeSubject(),
      lead: w.passkeyMadeLead({ days: PASSKEY_DAYS }),
      facts: told(
        [w.labelMadeAt(), s.dateTime(says.at, says.timeZone)],
        [w.labelMadeIn(), says.madeIn],
        [w.labelMadeFrom(), says.madeFrom],
      ),
      action: linked(tools, w.passkeyMadeAction()),
      note: w.passkeyMadeNote({ buyer: says.buyer }),
    }
  },
  noLongerAsked: (says, { w }) => ({
    subject: w.noLongerAskedSubject(says),
    lead: w.noLongerAskedLead({ by: says.endedBy, buyer: says.buyer, thing: thingOf(w, says) }),
    facts: told([w.labelReason(), says.reason]),
  }),
  vetoOverridden: (says, tools) => ({
    subject: tools.w.overriddenSubject(says),
    lead: tools.w.overriddenLead({ buyer: says.buyer, thing: thingOf(tools.w, says) }),
    facts: says.reasons.map(({ name, words }): Fact => [name, words]),
    action: linked(tools),
    note: tools.w.approvalNote(),
  }),
}
