import { Textarea } from '@mantine/core'
import { useState } from 'react'
import type { ChangeForSupplier } from '../../../../../shared/domain/contract-change.ts'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'

interface AcceptProps {
  readonly change: ChangeForSupplier
  readonly opened: boolean
  readonly onClose: () => void
  readonly onConfirm: () => Promise<void>
}

export function AcceptChange({ change: { number, totals, currency }, opened, onClose, onConfirm }: AcceptProps) {
  const t = useT()
  const format = useFormat()
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={t('changes.acceptQuestion', { number })}
      confirm={t('changes.acceptConfirm')}
      onConfirm={onConfirm}
    >
      <p>{t('changes.acceptWhat', { total: format.money({ amountMinor: totals.afterMinor, currency }) })}</p>
    </ConfirmDialog>
  )
}

interface DeclineProps {
  readonly number: number
  readonly onClose: () => void
  readonly onConfirm: (words: string) => Promise<void>
}

export function DeclineChange({ number, onClose, onConfirm }: DeclineProps) {
  const t = useT()
  const [words, setWords] = useState('')
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('changes.declineQuestion', { number })}
      confirm={t('changes.declineConfirm')}
      danger
      disabledReason={words.trim() === '' ? t('rfqs.reasonMissing') : undefined}
      onConfirm={() => onConfirm(words.trim())}
    >
      <p>{t('changes.declineWhat')}</p>
      <Textarea
        label={t('changes.declineWords')}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        autosize
        minRows={3}
        maxRows={10}
        maxLength={4_000}
        required
        data-autofocus
      />
    </ConfirmDialog>
  )
}
