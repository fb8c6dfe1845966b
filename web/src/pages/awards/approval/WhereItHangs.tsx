import { type HangingKind, whereItHangs } from '../../../../../shared/domain/approval-hanging.ts'
import { useNow } from '../../../api/server-clock.ts'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import styles from './approval.module.css'
import type { Seen } from './seen.ts'
import { usePeople } from './use-approval.ts'

const forTheBuyer: readonly HangingKind[] = ['stuck', 'vetoed', 'asked', 'unmet', 'overdue']

/** In plain words where the request hangs and since when; what only the buyer can move stands first. */
export function WhereItHangs({ seen }: { readonly seen: Seen }) {
  const t = useT()
  const format = useFormat()
  const people = usePeople()
  const now = useNow(60_000)
  const hanging = whereItHangs(seen.approval, now)
  if (hanging.length === 0) return null
  const isStuck = hanging.some(({ kind }) => kind === 'stuck' || kind === 'vetoed')
  const waitsForBuyer = hanging.some(({ kind }) => forTheBuyer.includes(kind))
  const tone = isStuck ? 'danger' : waitsForBuyer ? 'due' : 'plain'
  return (
    <div className={styles.block}>
      <Notice tone={tone} title={t('approvals.whereItHangs')}>
        <ul className={styles.plain}>
          {hanging.map(({ kind, steps, since }) => (
            <li key={kind}>
              {t('approvals.hangs', {
                kind,
                names: people(steps),
                count: steps.length,
                ago: since === undefined ? '' : format.relative(since, now),
              })}
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  )
}
