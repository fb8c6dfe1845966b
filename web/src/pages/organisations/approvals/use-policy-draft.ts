import { useMemo, useState } from 'react'
import {
  getApprovalPolicy,
  type KeptPolicy,
  listPolicyVersions,
  saveApprovalPolicy,
} from '../../../../../shared/contracts/policies.ts'
import { canonical } from '../../../../../shared/domain/canonical.ts'
import type { Stakeholder } from '../../../../../shared/domain/party.ts'
import type { PolicyTerms } from '../../../../../shared/domain/policy.ts'
import { policyProblems } from '../../../../../shared/domain/policy-problems.ts'
import { useCall, useRefetch } from '../../../api/use-api.ts'
import { useAdministrator, useOrganisation } from '../../../auth/SessionProvider.tsx'
import { useLocalDraft } from '../../../form/use-local-draft.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { toast } from '../../../ui/toast.tsx'
import { answerOf } from '../../rfqs/answer-of.ts'
import { PolicyDraft, type PolicyEdit, termsOf } from './policy-edit.ts'

export type Earlier = { readonly version: number; readonly terms: PolicyTerms }

/** The policy while it is changed: kept in this browser until it is saved or given up. Who may not change it reads it. */
export const usePolicyDraft = (policy: KeptPolicy, stakeholders: readonly Stakeholder[]) => {
  const t = useT()
  const { orgId } = useOrganisation()
  const mayChange = useAdministrator()
  const refetch = useRefetch()
  const call = useCall(saveApprovalPolicy)
  const local = useLocalDraft(`policy/${orgId}`, PolicyDraft, () => null)
  const kept = useMemo(() => termsOf(policy), [policy])
  const basedOn = local.value?.basedOn ?? policy.version
  const [earlier, setEarlier] = useState<Earlier>()
  const shown = mayChange ? undefined : earlier
  const terms = mayChange ? (local.value?.terms ?? kept) : (shown?.terms ?? kept)
  const isChanged = mayChange && canonical(terms) !== canonical(kept)
  const isStale = isChanged && basedOn !== policy.version

  const change = (changed: PolicyTerms) => local.change({ basedOn, terms: changed })
  const forget = async () => {
    local.change(null)
    await local.discard()
  }
  const save = async () => {
    const answer = await answerOf(call.mutateAsync({ body: terms, ifMatch: basedOn }))
    if (answer?.ok) {
      toast(t('policy.saved', { version: String(answer.value.version) }))
      await forget()
    }
    // A refusal may say that there is a newer version: it is fetched, and said beside what was changed here.
    if (answer) await refetch(getApprovalPolicy, listPolicyVersions)
  }
  const edit: PolicyEdit = {
    terms,
    change: mayChange ? change : undefined,
    stakeholders,
    problems: useMemo(() => policyProblems(terms, stakeholders), [terms, stakeholders]),
  }
  return {
    edit,
    local,
    isLoading: local.value === undefined,
    isChanged,
    isStale,
    isSaving: call.isPending,
    refusal: isStale ? undefined : call.refusal,
    error: call.error,
    save,
    keepMine: () => local.change({ basedOn: policy.version, terms }),
    /** Which earlier version is shown to somebody who only reads. */
    shown: shown?.version,
    look: (at: Earlier) => (mayChange ? local.change({ basedOn: policy.version, terms: at.terms }) : setEarlier(at)),
    showNow: () => setEarlier(undefined),
    discard: () => {
      const mine = local.value
      void forget()
      toast(t('policy.discarded'), { label: t('policy.undo'), act: () => mine && local.change(mine) })
    },
  }
}
