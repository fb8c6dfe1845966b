import { Modal, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { getPolicyVersion, type KeptPolicy } from '../../../../../shared/contracts/policies.ts'
import { defaultPolicy, PolicyTerms } from '../../../../../shared/domain/policy.ts'
import type { Stakeholders } from '../../../../../shared/domain/policy-groups.ts'
import { useQueryOf } from '../../../api/use-api.ts'
import { useOrganisation } from '../../../auth/SessionProvider.tsx'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { QueryState } from '../../../ui/QueryState.tsx'
import styles from './approvals.module.css'
import { termsOf } from './policy-edit.ts'
import { WhatChanged } from './WhatChanged.tsx'

interface Props {
  readonly version: number
  readonly stakeholders: Stakeholders
  readonly onClose: () => void
}

const FOR_GOOD = { staleTime: Number.POSITIVE_INFINITY }

/** What a version says otherwise than an earlier one, the one before it unless another is chosen. */
export function ChangesDialog({ version, stakeholders, onClose }: Props) {
  const t = useT()
  const organisation = useOrganisation()
  const [other, setOther] = useState(version - 1)
  const after = useQueryOf(getPolicyVersion, { params: { version } }, FOR_GOOD)
  const before = useQueryOf(getPolicyVersion, { params: { version: other } }, { ...FOR_GOOD, enabled: other > 0 })
  const nameOf = (one: number) =>
    one === 0 ? t('policy.beforeAnybody') : t('policy.versionName', { version: String(one) })
  const compared = (kept: KeptPolicy, earlier: PolicyTerms) => (
    <WhatChanged
      before={{ name: nameOf(other), terms: earlier }}
      after={{ name: nameOf(version), terms: termsOf(kept) }}
      stakeholders={stakeholders}
    />
  )
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('policy.changedIn', { version: String(version) })}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
      size="xl"
    >
      <div className={styles.compared}>
        <NativeSelect
          label={t('policy.comparedWith')}
          data={Array.from({ length: version }, (_, i) => version - 1 - i).map((one) => ({
            value: String(one),
            label: nameOf(one),
          }))}
          value={String(other)}
          onChange={(event) => setOther(Number(event.currentTarget.value))}
        />
        <QueryState query={after} lines={8}>
          {(kept) =>
            other === 0 ? (
              compared(kept, PolicyTerms.strip().parse(defaultPolicy(organisation)))
            ) : (
              <QueryState query={before} lines={8}>
                {(earlier) => compared(kept, termsOf(earlier))}
              </QueryState>
            )
          }
        </QueryState>
      </div>
    </Modal>
  )
}
