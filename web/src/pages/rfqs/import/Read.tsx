import type { importUblRfq } from '../../../../../shared/contracts/rfq-imports.ts'
import type { Value } from '../../../api/use-api.ts'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'
import { ActButton, PrimaryButton } from '../../../ui/ActButton.tsx'
import { DefinitionList } from '../../../ui/DefinitionList.tsx'
import { Section } from '../../../ui/Section.tsx'
import { useProblemSentences } from '../edit/sentences.ts'
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
  const { nameOf } = useProblemSentences()
  // What the file says; where it says nothing, what of the RFQ that leaves blank.
  const about = ({ text, field }: Imported['notes'][number]) =>
    text || (field ? nameOf(field.replace(/^\/terms/, '')) : '')
  if (notes.length === 0) return null
  return (
    <Section title={t('rfqs.notes')} count={notes.length} hint={t('rfqs.notesHint')}>
      <ul className={styles.entries}>
        {notes.map((note) => (
          <li key={`${note.code} ${note.path} ${note.field ?? ''}`} className={styles.entry}>
            <p>
              {t('rfqs.noteName', { code: note.code })}
              {about(note) && `: ${about(note)}`}
            </p>
            <p className={styles.fine}>
              <code className={styles.hash}>{note.path}</code>
              {note.line !== undefined && ` · ${t('rfqs.noteLine', { line: format.integer(note.line) })}`}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}
