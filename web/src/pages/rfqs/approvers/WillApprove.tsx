import { Link } from '@tanstack/react-router'
import { getApprovers } from '../../../../../shared/contracts/rfqs.ts'
import type { Value } from '../../../api/use-api.ts'
import { useQueryOf } from '../../../api/use-api.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { links } from '../../../links.ts'
import { QueryState } from '../../../ui/QueryState.tsx'
import { Section } from '../../../ui/Section.tsx'
import { Asked } from './Asked.tsx'
import styles from './approvers.module.css'

type Both = Value<typeof getApprovers>

const useApprovers = (rfqId: string) => useQueryOf(getApprovers, { params: { rfqId } })

/** Who will have to approve an RFQ and why, while it is written as well as while it runs. */
export function WillApprove({ rfqId }: { readonly rfqId: string }) {
  const t = useT()
  const approvers = useApprovers(rfqId)
  // Once it is over nobody will be asked any more.
  if (approvers.data && !approvers.data.publication && !approvers.data.award) return null
  return (
    <Section id="approvers" title={t('approvers.title')} hint={t('approvers.hint')}>
      <QueryState query={approvers}>
        {(both) => <AskedFor both={both} subjects={['publication', 'award']} />}
      </QueryState>
      <p className={styles.policy}>
        <Link {...links.approvals}>{t('approvers.toPolicy')}</Link>
      </p>
    </Section>
  )
}

/** The part of it that concerns the publication, for the review before it. */
export function WillApprovePublication({ rfqId }: { readonly rfqId: string }) {
  const approvers = useApprovers(rfqId)
  return (
    <QueryState query={approvers} lines={2}>
      {(both) => <AskedFor both={both} subjects={['publication']} />}
    </QueryState>
  )
}

function AskedFor({
  both,
  subjects,
}: {
  readonly both: Both
  readonly subjects: readonly ('publication' | 'award')[]
}) {
  return subjects.map((subject) => {
    const approvers = both[subject]
    return approvers && <Asked key={subject} subject={subject} approvers={approvers} />
  })
}
