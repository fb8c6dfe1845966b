import { Modal, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { getShownSection } from '../../../../../shared/contracts/approval-handling.ts'
import { groupOf } from '../../../../../shared/domain/approval-tally.ts'
import { hashOf } from '../../../../../shared/domain/canonical.ts'
import type { Decision } from '../../../../../shared/domain/decisions.ts'
import { Section } from '../../../../../shared/domain/subjects.ts'
import { useQueryOf } from '../../../api/use-api.ts'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'
import { QueryState } from '../../../ui/QueryState.tsx'
import { useReturnFocus } from '../../../ui/return-focus.ts'
import { StatusBadge } from '../../../ui/StatusBadge.tsx'
import awards from '../awards.module.css'
import styles from './approval.module.css'
import { ShownSection } from './ShownSection.tsx'
import { changedSince, type Seen } from './seen.ts'

interface Props {
  readonly rfqId: string
  readonly seen: Seen
  readonly said: Extract<Decision, { shown: unknown }>
  readonly timeZone: string
  readonly onClose: () => void
}

const FOR_GOOD = Number.POSITIVE_INFINITY

/** What somebody was shown when they decided, as it was kept then, with the hash that proves it. */
export function ShownDialog({ rfqId, seen, said, timeZone, onClose }: Props) {
  const t = useT()
  useReturnFocus(true)
  const format = useFormat()
  const step = seen.approval.steps.find(({ stakeholderId }) => stakeholderId === said.stakeholderId)
  const scope = step ? groupOf(seen.approval, step).scope : Section.options
  const [section, setSection] = useState<Section>(scope[0] ?? 'what')
  const changed = changedSince(seen.approval, said.shown)
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('approvals.shownTo', { name: said.name, at: format.dateTimeIn(said.decidedAt, timeZone) })}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
      size="xl"
    >
      <div className={styles.dialog}>
        <div className={styles.sections}>
          <SegmentedControl<Section>
            size="xs"
            classNames={{ root: awards.switch ?? '', indicator: awards.chosen ?? '' }}
            aria-label={t('approvals.part')}
            value={section}
            onChange={setSection}
            data={Section.options.map((one) => ({ value: one, label: t('policy.section', { section: one }) }))}
          />
        </div>
        <p className={styles.fine}>
          {t('approvals.partSays', {
            scope: scope.includes(section) ? 'yes' : 'no',
            changed: changed.includes(section) ? 'yes' : 'no',
          })}
        </p>
        <Kept key={section} rfqId={rfqId} section={section} sha256={said.shown[section]} page={said.page} />
      </div>
    </Modal>
  )
}

interface KeptProps {
  readonly rfqId: string
  readonly section: Section
  readonly sha256: string
  readonly page: string
}

function Kept({ rfqId, section, sha256, page }: KeptProps) {
  const t = useT()
  const shown = useQueryOf(getShownSection, { params: { rfqId, sha256 } }, { staleTime: FOR_GOOD })
  return (
    <QueryState query={shown} lines={6}>
      {({ content }) => {
        const matches = hashOf(content) === sha256
        return (
          <>
            <ShownSection section={section} content={content} />
            <div className={styles.proof}>
              <StatusBadge tone={matches ? 'good' : 'danger'}>
                {t('approvals.hashMatches', { matches: matches ? 'yes' : 'no' })}
              </StatusBadge>
              <p className={styles.hash}>{t('approvals.hash', { sha256, page })}</p>
            </div>
          </>
        )
      }}
    </QueryState>
  )
}
