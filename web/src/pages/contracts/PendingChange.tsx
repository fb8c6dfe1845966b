import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { ChangeView } from '../../../../shared/contracts/contract-changes.ts'
import { approvalCan } from '../../../../shared/domain/approval.ts'
import type { Contract } from '../../../../shared/domain/contract.ts'
import { useT } from '../../i18n/I18nProvider.tsx'
import { links } from '../../links.ts'
import { ActButton } from '../../ui/ActButton.tsx'
import { Deadline } from '../../ui/Deadline.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Section } from '../../ui/Section.tsx'
import { Conditions } from '../awards/approval/Conditions.tsx'
import { History } from '../awards/approval/History.tsx'
import { Objections } from '../awards/approval/Objections.tsx'
import { Questions } from '../awards/approval/Questions.tsx'
import { Stages } from '../awards/approval/Stages.tsx'
import type { Seen } from '../awards/approval/seen.ts'
import { WhereItHangs } from '../awards/approval/WhereItHangs.tsx'
import { ChangeContent, StandingBadge } from './ChangeContent.tsx'
import styles from './contract.module.css'
import { changeStanding, replacedBefore } from './standing.ts'
import { useInternal } from './use-internal.ts'
import { WithdrawChange } from './WithdrawChange.tsx'

interface Props {
  readonly contract: Contract
  readonly view: ChangeView
  readonly earlier: readonly ChangeView[]
}

/** A change that is under way: with those who approve it, then with its supplier. */
export function PendingChange({ contract, view, earlier }: Props) {
  const t = useT()
  const navigate = useNavigate()
  const internal = useInternal()
  const [withdrawing, setWithdrawing] = useState(false)
  const { change, request } = view
  const { rfqId, number } = change
  const { timeZone } = contract.terms
  const standing = changeStanding(change, request?.approval)
  const revise = () => void navigate(links.proposeChange({ rfqId }))
  const seen: Seen | undefined = request
    ? { ...request, earlier: replacedBefore(earlier).flatMap((one) => one.request ?? []) }
    : undefined
  const shared = { rfqId, timeZone }
  return (
    <>
      <Section
        id="pending"
        title={t('changes.number', { number })}
        actions={
          <>
            <ActButton size="xs" onClick={() => setWithdrawing(true)}>
              {t('changes.withdraw')}
            </ActButton>
            <ActButton size="xs" onClick={revise}>
              {t('changes.revise')}
            </ActButton>
          </>
        }
      >
        <div className={styles.change}>
          <div className={styles.head}>
            <StandingBadge standing={standing} />
            {request && approvalCan('expire', request.approval) && (
              <Deadline
                at={request.approval.until}
                timeZone={timeZone}
                label={t('awards.answerWithin')}
                overLabel={t('awards.answerOverdue')}
              />
            )}
          </div>
          {standing === 'offered' && (
            <Notice title={t('changes.offeredTitle', { name: contract.supplier.legalName })}>
              <p>{t('changes.offeredWhat', { asked: request ? 'yes' : 'no' })}</p>
            </Notice>
          )}
          {standing !== 'offered' && change.told === 'offer' && (
            <Notice title={t('changes.heldTitle', { name: contract.supplier.legalName })}>
              <p>{t('changes.heldWhat')}</p>
            </Notice>
          )}
          {standing === 'lapsed' && (
            <Notice tone="danger" title={t('approvals.expiredTitle')}>
              <p>{t('approvals.expiredWhat')}</p>
            </Notice>
          )}
          <ChangeContent change={change} timeZone={timeZone} more={internal(change)} />
        </div>
      </Section>
      {seen && (
        <>
          <WhereItHangs seen={seen} />
          <Objections {...shared} seen={seen} onRevise={revise} />
          <Questions {...shared} seen={seen} />
          <Conditions {...shared} seen={seen} />
          <Section title={t('awards.approvals')} hint={t('changes.approvalsHint')} flush>
            <Stages {...shared} seen={seen} />
          </Section>
          <Section title={t('approvals.history')} hint={t('approvals.historyHint')}>
            <History {...shared} seen={seen} />
          </Section>
        </>
      )}
      {withdrawing && (
        <WithdrawChange
          {...shared}
          number={number}
          offered={standing === 'offered' || change.told === 'offer'}
          onClose={() => setWithdrawing(false)}
        />
      )}
    </>
  )
}
