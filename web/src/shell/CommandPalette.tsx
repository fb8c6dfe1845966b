import { Modal, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useId, useState } from 'react'
import { useT } from '../i18n/I18nProvider.tsx'
import styles from './CommandPalette.module.css'
import { closePanel } from './panels.ts'
import { useDestinations } from './use-destinations.ts'

const SHOWN = 12

const matches = (label: string, words: readonly string[]) => {
  const text = label.toLocaleLowerCase()
  return words.every((word) => text.includes(word))
}

/** Jump to a page or an RFQ by a few letters of its name. */
export function CommandPalette() {
  const t = useT()
  const navigate = useNavigate()
  const listId = useId()
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  const destinations = useDestinations()
  const words = typed.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  const shown = destinations.filter(({ label }) => matches(label, words)).slice(0, SHOWN)
  const current = shown[Math.min(active, shown.length - 1)]

  const go = (destination: (typeof shown)[number]) => {
    closePanel()
    void navigate(destination.link)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && shown.length > 0) {
      event.preventDefault()
      setActive((before) => (Math.min(before, shown.length - 1) + step + shown.length) % shown.length)
    }
    if (event.key === 'Enter' && current) go(current)
  }
  return (
    <Modal
      opened
      onClose={closePanel}
      withCloseButton={false}
      padding={0}
      centered={false}
      attributes={{ content: { 'aria-label': t('shell.goTo') } }}
    >
      <TextInput
        data-autofocus
        className={styles.input}
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={current ? `${listId}-${current.id}` : undefined}
        aria-label={t('shell.goTo')}
        placeholder={t('shell.goToHint')}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div role="listbox" id={listId} aria-label={t('shell.goTo')} className={styles.list}>
        {shown.map((destination) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the combobox that owns this list
          <div
            key={destination.id}
            id={`${listId}-${destination.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={destination === current}
            className={styles.option}
            onClick={() => go(destination)}
          >
            <span>{destination.label}</span>
            <span className={styles.kind}>{destination.kind}</span>
          </div>
        ))}
      </div>
      {shown.length === 0 && <p className={styles.none}>{t('shell.goToNothing')}</p>}
    </Modal>
  )
}
