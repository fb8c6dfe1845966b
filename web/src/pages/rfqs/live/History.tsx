import { listTimeline, type TimelineEntry } from '../../../../../shared/contracts/rfqs.ts'
import { useI18n } from '../../../i18n/I18nProvider.tsx'
import { usePages } from '../../../table/use-pages.ts'
import { ActButton } from '../../../ui/ActButton.tsx'
import { DefinitionList } from '../../../ui/DefinitionList.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { LoadingState } from '../../../ui/LoadingState.tsx'
import { Section } from '../../../ui/Section.tsx'
import { Timeline, type TimelineItem } from '../../../ui/Timeline.tsx'
import { describeEntry, nameOf } from './describe.ts'
import styles from './live.module.css'

/** What happened, each entry with its place in the chain of hashes. */
export function History({ rfqId, timeZone }: { readonly rfqId: string; readonly timeZone: string }) {
  const { t, format } = useI18n()
  const { rows, error, retry, hasMore, loadMore, loadingMore } = usePages(listTimeline, { params: { rfqId } })

  const hashOf = (number: number) => rows?.find((entry) => entry.number === number)?.sha256
  const itemOf = (entry: TimelineEntry): TimelineItem => {
    const { title, tone, words } = describeEntry(entry, { t, format, timeZone })
    return {
      id: entry.sha256,
      at: entry.at,
      title: words ? (
        <>
          {title}
          <p className={styles.said}>{words}</p>
        </>
      ) : (
        title
      ),
      by: nameOf(entry.by, t),
      ...(tone ? { tone } : {}),
      proofLabel: t('rfqs.proof'),
      proof: (
        <>
          {words && <p className={styles.prose}>{words}</p>}
          <Proof
            entry={entry}
            previous={entry.number === null ? undefined : hashOf(entry.number - 1)}
            zone={timeZone}
          />
        </>
      ),
    }
  }
  return (
    <Section id="timeline" title={t('rfqs.timeline')} hint={t('rfqs.timelineHint')}>
      {!rows && (error ? <ErrorState error={error} retry={retry} /> : <LoadingState lines={6} />)}
      {rows && <Timeline items={rows.map(itemOf)} timeZone={timeZone} />}
      {hasMore && (
        <ActButton size="xs" loading={loadingMore} onClick={loadMore}>
          {t('rfqs.older')}
        </ActButton>
      )}
    </Section>
  )
}

interface ProofProps {
  readonly entry: TimelineEntry
  readonly previous: string | undefined
  readonly zone: string
}

function Proof({ entry, previous, zone }: ProofProps) {
  const { t, format } = useI18n()
  const hash = (value: string) => <span className={styles.hash}>{value}</span>
  return (
    <DefinitionList
      items={[
        { term: t('rfqs.proofNumber'), value: entry.number ?? t('rfqs.proofFact') },
        { term: t('rfqs.proofAt'), value: format.exactIn(entry.at, zone) },
        { term: t('rfqs.hash'), value: hash(entry.sha256) },
        ...(entry.number === null
          ? []
          : [
              {
                term: t('rfqs.proofPrevious'),
                value: previous ? hash(previous) : entry.number === 1 ? t('rfqs.proofFirst') : t('rfqs.proofOlder'),
              },
            ]),
      ]}
    />
  )
}
