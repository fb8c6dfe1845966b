import type { PolicyTerms } from '../../../../../shared/domain/policy.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { toast } from '../../../ui/toast.tsx'
import type { PolicyEdit } from './policy-edit.ts'

/** Takes something out of the policy, and offers to put it back. */
export const useRemove = ({ terms, change }: Pick<PolicyEdit, 'terms' | 'change'>) => {
  const t = useT()
  return (name: string, without: PolicyTerms) => {
    change?.(without)
    toast(t('policy.removed', { name }), { label: t('policy.undo'), act: () => change?.(terms) })
  }
}
