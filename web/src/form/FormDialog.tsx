import { Modal, type ModalProps } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../i18n/I18nProvider.tsx'
import { ActButton, PrimaryButton } from '../ui/ActButton.tsx'
import { useReturnFocus } from '../ui/return-focus.ts'
import { FormBody } from './FormBody.tsx'
import styles from './form.module.css'
import type { Form } from './use-form.ts'

interface Props<V extends object> {
  readonly form: Form<V>
  readonly title: string
  readonly size?: ModalProps['size']
  /** What the button that sends it says. */
  readonly submit: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A form in a dialog of its own: sent, or left with everything as it was. */
export function FormDialog<V extends object>({ form, title, size = 'md', submit, onClose, children }: Props<V>) {
  const t = useT()
  useReturnFocus(true)
  return (
    <Modal opened onClose={onClose} title={title} size={size} closeButtonProps={{ 'aria-label': t('ui.close') }}>
      <FormBody form={form}>
        {children}
        <div className={styles.submit}>
          <ActButton onClick={onClose}>{t('ui.keepAsIs')}</ActButton>
          <PrimaryButton type="submit" loading={form.submitting}>
            {submit}
          </PrimaryButton>
        </div>
      </FormBody>
    </Modal>
  )
}
