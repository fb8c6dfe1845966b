import { useT } from '../../../i18n/I18nProvider.tsx'
import { ActButton } from '../../../ui/ActButton.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import styles from '../contract.module.css'

interface Props {
  readonly isPending: boolean
  readonly onBeginAnew: () => void
  readonly onKeep: () => void
}

/** Somebody proposed or answered a change since this one was begun: nothing typed is lost, and nothing is sent without a word. */
export function OtherBasis({ isPending, onBeginAnew, onKeep }: Props) {
  const t = useT()
  const pending = isPending ? 'yes' : 'no'
  return (
    <Notice tone="due" title={t('changes.otherBasis')}>
      <p>{t('changes.otherBasisHint', { pending })}</p>
      <div className={styles.acts}>
        <ActButton size="xs" onClick={onBeginAnew}>
          {t('changes.beginAnew', { pending })}
        </ActButton>
        <ActButton size="xs" onClick={onKeep}>
          {t('changes.keepMine')}
        </ActButton>
      </div>
    </Notice>
  )
}
