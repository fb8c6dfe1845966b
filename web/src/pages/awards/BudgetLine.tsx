import { NativeSelect } from '@mantine/core'
import { getApprovalPolicy } from '../../../../shared/contracts/policies.ts'
import { useQueryOf } from '../../api/use-api.ts'
import { useT } from '../../i18n/I18nProvider.tsx'

interface Props {
  readonly value: string
  readonly onChange: (code: string) => void
}

/** Which budget line pays. Where the policy knows none there is nothing to choose. */
export function BudgetLine({ value, onChange }: Props) {
  const t = useT()
  const policy = useQueryOf(getApprovalPolicy, {}, { staleTime: 60_000 })
  const known = policy.data?.budgetLines ?? []
  const isGone = value !== '' && !known.some(({ code }) => code === value)
  if (known.length === 0 && !isGone) return null
  return (
    <NativeSelect
      label={t('approvals.budgetLine')}
      description={t('approvals.budgetLineHint')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[
        { value: '', label: t('approvals.noBudgetLine') },
        ...known.map(({ code, name }) => ({ value: code, label: t('planning.budgetLineName', { code, name }) })),
        ...(isGone ? [{ value, label: policy.data ? t('planning.budgetLineGone', { code: value }) : value }] : []),
      ]}
    />
  )
}
