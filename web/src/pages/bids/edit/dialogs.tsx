import { useT } from '../../../i18n/I18nProvider.tsx'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'

interface Props {
  readonly opened: boolean
  readonly onClose: () => void
  readonly onConfirm: () => Promise<void>
}

export function SubmitDialog({
  version,
  at,
  total,
  ...dialog
}: Props & { readonly version: number; readonly at: string; readonly total: string }) {
  const t = useT()
  return (
    <ConfirmDialog {...dialog} title={t('bids.submitTitle')} confirm={t('bids.submit')}>
      <p>{t('bids.submitConsequence', { version, at })}</p>
      <p>
        <strong className="figures">{t('bids.submitTotal', { total })}</strong>
      </p>
    </ConfirmDialog>
  )
}

export function WithdrawDialog(dialog: Props) {
  const t = useT()
  return (
    <ConfirmDialog {...dialog} danger title={t('bids.withdrawTitle')} confirm={t('bids.withdraw')}>
      <p>{t('bids.withdrawConsequence')}</p>
    </ConfirmDialog>
  )
}
