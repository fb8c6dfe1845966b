import type { DecisionAsked } from '../../shared/domain/decisions.ts'
import type { Mail } from '../../shared/domain/letters.ts'
import type { StakeholderRole } from '../../shared/domain/party.ts'
import { aStory } from './approval-story.ts'
import { aGroup, aLift, anApproval, aRequest, aStakeholder, aVeto, openedRequest, someHashes } from './awards.ts'
import { DAY, later, NOON } from './builders.ts'

const email = (role: StakeholderRole) => aStakeholder(role).email
export const shown = { shown: someHashes, page: 'sealbid/approval-page/2' } as const
export const bo = { name: 'Bo Lund', email: 'bo@strandby.example', language: 'fr' as const }
export const director = { ...aStakeholder('financial'), ...bo, name: 'Dea Krogh', email: 'dea@strandby.example' }
export const delegating: DecisionAsked = { decision: 'delegate', to: bo, words: 'I am on leave' }
export const withOverride = (needed = 1) => ({
  overrides: [
    {
      role: 'financial' as const,
      by: [
        director,
        { ...director, stakeholderId: aStakeholder('technical').stakeholderId, email: 'second@x.example' },
      ],
      needed,
    },
  ],
})
export const declared = (over: Parameters<typeof openedRequest>[0] = {}) => {
  const request = openedRequest(over)
  return { ...request, steps: request.steps.map((step) => ({ ...step, declaredAt: NOON })) }
}

/** One of everything that can happen to a request. */
export const everyApprovalMail = (): Mail[] => {
  const technical = aStakeholder('technical').stakeholderId
  const story = aStory(declared({ ...withOverride(), groups: [aGroup('technical'), aGroup('financial')] }))
  const away = { email: email('technical'), to: bo }
  const escalating = aStory(declared({ groups: [aGroup('technical', { escalateTo: director })] }))
  const previous = story.request()
  const sections = { ...someHashes, budget: 'b'.repeat(64) }
  return [
    ...story.proposed(),
    ...aStory(openedRequest({ number: 2, sections, previous, at: later(NOON, DAY) }), { previous }).proposed(),
    ...aStory(openedRequest({ groups: [aGroup('technical')], away: [away] })).proposed(),
    ...story.says('technical', { decision: 'ask', words: 'Why?', ...shown }),
    ...story.buyer({ kind: 'answer', stakeholderId: technical, asked: { number: 1, turn: 1 }, words: 'Therefore' }),
    ...story.says('technical', anApproval(someHashes, 'Good', 'Two more')),
    ...story.buyer({ kind: 'meet', stakeholderId: technical, evidence: 'Two more' }),
    ...story.says('technical', { decision: 'confirm', words: 'Yes', ...shown }),
    ...story.says('financial', aVeto()),
    ...story.says('financial', aLift()),
    ...story.says('financial', aVeto()),
    ...story.buyer({ kind: 'askOverride', stakeholderId: aStakeholder('financial').stakeholderId, words: 'Urgent' }),
    ...story.mailboxSays(director.email, { decision: 'declare' }),
    ...story.mailboxSays('second@x.example', { decision: 'declare' }),
    ...story.mailboxSays('second@x.example', { decision: 'uphold', words: 'No', ...shown }),
    ...story.mailboxSays(director.email, { decision: 'override', words: 'Yes', ...shown }),
    ...aStory(aRequest()).says('technical', delegating),
    ...aStory(aRequest()).says('technical', { decision: 'recuse', words: 'Kin' }),
    ...aStory(declared({ groups: [aGroup('technical', { escalateTo: director })] })).says('technical', {
      decision: 'recuse',
      words: 'Kin',
    }),
    ...escalating.passes(later(escalating.request().steps[0]?.dueAt ?? '', -1)),
    ...escalating.passes(escalating.request().until),
    ...aStory(aRequest()).mails('rfq.cancelled', { reason: 'No budget' }),
    ...aStory(aRequest()).passes(later(NOON, 30 * DAY)),
  ]
}
