import type { importUblRfq } from '../../../../../shared/contracts/rfq-imports.ts'
import type { Value } from '../../../api/use-api.ts'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'
import { ActButton, PrimaryButton } from '../../../ui/ActButton.tsx'
import { DefinitionList } from '../../../ui/DefinitionList.tsx'
import { Section } from '../../../ui/Section.tsx'
import { LinesTable } from '../LinesTable.tsx'
import styles from '../live/live.module.css'
import { useAddress } from '../live/Terms.tsx'

type Imported = Value<typeof importUblRfq>

interface Props {
  readonly imported: Imported
  readonly fileName: string
  readonly busy: boolean
  readonly onBegin: () => void
  readonly onAgain: () => void
}

/** What a file gave, and what it did not: each note by its place in the file. */
export function Read({ imported, fileName, busy, onBegin, onAgain }: Props) {
  const t = useT()
  const address = useAddress()
  const { terms, lines, buyerName, documentId } = imported
  return (
    <>
      <Section
        title={t('rfqs.readTitle', { name: fileName })}
        actions={
          <>
            <ActButton onClick={onAgain}>{t('rfqs.otherFile')}</ActButton>
            <PrimaryButton loading={busy} onClick={onBegin}>
              {t('rfqs.beginDraft')}
            </PrimaryButton>
          </>
        }
      >
        <DefinitionList
          columns={2}
          items={[
            { term: t('rfqs.readDocument'), value: documentId },
            { term: t('rfqs.readBuyer'), value: buyerName },
            { term: t('rfqs.title'), value: terms.title },
            { term: t('rfqs.currency'), value: terms.currency },
            { term: t('rfqs.deliveryPlace'), value: terms.deliveryPlace && address(terms.deliveryPlace) },
            { term: t('rfqs.incoterm'), value: terms.incoterm },
          ]}
        />
      </Section>
      <Notes notes={imported.notes} />
      <Section title={t('rfqs.lines')} count={lines.length} flush>
        <LinesTable lines={lines} />
      </Section>
    </>
  )
}

function Notes({ notes }: { readonly notes: Imported['notes'] }) {
  const t = useT()
  const format = useFormat()
  if (notes.length === 0) return null
  return (
    <Section title={t('rfqs.notes')} count={notes.length} hint={t('rfqs.notesHint')}>
      <ul className={styles.entries}>
        {notes.map(({ code, path, line, text, field }) => (
          <li key={`${code} ${path} ${field ?? ''}`} className={styles.entry}>
            <p>
              {t('rfqs.noteName', { code })}
              {text && `: ${text}`}
            </p>
            <p className={styles.fine}>
              <code className={styles.hash}>{path}</code>
              {line !== undefined && ` · ${t('rfqs.noteLine', { line: format.integer(line) })}`}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}
