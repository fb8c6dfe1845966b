import type { ContractChange } from '../../shared/domain/contract-change.ts'
import type { Mail } from '../../shared/domain/letters.ts'
import type { MailFacts } from '../../shared/domain/mail-facts.ts'
import { aStory } from './approval-story.ts'
import { aBidder, aGroup, anApproval, HEAD, openedRequest } from './awards.ts'
import { later, NOON } from './builders.ts'
import { aChange } from './changes.ts'
import { aContract } from './contracts.ts'

export const supplier = aBidder('Deltadata', '10.00')
export const contract = aContract(supplier)
export const pending = aChange(contract)

const over = (ended: Partial<NonNullable<ContractChange['ended']>>): ContractChange => ({
  ...pending,
  status: 'cancelled',
  told: 'offer',
  ended: { because: 'withdrawn', words: 'Too dear', at: NOON, offered: true, ...ended },
})
const said = (accepted: boolean): ContractChange => ({
  ...pending,
  status: accepted ? 'active' : 'cancelled',
  answer: { accepted, words: 'As agreed on the phone', at: NOON, by: { email: supplier.email, name: 'Bo Lund' } },
})
/** Everybody had approved it, and its supplier was told. */
const offered: ContractChange = { ...pending, told: 'offer' }
export const changes = { over, said, offered }

/** What happens to a change, by the real rules of approval, with the mails it causes. */
export const aChangeStory = (roles: Parameters<typeof aGroup>[0][] = ['technical', 'financial']) => {
  const request = openedRequest({ subject: 'change', groups: roles.map((role) => aGroup(role)) })
  const steps = request.steps.map((step) => ({ ...step, declaredAt: NOON }))
  const facts = {
    contract,
    change: pending,
    audience: {
      invited: [],
      declined: [],
      participants: [{ supplierId: supplier.supplierId, mailboxes: ['bo@d.example'] }],
    },
    buyer: { legalName: 'Strandby Kommune', language: 'da' as const },
    languages: new Map([[supplier.email, 'fr' as const]]),
  }
  const story = aStory({ ...request, steps }, { rfq: { status: 'awarded' }, facts })
  const tell = (name: string, own: Partial<MailFacts> = {}, data: object = {}) =>
    story.mails(name, { allApproved: false, superseded: null, ...data }, own)
  return { ...story, tell }
}

/** One of everything that is told about a change. */
export const everyChangeMail = (): Mail[] => {
  const story = aChangeStory()
  const silent = aChangeStory()
  return [
    ...story.tell('change.proposed', { replaced: over({ because: 'replaced', words: '' }) }, { superseded: 1 }),
    ...story.says('technical', anApproval()),
    ...story.says('financial', anApproval()),
    ...story.tell('change.answered', { change: said(true) }),
    ...silent.tell('change.answered', { change: said(false) }),
    ...silent.tell('change.withdrawn', { change: over({}) }),
    ...silent.passes(later(NOON, 60 * 86_400_000)),
  ]
}
export const requester = HEAD.email
