import { Link } from '@tanstack/react-router'
import type { ChangeView } from '../../../../shared/contracts/contract-changes.ts'
import type { Contract } from '../../../../shared/domain/contract.ts'
import { useT } from '../../i18n/I18nProvider.tsx'
import { links } from '../../links.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Section } from '../../ui/Section.tsx'
import { History } from '../awards/approval/History.tsx'
import { Stages } from '../awards/approval/Stages.tsx'
import { ChangeContent, ChangeHead } from './ChangeContent.tsx'
import styles from './contract.module.css'
import { FoldedChange } from './FoldedChange.tsx'
import { BuyerOrderChange } from './OrderChange.tsx'
import { changeStanding, isDeclined } from './standing.ts'
import { useInternal } from './use-internal.ts'

interface Props {
  readonly contract: Contract
  readonly views: readonly ChangeView[]
}

/** Every change ever proposed, newest first, each with what became of it and every opinion on it; the pending one stands above. */
export function Changes({ contract, views }: Props) {
  const t = useT()
  const over = views.filter(({ change }) => change.status !== 'pending')
  if (over.length === 0 && views.length > 0) return null
  return (
    <Section id="changes" title={t('changes.title')} count={over.length} hint={t('changes.hint')}>
      {over.length === 0 ? (
        <EmptyState title={t('changes.none')}>{t('changes.noneHint')}</EmptyState>
      ) : (
        <ol className={styles.list} reversed>
          {over.map((view) => (
            <FoldedChange
              key={view.change.number}
              number={view.change.number}
              summary={
                <ChangeHead change={view.change} standing={changeStanding(view.change, view.request?.approval)} />
              }
            >
              {() => <Told contract={contract} view={view} isNewest={view === views[0]} />}
            </FoldedChange>
          ))}
        </ol>
      )}
    </Section>
  )
}

interface ToldProps {
  readonly contract: Contract
  readonly view: ChangeView
  /** None was proposed after it. */
  readonly isNewest: boolean
}

function Told({ contract, view: { change, request }, isNewest }: ToldProps) {
  const t = useT()
  const internal = useInternal()
  const { rfqId, number, status, needsApproval } = change
  const { orderNumber, terms } = contract
  const shared = { rfqId, timeZone: terms.timeZone }
  return (
    <ChangeContent change={change} timeZone={terms.timeZone} more={internal(change)}>
      {isNewest && isDeclined(change) && (
        <p className="no-print">
          <Link {...links.proposeChange({ rfqId })}>{t('changes.proposeAgain')}</Link>
        </p>
      )}
      {status === 'active' && <BuyerOrderChange rfqId={rfqId} number={number} orderNumber={orderNumber} />}
      {status === 'active' && needsApproval && (
        <p className="no-print">
          <Link {...links.approvalRecord({ rfqId }, number)}>{t('contracts.changeRecord', { number })}</Link>
        </p>
      )}
      {request && (
        <>
          <h3>{t('awards.approvals')}</h3>
          <div>
            <Stages {...shared} seen={request} readOnly />
          </div>
          <h3>{t('approvals.history')}</h3>
          <History {...shared} seen={request} />
        </>
      )}
    </ChangeContent>
  )
}
