import { Modal } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useT } from '../i18n/I18nProvider.tsx'
import { CommandPalette } from './CommandPalette.tsx'
import { useNavigation } from './navigation.ts'
import { closePanel, showHelp, showPalette, usePanel } from './panels.ts'
import styles from './Shortcuts.module.css'

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.closest('input, textarea, select, [role="grid"], [role="dialog"], [role="menu"]') !== null)

const SECOND_KEY_WITHIN = 1_500

/** Keys for the whole site: g then a letter goes to a page, Ctrl-K jumps, ? explains. */
export function Shortcuts() {
  const t = useT()
  const navigate = useNavigate()
  const items = useNavigation()
  const panel = usePanel()
  const lastG = useRef(Number.NEGATIVE_INFINITY)

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        showPalette()
        return
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      if (event.key === '?') return showHelp()
      if (event.key === 'g') {
        lastG.current = event.timeStamp
        return
      }
      const item = items.find(({ key }) => key === event.key)
      if (item && event.timeStamp - lastG.current < SECOND_KEY_WITHIN) void navigate(item.link)
      lastG.current = Number.NEGATIVE_INFINITY
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [items, navigate])

  return (
    <>
      {panel === 'palette' && <CommandPalette />}
      <Modal
        opened={panel === 'help'}
        onClose={closePanel}
        title={t('shell.shortcuts')}
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        <dl className={styles.keys}>
          {items.map(({ key, label }) => (
            <div key={key}>
              <dt>
                <kbd>g</kbd> <kbd>{key}</kbd>
              </dt>
              <dd>{label}</dd>
            </div>
          ))}
          <div>
            <dt>
              <kbd>Ctrl</kbd> <kbd>K</kbd>
            </dt>
            <dd>{t('shell.goTo')}</dd>
          </div>
          <div>
            <dt>
              <kbd>?</kbd>
            </dt>
            <dd>{t('shell.shortcuts')}</dd>
          </div>
          <div>
            <dt>
              <kbd>↑</kbd> <kbd>↓</kbd> <kbd>Enter</kbd>
            </dt>
            <dd>{t('shell.keysInTables')}</dd>
          </div>
          <div>
            <dt>
              <kbd>Ctrl</kbd> <kbd>D</kbd> · <kbd>Ctrl</kbd> <kbd>Z</kbd>
            </dt>
            <dd>{t('shell.keysInGrids')}</dd>
          </div>
        </dl>
      </Modal>
    </>
  )
}
