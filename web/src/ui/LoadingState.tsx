import { useT } from '../i18n/I18nProvider.tsx'
import styles from './states.module.css'

/** Grey lines in the place of what comes, as many as will come, so that nothing jumps. */
export function LoadingState({ lines = 4 }: { readonly lines?: number }) {
  const t = useT()
  return (
    <div role="status" className={styles.lines}>
      <span className="visually-hidden">{t('ui.loading')}</span>
      {Array.from({ length: lines }, (_, index) => `bone-${index}`).map((key) => (
        <div key={key} className={styles.bone} />
      ))}
    </div>
  )
}
