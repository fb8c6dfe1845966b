import type { ApprovalRequest } from '../../shared/domain/approval.ts'
import { answerQuestion, askOverride, meetCondition } from '../../shared/domain/approval-handling.ts'
import { timePasses } from '../../shared/domain/approval-time.ts'
import type { Decision, DecisionAsked, Handling, HandlingSaid } from '../../shared/domain/decisions.ts'
import type { Signal } from '../../shared/domain/events.ts'
import type { Mail } from '../../shared/domain/letters.ts'
import type { MailFacts } from '../../shared/domain/mail-facts.ts'
import { mailsFor } from '../../shared/domain/mails.ts'
import type { StakeholderRole } from '../../shared/domain/party.ts'
import type { Rfq } from '../../shared/domain/rfq.ts'
import { aStakeholder, HEAD, openedRequest } from './awards.ts'
import { anRfq, BUYER, NOON, RFQ, someTerms } from './builders.ts'
import { say } from './deciding.ts'

type Handled = Extract<HandlingSaid, { kind: 'answer' | 'meet' | 'askOverride' }>

type Around = { previous?: ApprovalRequest; rfq?: Partial<Rfq>; facts?: Partial<MailFacts> }

/** A request as it goes on, by the real rules, with the mails of each thing that happens to it. */
export const aStory = (
  opened: ApprovalRequest = openedRequest(),
  { previous, rfq: own = {}, facts = {} }: Around = {},
) => {
  let request: ApprovalRequest = opened
  let seq = 1
  const decisions: Decision[] = []
  const rfq = anRfq({ status: 'evaluation', createdBy: HEAD.email, terms: someTerms({ title: 'Computers' }), ...own })

  const mails = (name: string, data: Record<string, unknown>, over: Partial<MailFacts> = {}): Mail[] => {
    const { subject, number } = request
    const signal: Signal = {
      id: `${RFQ}.${seq}`,
      name,
      buyerId: BUYER,
      rfqId: RFQ,
      at: NOON,
      data: { subject, number, ...data },
    }
    const buyer = { legalName: 'Strandby Kommune', language: 'en' as const }
    const known = { buyer, languages: new Map(), rfq, approval: request, decisions, ...(previous && { previous }) }
    return mailsFor(signal, { ...known, ...facts, ...over })
  }

  const saysOn = (stakeholderId: string, asked: DecisionAsked, at = NOON): Mail[] => {
    const made = say(request, stakeholderId, asked, { seq: ++seq, at })
    if (!made.ok) throw new Error(`${asked.decision}: ${made.refusal.code}`)
    request = made.value.request
    decisions.push(made.value.decision)
    return mails('decision.made', { allApproved: made.value.allApproved }, { decision: made.value.decision })
  }
  const keep = (said: HandlingSaid, after: ApprovalRequest, at: string, by: Handling['by']) => {
    request = after
    return mails('approval.handled', { seq, kind: said.kind }, { handling: { ...said, seq, at, by } })
  }
  return {
    mails,
    request: () => request,
    proposed: () => mails('award.proposed', {}),
    saysOn,
    /** By a role, whose holder has declared to have no interest of their own. */
    says: (role: StakeholderRole, asked: DecisionAsked, at?: string) =>
      saysOn(aStakeholder(role).stakeholderId, asked, at),
    /** By whoever has this mailbox. */
    mailboxSays: (email: string, asked: DecisionAsked, at?: string): Mail[] => {
      const step = request.steps.find((one) => one.email === email)
      return saysOn(step?.stakeholderId ?? '', asked, at)
    },
    buyer: (said: Handled, at = NOON): Mail[] => {
      const fact = { at, seq: ++seq }
      const rules = {
        answer: () => (said.kind === 'answer' ? answerQuestion(request, said, fact) : undefined),
        meet: () => (said.kind === 'meet' ? meetCondition(request, said, fact) : undefined),
        askOverride: () => (said.kind === 'askOverride' ? askOverride(request, said, fact) : undefined),
      }
      const after = rules[said.kind]()
      if (!after?.ok) throw new Error(`${said.kind} was refused`)
      return keep(said, after.value, at, HEAD)
    },
    /** Everything the clock does by an instant, with its mails. */
    passes: (now: string): Mail[] => {
      const told: Mail[] = []
      for (;;) {
        const passed = timePasses(request, now, seq + 1)
        if (!passed) return told
        seq++
        told.push(...keep(passed.said, passed.request, now, 'clock'))
      }
    },
  }
}
