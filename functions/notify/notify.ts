import type { Signal } from '../../shared/domain/events.ts'
import type { Mail } from '../../shared/domain/letters.ts'
import { mailSignals, mailsFor } from '../../shared/domain/mails.ts'
import { type Intent, leftOf, loadIntent, markSent, recordIntent, resumeIntent } from '../../shared/store/intents.ts'
import { log } from '../queue/log.ts'
import type { Deps } from './index.ts'
import { letterFor } from './letter-for.ts'
import { loadFacts } from './load-facts.ts'
import { offersTold } from './offers-told.ts'

const AT_ONCE = 10
const TRIES = 5

/**
 * Sends the mails of a signal. What is to be sent is recorded before the first one leaves, so that a signal delivered
 * again, even days later, sends only what is still missing.
 */
export const notify = (deps: Deps) => async (signal: Signal) => {
  if (!mailSignals.includes(signal.name)) return
  const intent = await claimed(deps, signal)
  if (!intent) return
  await sendAll(deps, intent)
}

const claimed = async (deps: Deps, signal: Signal): Promise<Intent | undefined> => {
  const { table, now } = deps
  const before = await loadIntent(table, signal.id)
  if (before) return leftOf(before).length > 0 ? resumed(deps, before) : undefined
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const facts = await loadFacts(deps, signal)
    const mails = facts ? mailsFor(signal, facts) : []
    if (!facts || mails.length === 0) return undefined
    const recorded = await recordIntent(table, signal, mails, now(), offersTold(mails, facts, signal.at))
    if (recorded.ok) return recorded.value
    // What is offered may have ended while its mail was being written: other mails are due then.
    if (recorded.refusal.code === 'taken') break
  }
  return busy(signal.id)
}

const resumed = async ({ table, now }: Deps, before: Intent): Promise<Intent> => {
  const intent = (await resumeIntent(table, before, now())) ?? busy(before.signalId)
  log.info('mails resumed', { signalId: intent.signalId, left: leftOf(intent).length, resumed: intent.resumed })
  return intent
}

/** The message goes back to its queue: should the other delivery end unfinished, this one goes on. */
const busy = (signalId: string): never => {
  throw new Error(`Another delivery of ${signalId} is at work`)
}

/** A few at a time, marked after each few: a crash in between can repeat no more than those. */
const sendAll = async (deps: Deps, intent: Intent): Promise<void> => {
  let current = intent
  const left = leftOf(intent)
  const failures: unknown[] = []
  for (let from = 0; from < left.length; from += AT_ONCE) {
    const some = left.slice(from, from + AT_ONCE)
    const tried = await Promise.allSettled(some.map((mail) => sendOne(deps, mail)))
    failures.push(...tried.flatMap((result) => (result.status === 'rejected' ? [result.reason] : [])))
    const sent = some.filter((_, i) => tried[i]?.status === 'fulfilled').map(({ id }) => id)
    const isLast = from + AT_ONCE >= left.length
    current = await markSent(deps.table, current, sent, isLast || failures.length > 0 ? 'release' : 'hold', deps.now())
  }
  if (failures.length > 0) {
    throw new AggregateError(failures, `${failures.length} of ${left.length} mails of ${intent.signalId} were not sent`)
  }
}

const sendOne = async (deps: Deps, mail: Mail): Promise<void> => deps.send(await letterFor(deps, mail))
