import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { ulid } from 'ulid'
import { listChanges, proposeChange } from '../../../../../shared/contracts/contract-changes.ts'
import { getContract } from '../../../../../shared/contracts/contracts.ts'
import { listTimeline, listWork } from '../../../../../shared/contracts/rfqs.ts'
import type { LineChange } from '../../../../../shared/domain/contract-change.ts'
import { useCall, useRefetch } from '../../../api/use-api.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { links } from '../../../links.ts'
import { toast } from '../../../ui/toast.tsx'
import { answerOf } from '../../rfqs/answer-of.ts'
import type { ChangeWords } from './change-draft.ts'

/** Sends a proposal. What was typed is kept until it has arrived. */
export const useProposing = (rfqId: string, newest: number, discard: () => Promise<void>) => {
  const t = useT()
  const navigate = useNavigate()
  const refetch = useRefetch()
  const call = useCall(proposeChange)
  // Named once per proposal: a lost answer asked for again is the same proposal, upon the same one before it.
  const asked = useRef<{ readonly changeId: string; readonly after: number }>(undefined)

  const propose = async (words: ChangeWords, lines: LineChange[]) => {
    asked.current ??= { changeId: `chg_${ulid()}`, after: newest }
    const answer = await answerOf(call.mutateAsync({ params: { rfqId }, body: { ...asked.current, ...words, lines } }))
    if (!answer) return
    asked.current = undefined
    if (answer.ok) {
      await discard()
      // Left before the list is read again: the form has nothing to say about its own proposal.
      await navigate(links.contract({ rfqId }))
      toast(t('changes.proposedToast', { number: answer.value.change.number }))
    }
    await refetch(listChanges, getContract, listTimeline, listWork)
    return answer.ok ? undefined : answer.refusal
  }
  return { propose, refusal: call.refusal, error: call.error }
}
