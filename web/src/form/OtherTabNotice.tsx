import { useFormat, useT } from '../i18n/I18nProvider.tsx'
import { ActButton } from '../ui/ActButton.tsx'
import { Notice } from '../ui/Notice.tsx'
import styles from './form.module.css'

interface Props {
  readonly draft: {
    readonly other: { readonly savedAt: number } | undefined
    readonly takeOther: () => void
    readonly keepMine: () => void
  }
}

/** Two tabs with one draft tell each other, and neither is overwritten without a word. */
export function OtherTabNotice({ draft }: Props) {
  const t = useT()
  const format = useFormat()
  if (!draft.other) return null
  return (
    <Notice tone="due" title={t('form.otherTab', { time: format.time(new Date(draft.other.savedAt)) })}>
      <div className={styles.row}>
        <ActButton onClick={draft.takeOther}>{t('form.takeOtherTab')}</ActButton>
        <ActButton onClick={draft.keepMine}>{t('form.keepThisTab')}</ActButton>
      </div>
    </Notice>
  )
}
