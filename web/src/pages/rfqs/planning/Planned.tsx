import { useState } from 'react'
import { getApprovalPolicy } from '../../../../../shared/contracts/policies.ts'
import { mayPlan, type Rfq } from '../../../../../shared/domain/rfq.ts'
import { useQueryOf } from '../../../api/use-api.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { ActButton } from '../../../ui/ActButton.tsx'
import { DefinitionList } from '../../../ui/DefinitionList.tsx'
import { Money } from '../../../ui/Money.tsx'
import { Section } from '../../../ui/Section.tsx'
import { PlanningDialog } from './PlanningDialog.tsx'

/** What the buyer planned; it may be changed until an award is proposed. */
export function Planned({ rfq }: { readonly rfq: Rfq }) {
  const t = useT()
  const [changing, setChanging] = useState(false)
  const policy = useQueryOf(getApprovalPolicy, {}, { staleTime: 60_000 })
  const { estimatedMinor, category, risk, budgetLine } = rfq.planning
  const { currency } = rfq.terms
  const line = policy.data?.budgetLines.find(({ code }) => code === budgetLine)
  const frozen = rfq.awardCount > 0 ? t('planning.frozen') : undefined
  const isRunning = frozen !== undefined ? rfq.status === 'evaluation' : mayPlan(rfq)
  return (
    <Section
      id="planning"
      title={t('planning.title')}
      hint={t('planning.onlyUs')}
      actions={
        isRunning && (
          <ActButton size="xs" disabledReason={frozen} onClick={() => setChanging(true)}>
            {t('planning.change')}
          </ActButton>
        )
      }
    >
      <DefinitionList
        items={[
          {
            term: t('planning.estimate'),
            value: estimatedMinor !== null && currency && <Money value={{ amountMinor: estimatedMinor, currency }} />,
          },
          { term: t('planning.category'), value: category },
          { term: t('planning.risk'), value: t('planning.riskName', { risk }) },
          { term: t('planning.budgetLine'), value: line ? t('planning.budgetLineName', line) : budgetLine },
        ]}
      />
      {changing && currency && <PlanningDialog rfq={rfq} currency={currency} onClose={() => setChanging(false)} />}
    </Section>
  )
}
