import { Link } from '@tanstack/react-router'
import { getApprovers } from '../../../../../shared/contracts/publishing.ts'
import { useQueryOf } from '../../../api/use-api.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { links } from '../../../links.ts'
import { QueryState } from '../../../ui/QueryState.tsx'
import { Section } from '../../../ui/Section.tsx'
import { Asked } from './Asked.tsx'
import styles from './approvers.module.css'

type Subject = 'publication' | 'award'

const useApprovers = (rfqId: string) => useQueryOf(getApprovers, { params: { rfqId } })

/** Who will have to approve an RFQ and why, while it is written as well as while it runs. */
export function WillApprove({ rfqId }: { readonly rfqId: string }) {
  const t = useT()
  const approvers = useApprovers(rfqId)
  // Once it is over nobody will be asked any more.
  if (approvers.data && !approvers.data.publication && !approvers.data.award) return null
  return (
    <Section id="approvers" title={t('approvers.title')} hint={t('approvers.hint')}>
      <WillApproveOf rfqId={rfqId} subjects={['publication', 'award']} />
      <p className={styles.policy}>
        <Link {...links.approvals}>{t('approvers.toPolicy')}</Link>
      </p>
    </Section>
  )
}

interface Props {
  readonly rfqId: string
  readonly subjects: readonly Subject[]
}

/** The part of it that concerns what is about to be done: the publication, or a first proposal. */
export function WillApproveOf({ rfqId, subjects }: Props) {
  const approvers = useApprovers(rfqId)
  return (
    <QueryState query={approvers} lines={2}>
      {(known) =>
        subjects.map((subject) => {
          const asked = known[subject]
          return asked && <Asked key={subject} subject={subject} approvers={asked} />
        })
      }
    </QueryState>
  )
}
