import type { Because } from '../../../../../shared/domain/approval.ts'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'

/** Why people are asked, in a line: the budget lines they own, and the rules of the policy. */
export const useBecause = () => {
  const t = useT()
  const format = useFormat()
  return (because: readonly Because[]): string => {
    const rules = because.flatMap((one) => ('rule' in one ? [one.rule] : []))
    const lines = because.flatMap((one) => ('budgetLine' in one ? [one.budgetLine] : []))
    return [
      ...lines.map((line) => t('approvers.becauseLine', { line })),
      ...(rules.length > 0 ? [t('approvers.becauseRules', { count: rules.length, names: format.list(rules) })] : []),
    ].join(' · ')
  }
}
