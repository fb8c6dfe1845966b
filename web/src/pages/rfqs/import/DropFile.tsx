import { type DragEvent, useRef, useState } from 'react'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'
import { ActButton } from '../../../ui/ActButton.tsx'
import styles from '../edit/edit.module.css'

const MAX_BYTES = 4_000_000

/** One XML file, dropped or chosen. */
export function DropFile({ busy, onFile }: { readonly busy: boolean; readonly onFile: (file: File) => void }) {
  const t = useT()
  const format = useFormat()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [tooLarge, setTooLarge] = useState(false)

  const take = (file: File | undefined) => {
    if (!file) return
    setTooLarge(file.size > MAX_BYTES)
    if (file.size <= MAX_BYTES) onFile(file)
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files[0])
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button is the first
    <div
      className={styles.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <input
        ref={input}
        type="file"
        accept=".xml,application/xml,text/xml"
        aria-label={t('rfqs.chooseFile')}
        hidden
        onChange={(event) => {
          take(event.currentTarget.files?.[0])
          event.currentTarget.value = ''
        }}
      />
      <ActButton loading={busy} onClick={() => input.current?.click()}>
        {t('rfqs.chooseFile')}
      </ActButton>
      <span className={styles.fine}>{t('rfqs.dropFile')}</span>
      {tooLarge && <p role="alert">{t('rfqs.fileTooLarge', { size: format.fileSize(MAX_BYTES) })}</p>}
    </div>
  )
}
