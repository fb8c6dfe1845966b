import { getApprovalPolicy } from '../../../../../shared/contracts/policies.ts'
import { useQueryOf } from '../../../api/use-api.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'

/** The lines the policy knows; one that was chosen before and has left it since stays until another is chosen. */
export const useBudgetLines = (chosen: string | null) => {
  const t = useT()
  const policy = useQueryOf(getApprovalPolicy, {}, { staleTime: 60_000 })
  const known = (policy.data?.budgetLines ?? []).map(({ code, name }) => ({
    value: code,
    label: t('planning.budgetLineName', { code, name }),
  }))
  if (!chosen || known.some(({ value }) => value === chosen)) return { policy, options: known }
  const label = policy.data ? t('planning.budgetLineGone', { code: chosen }) : chosen
  return { policy, options: [...known, { value: chosen, label }] }
}
