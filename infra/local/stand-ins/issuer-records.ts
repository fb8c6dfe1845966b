import { join } from 'node:path'
import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider'
import { openJournal } from './journal.ts'

type Kept = { readonly payload: AdapterPayload; readonly expiresAt?: number }

const isCurrent = ({ expiresAt }: Kept) => expiresAt === undefined || expiresAt > Date.now()

/**
 * Sessions, grants and refresh tokens of the issuer, so that nobody is signed out by a restart. They expire by the
 * machine's own time: oidc-provider knows no other. Signing in again after every leap of the clock would help nobody.
 */
export const keptRecords = (dataDir: string): AdapterFactory => {
  const journal = openJournal<Kept>(join(dataDir, 'issuer', 'records.jsonl'), isCurrent)
  const sessions = new Map<string, string>()
  const remember = (key: string, { payload }: Kept) => {
    if (payload.uid !== undefined) sessions.set(payload.uid, key)
  }
  for (const [key, kept] of journal.entries()) remember(key, kept)

  const current = (key: string | undefined): AdapterPayload | undefined => {
    const kept = key === undefined ? undefined : journal.get(key)
    return kept && isCurrent(kept) ? kept.payload : undefined
  }
  const forget = (key: string): void => {
    const uid = journal.get(key)?.payload.uid
    if (uid !== undefined) sessions.delete(uid)
    journal.delete(key)
  }

  return (model): Adapter => {
    const keyOf = (id: string) => `${model}:${id}`
    return {
      upsert: async (id, payload, expiresIn) => {
        const kept = { payload, ...(expiresIn !== undefined && { expiresAt: Date.now() + expiresIn * 1000 }) }
        journal.set(keyOf(id), kept)
        remember(keyOf(id), kept)
      },
      find: async (id) => current(keyOf(id)),
      findByUid: async (uid) => current(sessions.get(uid)),
      findByUserCode: async () => undefined,
      consume: async (id) => {
        const kept = journal.get(keyOf(id))
        if (kept)
          journal.set(keyOf(id), { ...kept, payload: { ...kept.payload, consumed: Math.floor(Date.now() / 1000) } })
      },
      destroy: async (id) => forget(keyOf(id)),
      revokeByGrantId: async (grantId) => {
        const revoked = [...journal.entries()].filter(
          ([key, { payload }]) => key.startsWith(`${model}:`) && payload.grantId === grantId,
        )
        for (const [key] of revoked) forget(key)
      },
    }
  }
}
