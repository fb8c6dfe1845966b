import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useExplain } from '../api/explain.ts'
import { useFormat, useT } from '../i18n/I18nProvider.tsx'
import { ActButton, PrimaryButton } from '../ui/ActButton.tsx'
import styles from './form.module.css'
import type { Autosave } from './use-autosave.ts'

/** "Saved 12:03:22": whether what was typed is safe. Its place keeps its width, so that nothing moves. */
export function SaveStatus<V>({ autosave: { state } }: { readonly autosave: Pick<Autosave<V>, 'state'> }) {
  const t = useT()
  const format = useFormat()
  const explain = useExplain()
  const text = () => {
    switch (state.status) {
      case 'clean':
        return ''
      case 'waiting':
      case 'saving':
        return t('form.saving')
      case 'saved':
        return t('form.savedAt', { time: format.time(new Date(state.at)) })
      case 'failed':
        return `${t('form.notSaved')} ${explain(state.error).sentence}`
      case 'conflict':
        return t('form.conflictShort')
    }
  }
  return (
    <output className={styles.status} data-state={state.status} aria-live="polite">
      {text()}
    </output>
  )
}

interface ConflictProps<V> {
  readonly autosave: Autosave<V>
  /** What differs, each with both versions; values that are the same are left out by the page. */
  readonly differences: (
    mine: V,
    theirs: V,
  ) => readonly { readonly label: string; readonly mine: ReactNode; readonly theirs: ReactNode }[]
}

/** Somebody saved in between: both versions side by side, and the person chooses. */
export function ConflictDialog<V>({ autosave, differences }: ConflictProps<V>) {
  const t = useT()
  const { state } = autosave
  if (state.status !== 'conflict') return null
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t('form.conflictTitle')}
      size="xl"
    >
      <p>{t('form.conflictText')}</p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('form.field')}</th>
            <th scope="col">{t('form.yours')}</th>
            <th scope="col">{t('form.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {differences(state.mine, state.theirs).map(({ label, mine, theirs }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{mine}</td>
              <td>{theirs}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={styles.row}>
        <ActButton onClick={autosave.takeTheirs}>{t('form.takeTheirs')}</ActButton>
        <PrimaryButton onClick={autosave.keepMine}>{t('form.keepMine')}</PrimaryButton>
      </div>
    </Modal>
  )
}
