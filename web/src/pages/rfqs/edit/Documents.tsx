import { CloseButton } from '@mantine/core'
import { type DragEvent, useRef, useState } from 'react'
import { listAttachments, MAX_ATTACHMENT_BYTES, removeAttachment } from '../../../../../shared/contracts/attachments.ts'
import { useApi, useCall, useQueryOf, useRefetch } from '../../../api/use-api.ts'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'
import { ActButton } from '../../../ui/ActButton.tsx'
import { QueryState } from '../../../ui/QueryState.tsx'
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx'
import { Section } from '../../../ui/Section.tsx'
import { toast } from '../../../ui/toast.tsx'
import styles from './edit.module.css'
import { isTooLarge, upload } from './upload.ts'

interface Sending {
  readonly id: string
  readonly file: File
  readonly share: number
  readonly error?: Error
}

export function Documents({ rfqId }: { readonly rfqId: string }) {
  const t = useT()
  const format = useFormat()
  const call = useApi()
  const refetch = useRefetch()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [tooLarge, setTooLarge] = useState<string>()
  const [sending, setSending] = useState<readonly Sending[]>([])
  const documents = useQueryOf(listAttachments, { params: { rfqId } }, { staleTime: 60_000, refetchInterval: 240_000 })
  const remove = useCall(removeAttachment, { answered: () => refetch(listAttachments) })

  const update = (id: string, change: Partial<Sending>) =>
    setSending((before) => before.map((one) => (one.id === id ? { ...one, ...change } : one)))
  const drop = (id: string) => setSending((before) => before.filter((one) => one.id !== id))

  const start = async (file: File) => {
    const id = crypto.randomUUID()
    setSending((before) => [...before, { id, file, share: 0 }])
    try {
      await upload(call, rfqId, file, (share) => update(id, { share }))
      await refetch(listAttachments)
      drop(id)
      toast(t('rfqs.uploaded', { name: file.name }))
    } catch (error) {
      update(id, { error: error instanceof Error ? error : new Error(String(error)) })
    }
  }
  const take = (files: FileList | null) => {
    const chosen = [...(files ?? [])]
    const refused = chosen.filter((file) => isTooLarge(file) || file.size === 0)
    setTooLarge(refused.length > 0 ? format.list(refused.map(({ name }) => name)) : undefined)
    for (const file of chosen) if (!refused.includes(file)) void start(file)
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
  }
  return (
    <Section id="documents" title={t('rfqs.sectionName', { section: 'documents' })} hint={t('rfqs.documentsHint')}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button is the first */}
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
          multiple
          hidden
          onChange={(event) => {
            take(event.currentTarget.files)
            event.currentTarget.value = ''
          }}
        />
        <ActButton onClick={() => input.current?.click()}>{t('rfqs.chooseDocuments')}</ActButton>
        <span className={styles.fine}>{t('rfqs.dropDocuments', { size: format.fileSize(MAX_ATTACHMENT_BYTES) })}</span>
        {tooLarge && (
          <p role="alert">{t('rfqs.documentSize', { names: tooLarge, size: format.fileSize(MAX_ATTACHMENT_BYTES) })}</p>
        )}
      </div>
      <RefusalNotice refusal={remove.refusal} error={remove.error} />
      <ul className={styles.files}>
        {sending.map(({ id, file, share, error }) => (
          <li key={id}>
            <div className={styles.file}>
              <span>{file.name}</span>
              <CloseButton
                size="sm"
                aria-label={t('rfqs.forgetUpload', { name: file.name })}
                onClick={() => drop(id)}
              />
            </div>
            {error ? (
              <RefusalNotice
                error={error}
                action={
                  <ActButton
                    size="xs"
                    onClick={() => {
                      drop(id)
                      void start(file)
                    }}
                  >
                    {t('ui.tryAgain')}
                  </ActButton>
                }
              />
            ) : (
              <progress
                className={styles.progress}
                value={share}
                max={1}
                aria-label={t('rfqs.uploading', { name: file.name })}
              />
            )}
          </li>
        ))}
      </ul>
      <QueryState query={documents} lines={1}>
        {({ items }) => (
          <ul className={styles.files}>
            {items.map(({ attachmentId, name, bytes, sha256, url }) => (
              <li key={attachmentId}>
                <div className={styles.file}>
                  <a href={url} rel="noopener" download={name}>
                    {name}
                  </a>
                  <span className={styles.fine}>
                    {format.fileSize(bytes)}
                    <CloseButton
                      size="sm"
                      aria-label={t('rfqs.removeDocument', { name })}
                      onClick={() => remove.mutate({ params: { rfqId, attachmentId } })}
                    />
                  </span>
                </div>
                <details className={styles.fine}>
                  <summary>{t('rfqs.hash')}</summary>
                  <span className={styles.hash}>{sha256}</span>
                </details>
              </li>
            ))}
          </ul>
        )}
      </QueryState>
    </Section>
  )
}
