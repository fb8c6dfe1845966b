import type { StakeholderRole } from '../../../../../shared/domain/party.ts'
import type { OverrideRule, PolicyAsk, PolicyCondition, PolicyTerms } from '../../../../../shared/domain/policy.ts'
import { type AskedBecause, holdersOf, type Stakeholders } from '../../../../../shared/domain/policy-groups.ts'
import type { PolicyProblem } from '../../../../../shared/domain/policy-problems.ts'
import type { ApprovalSubject } from '../../../../../shared/domain/subjects.ts'
import { useI18n } from '../../../i18n/I18nProvider.tsx'

type Parts = { [P in keyof Required<PolicyCondition>]: (wanted: NonNullable<PolicyCondition[P]>) => string }

/** A policy in sentences. */
export const usePolicyWords = (stakeholders: Stakeholders) => {
  const { t, format } = useI18n()
  const role = (of: StakeholderRole) => t('rfqs.roleName', { role: of })
  const nameOf = (id: string) =>
    stakeholders.find(({ stakeholderId }) => stakeholderId === id)?.name ?? t('policy.problem_stakeholder_unknown')

  const condition = (when: PolicyCondition, subject: ApprovalSubject, { currency }: PolicyTerms): string => {
    const parts: Parts = {
      atLeastMinor: (amountMinor) =>
        t('policy.partAmount', { subject, amount: format.money({ amountMinor, currency }) }),
      categories: (list) => t('policy.partCategory', { list: format.either(list) }),
      risk: (list) => t('policy.partRisk', { list: format.either(list.map((risk) => t('policy.risk', { risk }))) }),
      supplier: (list) =>
        t('policy.partSupplier', { list: format.either(list.map((standing) => t('policy.supplier', { standing }))) }),
      singleBid: () => t('policy.partSingleBid'),
      aboveLowestPermille: (permille) => t('policy.partAbove', { percent: format.percent(permille / 1000) }),
      movedDays: (days) => t('policy.partMoved', { days }),
    }
    const say = <P extends keyof Parts>(part: P): string[] => {
      const wanted = when[part]
      return wanted === undefined ? [] : [parts[part](wanted)]
    }
    const said = (Object.keys(parts) as (keyof Parts)[]).flatMap(say)
    return said.length === 0 ? t('policy.always', { subject }) : t('policy.when', { parts: format.list(said) })
  }

  /** "Financial: 2 of 3, stage 2, within 5 working days"; the stage only where there are several. */
  const ask = ({ role: asked, needed, stage, workingDays, mayAbstain, escalateTo }: PolicyAsk, staged: boolean) => {
    const held = holdersOf(asked, stakeholders).length
    const all = String(needed === 'all' ? 'yes' : 'no')
    return [
      t('policy.asked', { role: role(asked), all, needed: String(needed), held }),
      ...(staged ? [t('policy.stage', { stage: String(stage) })] : []),
      t('policy.within', { days: workingDays }),
      ...(mayAbstain ? [t('policy.mayAbstainShort')] : []),
      ...(escalateTo ? [t('policy.thenTo', { name: nameOf(escalateTo) })] : []),
    ].join(', ')
  }

  const override = ({ role: vetoing, needed, by }: OverrideRule): string =>
    t('policy.override', {
      role: role(vetoing).toLowerCase(),
      needed: String(needed),
      names: format.list(by.map(nameOf)),
    })

  const because = (reasons: readonly AskedBecause[]): string =>
    format.list(reasons.map((one) => ('rule' in one ? one.rule : t('policy.becauseBudget', { code: one.budgetLine }))))
  const problem = ({ code }: Pick<PolicyProblem, 'code'>): string => t(`policy.problem_${code}`)
  return { role, nameOf, condition, ask, override, because, problem }
}

/** Who can be chosen for something, with the role they hold. */
export const usePeople = (stakeholders: Stakeholders, kept: string | null = null) => {
  const { role } = usePolicyWords(stakeholders)
  const active = stakeholders.filter((one) => one.active || one.stakeholderId === kept)
  return active.map((one) => ({ value: one.stakeholderId, label: `${one.name}, ${role(one.role)}` }))
}
