import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { type AwardView, getComparison } from '../../../../shared/contracts/awards.ts'
import type { Rfq } from '../../../../shared/domain/rfq.ts'
import { useQueryOf } from '../../api/use-api.ts'
import { useT } from '../../i18n/I18nProvider.tsx'
import { links } from '../../links.ts'
import { ActButton, PrimaryButton } from '../../ui/ActButton.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Page } from '../../ui/Page.tsx'
import { QueryState } from '../../ui/QueryState.tsx'
import { useWhyNot } from '../rfqs/standing.tsx'
import { useRfq, useRfqId } from '../rfqs/use-rfq.ts'
import { AwardBadge } from './AwardBadge.tsx'
import { Earlier } from './Earlier.tsx'
import { EndDialog } from './EndDialog.tsx'
import { Proposal } from './Proposal.tsx'
import { ProposeForm } from './ProposeForm.tsx'
import { useAwardStands, useAwards } from './use-award-stands.ts'

export function AwardPage() {
  const t = useT()
  const rfq = useRfq(useRfqId())
  if (rfq.data) return <Awards rfq={rfq.data} />
  return (
    <Page title={t('awards.award')} crumbs={[{ label: t('shell.rfqs'), link: links.rfqs }]}>
      <QueryState query={rfq}>{() => null}</QueryState>
    </Page>
  )
}

function Awards({ rfq }: { readonly rfq: Rfq }) {
  const t = useT()
  const navigate = useNavigate()
  const { propose }: { propose?: string } = useSearch({ strict: false })
  const [ending, setEnding] = useState(false)
  const whyNot = useWhyNot(rfq)
  const stands = useAwardStands(rfq)
  const awards = useAwards(rfq)
  const comparison = useQueryOf(getComparison, { params: { rfqId: rfq.rfqId } }, { enabled: rfq.opening !== undefined })
  const newest = awards.data?.items[0]
  const proposing = whyNot('proposeAward') === undefined && (propose !== undefined || awards.data?.items.length === 0)

  const go = (search: Record<string, string>) => void navigate({ ...links.award(rfq), search, replace: true })
  const revise = ({ award, approval }: AwardView) =>
    whyNot('proposeAward') === undefined && approval.status !== 'approved'
      ? () => go({ propose: award.supplierId })
      : undefined
  return (
    <Page
      title={t('awards.award')}
      crumbs={[
        { label: t('shell.rfqs'), link: links.rfqs },
        { label: rfq.terms.title || t('shell.untitled'), link: links.rfq(rfq) },
      ]}
      badge={newest && <AwardBadge status={newest.approval.status} />}
      primary={!proposing && <Next rfq={rfq} newest={newest} onRevise={go} />}
      actions={
        <>
          <ActButton
            disabledReason={rfq.opening ? undefined : t('problems.bids_not_opened')}
            onClick={() => void navigate(links.comparison(rfq))}
          >
            {t('awards.comparison')}
          </ActButton>
          <ActButton disabledReason={whyNot('giveUp') ?? stands} onClick={() => setEnding(true)}>
            {t('awards.end')}
          </ActButton>
        </>
      }
    >
      {rfq.opening ? (
        <QueryState query={awards} lines={8}>
          {({ items }) => (
            <>
              {proposing && (
                <QueryState query={comparison}>
                  {({ bids }) => (
                    <ProposeForm
                      rfq={rfq}
                      bids={bids}
                      chosen={propose ?? 'best'}
                      before={items[0]}
                      onDone={() => go({})}
                      onCancel={() => (items.length > 0 ? go({}) : void navigate(links.comparison(rfq)))}
                    />
                  )}
                </QueryState>
              )}
              {!proposing && items.length === 0 && (
                <EmptyState title={t('awards.none')}>{whyNot('proposeAward')}</EmptyState>
              )}
              {items[0] && (
                <Proposal
                  rfq={rfq}
                  view={items[0]}
                  earlier={items.slice(1)}
                  bids={comparison.data?.bids ?? []}
                  onRevise={revise(items[0])}
                />
              )}
              {items.length > 1 && <Earlier rfq={rfq} views={items.slice(1)} />}
            </>
          )}
        </QueryState>
      ) : (
        <EmptyState title={t('problems.bids_not_opened')} />
      )}
      <EndDialog rfq={rfq} opened={ending} onClose={() => setEnding(false)} />
    </Page>
  )
}

interface NextProps {
  readonly rfq: Rfq
  readonly newest: AwardView | undefined
  readonly onRevise: (search: Record<string, string>) => void
}

/** The next act: the contract when there is one, else another proposal; that one is only pressing after a veto or when time ran out. */
function Next({ rfq, newest, onRevise }: NextProps) {
  const t = useT()
  const navigate = useNavigate()
  const whyNot = useWhyNot(rfq)
  if (!newest) return null
  if (rfq.status === 'awarded' || rfq.status === 'complete')
    return <PrimaryButton onClick={() => void navigate(links.contract(rfq))}>{t('rfqs.seeContract')}</PrimaryButton>
  const { status } = newest.approval
  const Act = status === 'vetoed' || status === 'expired' ? PrimaryButton : ActButton
  return (
    <Act
      disabledReason={whyNot('proposeAward') ?? (status === 'approved' ? t('awards.beingConcluded') : undefined)}
      onClick={() => onRevise({ propose: newest.award.supplierId })}
    >
      {t('awards.revise')}
    </Act>
  )
}
