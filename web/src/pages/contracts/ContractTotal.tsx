import type { ContractCopy } from '../../../../shared/domain/contract.ts'
import { useFormat, useT } from '../../i18n/I18nProvider.tsx'
import styles from './contract.module.css'
import { Difference } from './Difference.tsx'
import { firstTotal } from './standing-lines.ts'

/** What it comes to now, and what it came to when it was concluded. */
export function ContractTotal({ contract }: { readonly contract: ContractCopy }) {
  const t = useT()
  const format = useFormat()
  const { totalMinor, currency, changes } = contract
  const first = firstTotal(contract)
  return (
    <>
      <strong className="figures">{format.money({ amountMinor: totalMinor, currency })}</strong>
      {changes.length > 0 && (
        <>
          <br />
          <span className={styles.fine}>
            {t('changes.concludedAt', { total: format.money({ amountMinor: first, currency }), count: changes.length })}{' '}
            <Difference from={first} to={totalMinor} currency={currency} />
          </span>
        </>
      )}
    </>
  )
}
