import type { AwardView, ComparedBid } from '../../../../shared/contracts/awards.ts'
import type { Rfq } from '../../../../shared/domain/rfq.ts'
import { useFormat, useT } from '../../i18n/I18nProvider.tsx'
import { Deadline } from '../../ui/Deadline.tsx'
import { DefinitionList } from '../../ui/DefinitionList.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Section } from '../../ui/Section.tsx'
import styles from './awards.module.css'
import { isRanked } from './bid-standing.tsx'
import { Panel } from './Panel.tsx'

interface Props {
  readonly rfq: Rfq
  readonly view: AwardView
  readonly bids: readonly ComparedBid[]
}

/** The newest proposal: to whom, for how much, why, and what each role says of it. */
export function Proposal({ rfq, view, bids }: Props) {
  const t = useT()
  const format = useFormat()
  const { award, approval } = view
  const { currency, totalMinor } = award
  const { timeZone } = rfq.terms
  const waiting = approval.status === 'proposed' || approval.status === 'vetoed'
  return (
    <>
      <div className={styles.proposal}>
        <p>
          {t('awards.proposedTo', { number: award.number })} <strong>{award.supplierName}</strong>
        </p>
        <p className={styles.amount}>{format.money({ amountMinor: totalMinor, currency })}</p>
        <Distance supplierId={award.supplierId} bids={bids} />
        {waiting && (
          <Deadline
            at={approval.until}
            timeZone={timeZone}
            label={t('awards.answerWithin')}
            overLabel={t('awards.answerOverdue')}
          />
        )}
      </div>
      {approval.status === 'vetoed' && (
        <div className={styles.notice}>
          <Notice tone="danger" title={t('awards.vetoedTitle')}>
            <p>{t('awards.vetoedWhat')}</p>
          </Notice>
        </div>
      )}
      {approval.status === 'approved' && (
        <div className={styles.notice}>
          <Notice title={t('awards.approvedTitle')}>
            <p>{t('awards.beingConcluded')}</p>
          </Notice>
        </div>
      )}
      <Section title={t('awards.approvals')} hint={t('awards.approvalsHint')} flush>
        <Panel rfq={rfq} view={view} />
      </Section>
      <Section title={t('awards.why')}>
        <DefinitionList
          items={[
            { term: t('awards.reason'), value: award.reason },
            ...(award.justification ? [{ term: t('awards.justification'), value: award.justification }] : []),
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
    </>
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
