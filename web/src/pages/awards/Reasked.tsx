import type { AwardView } from '../../../../shared/contracts/awards.ts'
import type { ApprovalRequest } from '../../../../shared/domain/approval.ts'
import type { Section } from '../../../../shared/domain/subjects.ts'
import { useFormat, useT } from '../../i18n/I18nProvider.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { usePeople } from './approval/use-approval.ts'
import styles from './awards.module.css'
import { changedBy, type Proposed, reaskedBy } from './reasked.ts'

/** Before a revised award is sent: who will be asked again because of it, and whose decisions stand. */
export function Reasked({ before, next }: { readonly before: AwardView; readonly next: Proposed }) {
  const t = useT()
  return <WhoIsReasked approval={before.approval} changed={changedBy(before, next)} what={t('awards.reviseWhat')} />
}

interface Props {
  readonly approval: ApprovalRequest
  readonly changed: readonly Section[]
  /** What a revision does to what it takes the place of. */
  readonly what: string
}

/** Who answers for something that changes, and whose decision stands. */
export function WhoIsReasked({ approval, changed, what }: Props) {
  const t = useT()
  const format = useFormat()
  const people = usePeople()
  const { again, stands } = reaskedBy({ approval }, changed)
  const names = format.list(changed.map((section) => t('policy.section', { section })))
  return (
    <Notice>
      <p>{what}</p>
      <p>{t('approvals.reaskRule')}</p>
      <p className={styles.label} aria-live="polite">
        {t('approvals.reaskChanges', { list: changed.length === 0 ? 'none' : names })}
        {again.length > 0 && <> {t('approvals.reaskAgain', { names: people(again) })}.</>}
        {stands.length > 0 && (
          <>
            {' '}
            {t('approvals.reaskStands', {
              names: format.list(stands.map(({ name, status }) => t('approvals.reaskSaid', { name, status }))),
            })}
            .
          </>
        )}
      </p>
    </Notice>
  )
}
