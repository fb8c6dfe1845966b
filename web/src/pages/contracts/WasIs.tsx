import { useT } from '../../i18n/I18nProvider.tsx'
import styles from './contract.module.css'

interface Props {
  readonly was: string | undefined
  readonly is: string
}

/** A value that was another: the old one struck through before it. */
export function WasIs({ was, is }: Props) {
  const t = useT()
  if (was === undefined || was === is) return is
  return (
    <span>
      <span className="visually-hidden">{t('changes.was')} </span>
      <s className={styles.was}>{was}</s> <span className="visually-hidden">{t('changes.is')} </span>
      <strong>{is}</strong>
    </span>
  )
}
