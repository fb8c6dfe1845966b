import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type ComparedBid, type Comparison, getComparison } from '../../../../shared/contracts/awards.ts'
import type { Rfq } from '../../../../shared/domain/rfq.ts'
import { useQueryOf } from '../../api/use-api.ts'
import { useFormat, useT } from '../../i18n/I18nProvider.tsx'
import { links } from '../../links.ts'
import { ActButton, PrimaryButton } from '../../ui/ActButton.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { QueryState } from '../../ui/QueryState.tsx'
import { Section } from '../../ui/Section.tsx'
import { RfqBadge, useWhyNot } from '../rfqs/standing.tsx'
import { useRfq, useRfqId } from '../rfqs/use-rfq.ts'
import { BidsTable } from './BidsTable.tsx'
import { isRanked } from './bid-standing.tsx'
import { DisqualifyDialog } from './DisqualifyDialog.tsx'
import { EndDialog } from './EndDialog.tsx'
import { LinesByBid } from './LinesByBid.tsx'
import { useAwardStands } from './use-award-stands.ts'

export function ComparisonPage() {
  const t = useT()
  const rfqId = useRfqId()
  const rfq = useRfq(rfqId)
  if (rfq.data) return <Compared rfq={rfq.data} />
  return (
    <Page title={t('awards.comparison')} crumbs={[{ label: t('shell.rfqs'), link: links.rfqs }]} wide>
      <QueryState query={rfq}>{() => null}</QueryState>
    </Page>
  )
}

function Compared({ rfq }: { readonly rfq: Rfq }) {
  const t = useT()
  const format = useFormat()
  const navigate = useNavigate()
  const whyNot = useWhyNot(rfq)
  const stands = useAwardStands(rfq)
  const [ending, setEnding] = useState(false)
  const comparison = useQueryOf(getComparison, { params: { rfqId: rfq.rfqId } }, { enabled: rfq.opening !== undefined })
  const nobody = comparison.data && !comparison.data.bids.some(isRanked)
  const opened = rfq.opening && format.dateTimeIn(rfq.opening.openedAt, rfq.terms.timeZone)
  const cannotPropose = whyNot('proposeAward') ?? (nobody ? t('awards.nothingToAward') : undefined)
  return (
    <Page
      title={t('awards.comparison')}
      crumbs={[
        { label: t('shell.rfqs'), link: links.rfqs },
        { label: rfq.terms.title || t('shell.untitled'), link: links.rfq(rfq) },
      ]}
      badge={<RfqBadge status={rfq.status} />}
      lead={
        opened &&
        t('awards.comparisonLead', {
          at: opened,
          currency: rfq.terms.currency ?? '',
          vat: t('rfqs.vatName', { vat: rfq.terms.vat }),
        })
      }
      wide
      actions={
        <>
          <ActButton onClick={() => print()}>{t('awards.print')}</ActButton>
          <ActButton disabledReason={whyNot('giveUp') ?? stands} onClick={() => setEnding(true)}>
            {t('awards.end')}
          </ActButton>
        </>
      }
      primary={
        <PrimaryButton
          disabledReason={cannotPropose}
          onClick={() => void navigate({ ...links.award(rfq), search: rfq.awardCount > 0 ? {} : { propose: 'best' } })}
        >
          {rfq.awardCount > 0 ? t('rfqs.seeAward') : t('awards.propose')}
        </PrimaryButton>
      }
    >
      {rfq.opening ? (
        <QueryState query={comparison} lines={10}>
          {(value) => <Bids rfq={rfq} comparison={value} />}
        </QueryState>
      ) : (
        <EmptyState title={t('problems.bids_not_opened')} />
      )}
      <EndDialog rfq={rfq} opened={ending} onClose={() => setEnding(false)} />
    </Page>
  )
}

function Bids({ rfq, comparison }: { readonly rfq: Rfq; readonly comparison: Comparison }) {
  const t = useT()
  const format = useFormat()
  const [out, setOut] = useState<ComparedBid>()
  const { bids, lines, withdrawn } = comparison
  const currency = rfq.terms.currency ?? 'EUR'
  return (
    <>
      {withdrawn.length > 0 && (
        <Notice>
          <p>
            {t('awards.withdrew', {
              names: format.list(withdrawn.map((one) => one.supplierName)),
              count: withdrawn.length,
            })}
          </p>
        </Notice>
      )}
      <Section title={t('awards.bids')} count={bids.length} flush>
        <BidsTable rfq={rfq} bids={bids} lines={lines} currency={currency} onDisqualify={setOut} />
      </Section>
      {bids.length > 0 && lines.length > 0 && <LinesByBid lines={lines} bids={bids} currency={currency} />}
      {out && <DisqualifyDialog rfq={rfq} bid={out} onClose={() => setOut(undefined)} />}
    </>
  )
}
