import { useEffect, useRef, useState } from 'react'
import { getApprovers, listPublicationRequests } from '../../../../../shared/contracts/publishing.ts'
import { getRfq, getRfqLines, saveRfq } from '../../../../../shared/contracts/rfqs.ts'
import type { Rfq } from '../../../../../shared/domain/rfq.ts'
import { Refused, useApi, useRefetch } from '../../../api/use-api.ts'
import { type Autosave, useAutosave } from '../../../form/use-autosave.ts'
import { useLocalDraft } from '../../../form/use-local-draft.ts'
import { type Draft, draftOf, isSame, KeptDraft, type Saved, savable } from './draft.ts'
import { rememberWhole } from './lines.ts'

/** What this browser holds of an RFQ that the server does not: read once, before the editor opens. */
export const useKeptDraft = ({ buyerId, rfqId }: Pick<Rfq, 'buyerId' | 'rfqId'>) =>
  useLocalDraft<KeptDraft | null>(`rfq/${buyerId}/${rfqId}`, KeptDraft.nullable(), () => null)
type Kept = ReturnType<typeof useKeptDraft>

export interface DraftState {
  readonly draft: Draft
  readonly change: (next: (draft: Draft) => Draft) => void
  readonly autosave: Autosave<Draft>
}

/**
 * A draft is kept in this browser at once and on the server a moment later, always upon the version it was written on,
 * so that two people never overwrite each other. Half-written rows stay in this browser until they are whole.
 */
export const useDraft = (rfq: Rfq, saved: Saved, kept: Kept, onTheirs: (draft: Draft) => void): DraftState => {
  const call = useApi()
  const refetch = useRefetch()
  const params = { rfqId: rfq.rfqId }
  const [draft, setDraft] = useState(() => kept.value?.draft ?? draftOf(saved))
  const latest = useRef(draft)
  const server = useRef(saved)

  const show = (next: Draft) => {
    latest.current = next
    setDraft(next)
  }
  const load = async (): Promise<{ rfq: Rfq; saved: Saved }> => {
    const [now, lines] = await Promise.all([call(getRfq, { params }), call(getRfqLines, { params })])
    if (!now.ok) throw new Refused(now.refusal)
    if (!lines.ok) throw new Refused(lines.refusal)
    const { terms, planning } = now.value
    return { rfq: now.value, saved: { terms, planning, lines: lines.value.lines } }
  }

  const save = async (
    values: Draft,
    version: string | number,
  ): ReturnType<Parameters<typeof useAutosave<Draft>>[0]['save']> => {
    const before = server.current
    const { terms, lines, planning, malformed, faults } = savable(values, before)
    const done = async (next: Saved, at: number) => {
      server.current = next
      if (malformed.length === 0 && faults.size === 0 && latest.current === values) await kept.discard()
      return { ok: true, version: at } as const
    }
    const linesChanged = !isSame(lines, before.lines)
    const isUnchanged = !linesChanged && isSame([terms, planning], [before.terms, before.planning])
    if (isUnchanged) return done(before, Number(version))
    const body = { terms, planning, ...(linesChanged && { lines }) }
    const answer = await call(saveRfq, { params, body, ifMatch: version })
    if (answer.ok) {
      void refetch(getApprovers, listPublicationRequests)
      return done({ terms: answer.value.terms, planning: answer.value.planning, lines }, answer.value.version)
    }
    if (answer.refusal.code !== 'changed_meanwhile') throw new Refused(answer.refusal)

    const theirs = await load()
    // Our own save whose answer was lost is no conflict, nor is a change of something that is not written here.
    if (isSame(theirs.saved, { terms, planning, lines })) return done(theirs.saved, theirs.rfq.version)
    if (isSame(theirs.saved, before)) return save(values, theirs.rfq.version)
    server.current = theirs.saved
    return { ok: false, theirs: draftOf(theirs.saved), version: theirs.rfq.version }
  }

  const autosave = useAutosave<Draft>({
    version: kept.value?.version ?? rfq.version,
    save,
    onTheirs: (theirs) => {
      show(theirs)
      onTheirs(theirs)
      void kept.discard()
    },
  })

  // What a crash or a lost network left in this browser goes to the server now.
  const resumed = useRef(false)
  useEffect(() => {
    if (!kept.value || resumed.current) return
    resumed.current = true
    autosave.change(latest.current)
  }, [kept.value, autosave])

  return {
    draft,
    autosave,
    change: (next) => {
      const changed = next(latest.current)
      const sameLines = changed.lines === latest.current.lines
      show(sameLines ? changed : { ...changed, lines: rememberWhole(changed.lines) })
      kept.change({ version: Number(autosave.version()), draft: latest.current })
      autosave.change(latest.current)
    },
  }
}
