import type { OwnVersion } from '../../../../../shared/contracts/bids.ts'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { Section } from '../../../ui/Section.tsx'
import { StatusBadge } from '../../../ui/StatusBadge.tsx'
import styles from './bid.module.css'

interface Props {
  readonly versions: readonly OwnVersion[]
  readonly timeZone: string
}

/** Every version this organisation submitted, each with its receipt; the newest stands. */
export function Versions({ versions, timeZone }: Props) {
  const t = useT()
  const newest = versions.at(-1)
  return (
    <Section id="versions" title={t('bids.versions')} count={versions.length}>
      {versions.length === 0 ? (
        <EmptyState title={t('bids.noVersions')}>{t('bids.draftHere')}</EmptyState>
      ) : (
        <ol className={styles.versions} reversed>
          {versions.toReversed().map((version) => (
            <VersionEntry key={version.version} version={version} stands={version === newest} timeZone={timeZone} />
          ))}
        </ol>
      )}
    </Section>
  )
}

function VersionEntry({
  version,
  stands,
  timeZone,
}: {
  readonly version: OwnVersion
  readonly stands: boolean
  readonly timeZone: string
}) {
  const t = useT()
  const format = useFormat()
  const withdrawn = version.kind === 'withdrawn'
  return (
    <li className={styles.version}>
      <div className={styles.split}>
        <span>
          {t('bids.versionLine', { version: version.version, at: format.exactIn(version.receivedAt, timeZone) })}
        </span>
        <StatusBadge tone={withdrawn ? 'danger' : stands ? 'good' : 'quiet'}>
          {withdrawn ? t('bids.withdrawn') : stands ? t('bids.stands') : t('bids.replaced')}
        </StatusBadge>
      </div>
      <p className={styles.fine}>{t('bids.by', { name: version.by.name })}</p>
      {version.kind === 'sealed' && (
        <details className={styles.fine}>
          <summary>{t('bids.receipt')}</summary>
          <p>{t('bids.sha')}</p>
          <p className={styles.hash}>{version.sha256}</p>
          <p>{format.fileSize(version.bytes)}</p>
        </details>
      )}
    </li>
  )
}
