import type { KeptPolicy } from '../../../../../shared/contracts/policies.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { ActButton } from '../../../ui/ActButton.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import styles from './approvals.module.css'

interface Props {
  readonly policy: KeptPolicy
  readonly onKeep: () => void
  readonly onTake: () => void
}

/** Somebody saved in between: nothing is overwritten before the reader has chosen. */
export function StaleNotice({ policy: { version, savedBy }, onKeep, onTake }: Props) {
  const t = useT()
  const name = savedBy?.name || savedBy?.email || ''
  return (
    <Notice tone="due" title={t('policy.staleTitle', { name, version: String(version) })}>
      <p>{t('policy.staleText')}</p>
      <div className={styles.acts}>
        <ActButton onClick={onTake}>{t('policy.takeTheirs')}</ActButton>
        <ActButton onClick={onKeep}>{t('policy.keepMine')}</ActButton>
      </div>
    </Notice>
  )
}
