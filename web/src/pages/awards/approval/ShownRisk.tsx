import type { ApprovalSections } from '../../../../../shared/domain/approval-sections.ts'
import type { Translate } from '../../../i18n/catalogue.ts'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'
import { DefinitionList } from '../../../ui/DefinitionList.tsx'
import styles from './approval.module.css'

type Risk = ApprovalSections['risk']

/** Why this award and what speaks against it; of an RFQ that is to be published, how it goes out; why a contract changes. */
export function ShownRisk({ risk }: { readonly risk: Risk }) {
  const { publishing, changing } = risk
  if (changing) return <Changing risk={risk} changing={changing} />
  return publishing ? <Publishing publishing={publishing} /> : <AwardRisk risk={risk} />
}

interface ChangingProps {
  readonly risk: Risk
  readonly changing: NonNullable<Risk['changing']>
}

const flagged = (t: Translate, flags: Risk['flags']) => ({
  term: t('approvals.flags'),
  value:
    flags.length === 0 ? (
      t('approvals.noFlags')
    ) : (
      <ul className={styles.plain}>
        {flags.map((flag) => (
          <li key={flag}>{t('approvals.flag', { flag })}</li>
        ))}
      </ul>
    ),
})

const scored = (t: Translate, score: Risk['supplierScore']) => ({
  term: t('approvals.supplierScore'),
  value: score && `${t('suppliers.scoreOf', score)}\n${score.note}`,
})

function Changing({ risk, changing: { contractNumber, because, changes } }: ChangingProps) {
  const { reason, flags, note, supplierScore } = risk
  const t = useT()
  return (
    <DefinitionList
      items={[
        { term: t('contracts.contract'), value: contractNumber },
        { term: t('changes.reason'), value: t('changes.reasonName', { reason: because }) },
        { term: t('changes.words'), value: reason },
        ...(flags.length > 0 ? [flagged(t, flags)] : []),
        { term: t('changes.note'), value: note },
        scored(t, supplierScore),
        { term: t('changes.before'), value: t('changes.beforeCount', { count: changes }) },
      ]}
    />
  )
}

function AwardRisk({ risk }: { readonly risk: Risk }) {
  const t = useT()
  const { reason, justification, isLowest, flags, supplierScore, note, disqualified } = risk
  return (
    <DefinitionList
      items={[
        { term: t('awards.reason'), value: reason },
        ...(isLowest === false ? [{ term: t('awards.justification'), value: justification }] : []),
        flagged(t, flags),
        scored(t, supplierScore),
        { term: t('approvals.riskNote'), value: note },
        {
          term: t('awards.disqualified'),
          value: disqualified.map(({ supplierName, reason: why }) => `${supplierName}: ${why}`).join('\n'),
        },
      ]}
    />
  )
}

function Publishing({ publishing }: { readonly publishing: NonNullable<Risk['publishing']> }) {
  const t = useT()
  const format = useFormat()
  const { method, invited, closesAt, timeZone, bidValidityDays, toldToLosers, category, risk } = publishing
  return (
    <DefinitionList
      items={[
        { term: t('rfqs.method'), value: t('rfqs.methodName', { method }) },
        { term: t('rfqs.invited'), value: invited.join('\n') },
        { term: t('rfqs.closesAt'), value: format.exactIn(closesAt, timeZone) },
        {
          term: t('rfqs.validity'),
          value: bidValidityDays === null ? null : t('rfqs.validityDays', { days: bidValidityDays }),
        },
        { term: t('rfqs.toldToLosers'), value: t('rfqs.toldName', { told: toldToLosers }) },
        { term: t('planning.category'), value: category },
        { term: t('planning.risk'), value: t('policy.risk', { risk }) },
      ]}
    />
  )
}
