import { useState } from 'react'
import { answerChange, listOfferedChanges, listOffers } from '../../../../../shared/contracts/contract-changes.ts'
import { getSupplierContract, getSupplierContractDocument } from '../../../../../shared/contracts/contracts.ts'
import type { OfferedChange } from '../../../../../shared/domain/contract-change.ts'
import { useCall, useQueryOf, useRefetch } from '../../../api/use-api.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { ActButton, PrimaryButton } from '../../../ui/ActButton.tsx'
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx'
import { Section } from '../../../ui/Section.tsx'
import { toast } from '../../../ui/toast.tsx'
import { answerOf } from '../../rfqs/answer-of.ts'
import { ChangeContent, StandingBadge } from '../ChangeContent.tsx'
import styles from '../contract.module.css'
import { offerStanding } from '../standing.ts'
import { AcceptChange, DeclineChange } from './dialogs.tsx'

const OFTEN = 30_000

interface TenderOf {
  readonly buyerId: string
  readonly rfqId: string
}

/** What its buyer offered, newest first. */
export const useOfferedChanges = ({ buyerId, rfqId }: TenderOf) =>
  useQueryOf(listOfferedChanges, { params: { buyerId, rfqId } }, { refetchInterval: OFTEN })

interface Props {
  readonly tender: TenderOf
  readonly timeZone: string
}

/** A change that waits for its supplier, before anything else about the contract. */
export function OfferedChanges({ tender, timeZone }: Props) {
  const changes = useOfferedChanges(tender)
  const refetch = useRefetch()
  const call = useCall(answerChange)
  const t = useT()
  const { buyerId, rfqId } = tender
  const answer = async ({ number }: OfferedChange, accepted: boolean, words: string) => {
    const said = await answerOf(call.mutateAsync({ params: { buyerId, rfqId, number }, body: { accepted, words } }))
    // Also after a refusal: what stands now is shown below it.
    if (said) await refetch(listOfferedChanges, listOffers, getSupplierContract, getSupplierContractDocument)
    if (said?.ok) toast(t('changes.answeredToast', { accepted: accepted ? 'yes' : 'no', number }))
    return said !== undefined
  }
  const offered = changes.data?.items.filter(({ offer }) => offer !== 'over') ?? []
  return (
    <>
      <RefusalNotice refusal={call.refusal} error={call.error} timeZone={timeZone} />
      {offered.map((change) => (
        <Offered
          key={change.number}
          change={change}
          timeZone={timeZone}
          onAnswer={(accepted, words) => answer(change, accepted, words)}
        />
      ))}
    </>
  )
}

interface OfferedProps {
  readonly change: OfferedChange
  readonly timeZone: string
  /** Resolves to whether it arrived, whatever was said to it. */
  readonly onAnswer: (accepted: boolean, words: string) => Promise<boolean>
}

function Offered({ change, timeZone, onAnswer }: OfferedProps) {
  const t = useT()
  const [asking, setAsking] = useState<'accept' | 'decline'>()
  const { number, offer } = change
  const isOpen = offer === 'open'
  const close = () => setAsking(undefined)
  return (
    <Section
      id={`change-${number}`}
      title={t('changes.offeredToYou', { number })}
      hint={t(isOpen ? 'changes.offeredHint' : 'changes.heldHint')}
      actions={
        isOpen && (
          <>
            <ActButton onClick={() => setAsking('decline')}>{t('changes.decline')}</ActButton>
            <PrimaryButton onClick={() => setAsking('accept')}>{t('changes.accept')}</PrimaryButton>
          </>
        )
      }
    >
      <div className={styles.change}>
        <div>
          <StandingBadge standing={offerStanding(change)} forYou />
        </div>
        <ChangeContent change={change} timeZone={timeZone} />
      </div>
      <AcceptChange
        change={change}
        opened={isOpen && asking === 'accept'}
        onClose={close}
        onConfirm={async () => void ((await onAnswer(true, '')) && close())}
      />
      {isOpen && asking === 'decline' && (
        <DeclineChange
          number={number}
          onClose={close}
          onConfirm={async (words) => void ((await onAnswer(false, words)) && close())}
        />
      )}
    </Section>
  )
}
