import type { Currency } from '../../../../../shared/domain/money.ts'
import type { Planning } from '../../../../../shared/domain/planning.ts'
import { useOrganisation } from '../../../auth/SessionProvider.tsx'
import type { Form } from '../../../form/use-form.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { Section } from '../../../ui/Section.tsx'
import { PlanningFields } from '../planning/PlanningFields.tsx'
import styles from './edit.module.css'

interface Props {
  readonly form: Form<Planning>
  readonly currency: Currency | null
}

/** The part of an RFQ that stays inside the house. Before a currency is chosen amounts are in the usual one. */
export function PlanningSection({ form, currency }: Props) {
  const t = useT()
  const organisation = useOrganisation()
  return (
    <Section id="planning" title={t('rfqs.sectionName', { section: 'planning' })} hint={t('planning.onlyUs')}>
      <div className={styles.fields}>
        <PlanningFields form={form} currency={currency ?? organisation.currency} />
      </div>
    </Section>
  )
}
