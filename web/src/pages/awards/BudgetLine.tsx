import { NativeSelect } from '@mantine/core'
import { useT } from '../../i18n/I18nProvider.tsx'
import { useBudgetLines } from '../rfqs/planning/use-budget-lines.ts'

interface Props {
  readonly value: string
  readonly onChange: (code: string) => void
  /** What it means to choose none. */
  readonly blank?: string
}

/** Which budget line pays. Where the policy knows none there is nothing to choose. */
export function BudgetLine({ value, onChange, blank }: Props) {
  const t = useT()
  const { options } = useBudgetLines(value)
  if (options.length === 0) return null
  return (
    <NativeSelect
      label={t('approvals.budgetLine')}
      description={t('approvals.budgetLineHint')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[{ value: '', label: blank ?? t('approvals.noBudgetLine') }, ...options]}
    />
  )
}
