import { Button } from '@mantine/core'
import { useExplain } from '../api/explain.ts'
import { SignedOut } from '../api/faults.ts'
import { useT } from '../i18n/I18nProvider.tsx'
import { SignInAgain } from './SignInAgain.tsx'
import styles from './states.module.css'

/** Why something could not be shown, what to quote, and a way on. */
export function ErrorState({ error, retry }: { readonly error: Error; readonly retry?: () => void }) {
  const t = useT()
  const { sentence, reference } = useExplain()(error)
  return (
    <div className={styles.state} role="alert">
      <p className={styles.title}>{sentence}</p>
      {reference && <p className={styles.text}>{t('ui.reference', { reference })}</p>}
      {error instanceof SignedOut && (
        <div className={styles.action}>
          <SignInAgain />
        </div>
      )}
      {retry && !(error instanceof SignedOut) && (
        <div className={styles.action}>
          <Button onClick={retry}>{t('ui.tryAgain')}</Button>
        </div>
      )}
    </div>
  )
}
