import { NativeSelect } from '@mantine/core'
import { Currency, minorDigits } from '../../../../../shared/domain/money.ts'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'
import { DefinitionList } from '../../../ui/DefinitionList.tsx'
import styles from './approvals.module.css'
import type { PolicyEdit } from './policy-edit.ts'

/** In which currency the rules say their amounts. */
export function AmountsIn({ edit: { terms, change } }: { readonly edit: PolicyEdit }) {
  const t = useT()
  const format = useFormat()
  const nameOf = (currency: string) => `${currency}, ${format.currencyName(currency)}`
  if (!change)
    return (
      <div className={styles.amounts}>
        <DefinitionList items={[{ term: t('policy.amountsIn'), value: nameOf(terms.currency) }]} />
      </div>
    )
  return (
    <NativeSelect
      className={styles.amounts ?? ''}
      label={t('policy.amountsIn')}
      description={t('policy.amountsInHint')}
      value={terms.currency}
      onChange={(event) => change({ ...terms, currency: Currency.parse(event.currentTarget.value) })}
      data={Object.keys(minorDigits).map((value) => ({ value, label: nameOf(value) }))}
    />
  )
}
