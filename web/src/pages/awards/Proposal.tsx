import type { AwardView, ComparedBid } from '../../../../shared/contracts/awards.ts'
import { type ApprovalStatus, approvalCan } from '../../../../shared/domain/approval.ts'
import type { Rfq } from '../../../../shared/domain/rfq.ts'
import { useFormat, useT } from '../../i18n/I18nProvider.tsx'
import { Deadline } from '../../ui/Deadline.tsx'
import { DefinitionList } from '../../ui/DefinitionList.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Section } from '../../ui/Section.tsx'
import { Conditions } from './approval/Conditions.tsx'
import { History } from './approval/History.tsx'
import { Objections } from './approval/Objections.tsx'
import { Questions } from './approval/Questions.tsx'
import { Stages } from './approval/Stages.tsx'
import type { Seen } from './approval/seen.ts'
import { WhereItHangs } from './approval/WhereItHangs.tsx'
import styles from './awards.module.css'
import { isRanked } from './bid-standing.tsx'

interface Props {
  readonly rfq: Rfq
  readonly view: AwardView
  readonly earlier: readonly AwardView[]
  readonly bids: readonly ComparedBid[]
  readonly onRevise: (() => void) | undefined
}

/** The newest proposal: to whom, for how much, why, where its approval hangs, and what each says of it. */
export function Proposal({ rfq, view, earlier, bids, onRevise }: Props) {
  const t = useT()
  const format = useFormat()
  const { award, approval } = view
  const { currency, totalMinor } = award
  const { timeZone } = rfq.terms
  const seen: Seen = { ...view, earlier }
  const shared = { rfqId: rfq.rfqId, seen, timeZone }
  return (
    <>
      <div className={styles.proposal}>
        <p>
          {t('awards.proposedTo', { number: award.number })} <strong>{award.supplierName}</strong>
        </p>
        <p className={styles.amount}>{format.money({ amountMinor: totalMinor, currency })}</p>
        <Distance supplierId={award.supplierId} bids={bids} />
        {approvalCan('expire', approval) && (
          <Deadline
            at={approval.until}
            timeZone={timeZone}
            label={t('awards.answerWithin')}
            overLabel={t('awards.answerOverdue')}
          />
        )}
      </div>
      <Outcome status={approval.status} />
      <WhereItHangs seen={seen} />
      <Objections {...shared} onRevise={onRevise} />
      <Questions {...shared} />
      <Conditions {...shared} />
      <Section title={t('awards.approvals')} hint={t('awards.approvalsHint')} flush>
        <Stages {...shared} />
      </Section>
      <Section title={t('awards.why')}>
        <DefinitionList
          items={[
            { term: t('awards.reason'), value: award.reason },
            ...said(t('awards.justification'), award.justification),
            ...said(t('approvals.budgetLine'), [award.budget.line, award.budget.name].filter(Boolean).join(' · ')),
            ...said(t('approvals.deliveryNote'), award.deliveryNote),
            ...said(t('approvals.riskNote'), award.riskNote),
            {
              term: t('awards.proposedBy'),
              value: `${award.proposedBy.name} · ${format.dateTimeIn(award.proposedAt, timeZone)}`,
            },
            {
              term: t('awards.bidShown'),
              value: t('awards.bidVersion', { version: award.bidVersion, hash: award.bidSha256 }),
            },
          ]}
        />
      </Section>
      <Section title={t('approvals.history')} hint={t('approvals.historyHint')}>
        <History {...shared} />
      </Section>
    </>
  )
}

const said = (term: string, value: string) => (value === '' ? [] : [{ term, value }])

function Outcome({ status }: { readonly status: ApprovalStatus }) {
  const t = useT()
  if (status !== 'approved' && status !== 'expired') return null
  const approved = status === 'approved'
  return (
    <div className={styles.notice}>
      <Notice
        tone={approved ? 'plain' : 'danger'}
        title={approved ? t('awards.approvedTitle') : t('approvals.expiredTitle')}
      >
        <p>{approved ? t('awards.beingConcluded') : t('approvals.expiredWhat')}</p>
      </Notice>
    </div>
  )
}

/** How the proposed bid stands to the next one, or to the lowest where it is not the lowest. */
function Distance({ supplierId, bids }: { readonly supplierId: string; readonly bids: readonly ComparedBid[] }) {
  const t = useT()
  const format = useFormat()
  const ranked = bids.filter(isRanked)
  const own = ranked.find((bid) => bid.supplierId === supplierId)?.ranking
  const best = ranked[0]?.ranking
  const second = ranked[1]?.ranking
  if (!own || !best) return null
  if (own.rank > 1 && best.comparedMinor > 0) {
    const share = format.percent(own.aboveBestMinor / best.comparedMinor, true)
    return <p className={styles.fine}>{t('awards.aboveLowest', { rank: own.rank, count: ranked.length, share })}</p>
  }
  if (!second || second.comparedMinor === 0) return <p className={styles.fine}>{t('awards.onlyBid')}</p>
  const share = format.percent((own.comparedMinor - second.comparedMinor) / second.comparedMinor, true)
  return <p className={styles.fine}>{t('awards.belowSecond', { share, name: second.supplierName })}</p>
}
