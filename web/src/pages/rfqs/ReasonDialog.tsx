import { Textarea } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useT } from '../../i18n/I18nProvider.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { RefusalNotice } from '../../ui/RefusalNotice.tsx'

interface Props {
  readonly opened: boolean
  readonly onClose: () => void
  readonly title: string
  /** What will happen, and to whom. */
  readonly children: ReactNode
  readonly reasonLabel: string
  readonly confirm: string
  readonly danger?: boolean
  readonly disabledReason?: string | undefined
  readonly refusal: { readonly code: string } | undefined
  readonly error: Error | null
  readonly timeZone?: string
  /** Resolves to whether it was done; what was written stays when it was not. */
  readonly onConfirm: (reason: string) => Promise<boolean>
}

/** An act that others are told the reason of. */
export function ReasonDialog(props: Props) {
  const { children, reasonLabel, refusal, error, timeZone, onConfirm, onClose, disabledReason, ...rest } = props
  const t = useT()
  const [reason, setReason] = useState('')
  const confirm = async () => {
    if (!(await onConfirm(reason.trim()))) return
    setReason('')
    onClose()
  }
  const notYet = disabledReason ?? (reason.trim() === '' ? t('rfqs.reasonMissing') : undefined)
  return (
    <ConfirmDialog {...rest} onClose={onClose} onConfirm={confirm} disabledReason={notYet}>
      <RefusalNotice refusal={refusal} error={error} {...(timeZone ? { timeZone } : {})} />
      {children}
      <Textarea
        label={reasonLabel}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        autosize
        minRows={3}
        maxRows={10}
        maxLength={2_000}
        required
        data-autofocus
      />
    </ConfirmDialog>
  )
}
