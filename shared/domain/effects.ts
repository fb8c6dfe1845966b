import type { FactSignalName, RfqEventName, Signal } from './events.ts'

export const queueNames = ['notify', 'commitContracts', 'opening'] as const
export type QueueName = (typeof queueNames)[number]
type SignalName = RfqEventName | FactSignalName | 'opening.due'

/** What each happening sets in motion. A happening that is not named here does not compile. */
const effects = {
  'rfq.drafted': [],
  'draft.joined': [],
  'rfq.published': ['notify'],
  'publication.proposed': ['notify'],
  'planning.changed': [],
  'document.added': [],
  'rfq.extended': ['notify'],
  'rfq.cancelled': ['notify'],
  'rfq.unsuccessful': ['notify'],
  'invitation.declined': ['notify'],
  'question.asked': ['notify'],
  'question.answered': ['notify'],
  'bids.opened': ['notify'],
  'bid.disqualified': ['notify'],
  'award.proposed': ['notify'],
  'contract.committed': ['notify', 'commitContracts'],
  'change.proposed': ['notify'],
  'change.withdrawn': ['notify'],
  'change.answered': ['notify', 'commitContracts'],
  'decision.made': ['notify'],
  'approval.handled': ['notify'],
  'code.asked': ['notify'],
  'link.asked': ['notify'],
  'passkey.made': ['notify'],
  'member.invited': ['notify'],
  'opening.due': ['opening'],
} as const satisfies Record<SignalName, readonly QueueName[]>

const isKnown = (name: string): name is SignalName => name in effects

export const queuesFor = ({ name, data }: Pick<Signal, 'name' | 'data'>): readonly QueueName[] => {
  if (!isKnown(name)) throw new Error(`Nothing says what ${name} sets in motion`)
  return data.allApproved === true ? ['notify', 'commitContracts'] : effects[name]
}
