import type { ContractChange } from '../../../../shared/domain/contract-change.ts'
import { useT } from '../../i18n/I18nProvider.tsx'
import type { Definition } from '../../ui/DefinitionList.tsx'

/** What the buyer's people told each other about a change; its supplier never reads it. */
export const useInternal = () => {
  const t = useT()
  return ({ note, budget }: Pick<ContractChange, 'note' | 'budget'>): Definition[] => {
    const line = [budget.line, budget.name].filter(Boolean).join(' · ')
    return [
      ...(note ? [{ term: t('changes.note'), value: note }] : []),
      ...(line ? [{ term: t('approvals.budgetLine'), value: line }] : []),
    ]
  }
}
