import { listPublicationRequests } from '../../../../../shared/contracts/publishing.ts'
import { isUnderWay } from '../../../../../shared/domain/approval.ts'
import { useQueryOf } from '../../../api/use-api.ts'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Section } from '../../../ui/Section.tsx'
import { StatusBadge } from '../../../ui/StatusBadge.tsx'
import { statusTones } from '../../awards/AwardBadge.tsx'
import { Conditions } from '../../awards/approval/Conditions.tsx'
import { History } from '../../awards/approval/History.tsx'
import { Objections } from '../../awards/approval/Objections.tsx'
import { Questions } from '../../awards/approval/Questions.tsx'
import { Stages } from '../../awards/approval/Stages.tsx'
import { WhereItHangs } from '../../awards/approval/WhereItHangs.tsx'
import styles from './approvers.module.css'

const HALF_A_MINUTE = 30_000

interface Props {
  readonly rfqId: string
  readonly timeZone: string
}

/** How the newest asking to publish stands: who is asked, what hinders, and whether it is about the draft as it is. */
export function PublicationApproval({ rfqId, timeZone }: Props) {
  const t = useT()
  const format = useFormat()
  const requests = useQueryOf(listPublicationRequests, { params: { rfqId } }, { refetchInterval: HALF_A_MINUTE })
  const [newest, ...earlier] = requests.data?.items ?? []
  if (!newest || !requests.data) return null
  const { approval } = newest
  const { number, requester, askedAt, status } = approval
  const seen = { ...newest, earlier }
  const shared = { rfqId, seen, timeZone }
  return (
    <>
      <Section id="publication" title={t('approvers.publicationTitle')}>
        <div className={styles.request}>
          <p className={styles.head}>
            <span>
              {t('approvers.publicationRequest', {
                number,
                name: requester.name || requester.email,
                at: format.dateTimeIn(askedAt, timeZone),
              })}
            </span>
            <StatusBadge tone={statusTones[status]}>{t('approvers.requestStatus', { status })}</StatusBadge>
          </p>
          {!requests.data.isCurrent && isUnderWay(approval) && (
            <Notice tone="due" title={t('approvers.outdated')}>
              <p>{t('approvers.outdatedHint')}</p>
            </Notice>
          )}
          <WhereItHangs seen={seen} />
          <Stages {...shared} />
          <details>
            <summary>{t('approvals.history')}</summary>
            <History {...shared} />
          </details>
        </div>
      </Section>
      <Objections {...shared} onRevise={undefined} />
      <Questions {...shared} />
      <Conditions {...shared} />
    </>
  )
}
