import { useT } from '../../../i18n/I18nProvider.tsx'
import { ActButton } from '../../../ui/ActButton.tsx'

interface Props {
  /** What is changed or removed. */
  readonly name: string
  readonly onChange: () => void
  readonly onRemove: () => void
}

/** What can be done with each entry of a policy. */
export function RowActs({ name, onChange, onRemove }: Props) {
  const t = useT()
  return (
    <>
      <ActButton size="compact-xs" aria-label={t('policy.changeWhat', { name })} onClick={onChange}>
        {t('policy.change')}
      </ActButton>
      <ActButton size="compact-xs" aria-label={t('policy.removeWhat', { name })} onClick={onRemove}>
        {t('policy.remove')}
      </ActButton>
    </>
  )
}
