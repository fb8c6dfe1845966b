import { type Attachment, listAttachments } from '../../../../../shared/contracts/attachments.ts'
import { useQueryOf } from '../../../api/use-api.ts'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { QueryState } from '../../../ui/QueryState.tsx'
import { Section } from '../../../ui/Section.tsx'
import styles from './live.module.css'

export function Documents({ rfqId }: { readonly rfqId: string }) {
  const t = useT()
  const documents = useQueryOf(listAttachments, { params: { rfqId } }, { staleTime: 60_000, refetchInterval: 240_000 })
  return (
    <Section
      id="documents"
      title={t('rfqs.documents')}
      {...(documents.data ? { count: documents.data.items.length } : {})}
    >
      <QueryState query={documents} lines={2}>
        {({ items }) => <DocumentList documents={items} />}
      </QueryState>
    </Section>
  )
}

/** Documents to download, each with the hash of exactly these bytes. */
export function DocumentList({
  documents,
}: {
  readonly documents: readonly (Attachment & { readonly url: string })[]
}) {
  const t = useT()
  const format = useFormat()
  if (documents.length === 0) return <EmptyState title={t('rfqs.noDocuments')} />
  return (
    <ul className={styles.entries}>
      {documents.map(({ attachmentId, name, bytes, url, sha256 }) => (
        <li key={attachmentId} className={styles.entry}>
          <div className={styles.split}>
            <a href={url} rel="noopener" download={name}>
              {name}
            </a>
            <span className={styles.fine}>{format.fileSize(bytes)}</span>
          </div>
          <details className={styles.fine}>
            <summary>{t('rfqs.hash')}</summary>
            <span className={styles.hash}>{sha256}</span>
          </details>
        </li>
      ))}
    </ul>
  )
}
