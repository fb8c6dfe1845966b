import { Modal } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useT } from '../i18n/I18nProvider.tsx'
import { ActButton, DangerButton, PrimaryButton } from './ActButton.tsx'
import styles from './ConfirmDialog.module.css'
import { useReturnFocus } from './return-focus.ts'

interface Props {
  readonly opened: boolean
  readonly onClose: () => void
  /** The act as a question: "Cancel this RFQ?" */
  readonly title: string
  /** What will happen, and to whom. */
  readonly children: ReactNode
  /** The act as a verb: "Cancel the RFQ". Never "OK". */
  readonly confirm: string
  readonly danger?: boolean
  readonly disabledReason?: string | undefined
  /** Close by calling `onClose` when done; while it runs the button is busy. */
  readonly onConfirm: () => unknown
}

export function ConfirmDialog({ opened, onClose, title, children, confirm, danger, disabledReason, onConfirm }: Props) {
  const t = useT()
  const [busy, setBusy] = useState(false)
  useReturnFocus(opened)
  const Confirm = danger ? DangerButton : PrimaryButton

  const act = async () => {
    setBusy(true)
    try {
      await onConfirm()
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('ui.close') }} size="md">
      <div className={styles.body}>{children}</div>
      <div className={styles.actions}>
        <ActButton onClick={onClose}>{t('ui.keepAsIs')}</ActButton>
        <Confirm loading={busy} disabledReason={disabledReason} onClick={() => void act()}>
          {confirm}
        </Confirm>
      </div>
    </Modal>
  )
}
