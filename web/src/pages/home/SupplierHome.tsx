import { Link, type LinkProps } from '@tanstack/react-router'
import { listMyBids } from '../../../../shared/contracts/bids.ts'
import { listOffers } from '../../../../shared/contracts/contract-changes.ts'
import { listInvitedTenders, type TenderListing } from '../../../../shared/contracts/tenders.ts'
import type { Offer } from '../../../../shared/domain/contract-change.ts'
import { useNow } from '../../api/server-clock.ts'
import { useQueryOf } from '../../api/use-api.ts'
import { useFormat, useT } from '../../i18n/I18nProvider.tsx'
import { links } from '../../links.ts'
import { usePages } from '../../table/use-pages.ts'
import { Deadline } from '../../ui/Deadline.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { Page } from '../../ui/Page.tsx'
import { Section } from '../../ui/Section.tsx'
import { MyBidsTable } from '../bids/MyBids.tsx'
import { isOver } from '../bids/my-bid.ts'
import styles from './supplier-home.module.css'

const MINUTE = 60_000

interface Waiting {
  readonly tender: Pick<TenderListing, 'buyerId' | 'rfqId' | 'title' | 'buyerName' | 'closesAt' | 'timeZone'>
  readonly act: string
  readonly link: LinkProps
}

/**
 * What waits for a supplier: changes of its contracts, the longest waiting first, as they have no limit; then invitations
 * without an answer and bids begun but not submitted, soonest closing first.
 */
const useWaiting = () => {
  const t = useT()
  const now = useNow(MINUTE)
  const offers = useQueryOf(listOffers, {}, { refetchInterval: MINUTE })
  const invited = usePages(listInvitedTenders)
  const mine = usePages(listMyBids)
  if (offers.data === undefined || invited.rows === undefined || mine.rows === undefined)
    return { error: offers.error ?? invited.error ?? mine.error }
  const begun = new Set(mine.rows.map(({ rfqId }) => rfqId))
  const unanswered = invited.rows.filter(
    (tender) => !tender.declined && !begun.has(tender.rfqId) && !isOver(tender, now),
  )
  const unsubmitted = mine.rows.filter((bid) => bid.latest === null && !isOver(bid, now))
  const tenders: Waiting[] = [
    ...unanswered.map((tender): Waiting => ({ tender, act: t('bids.answerInvitation'), link: links.tender(tender) })),
    ...unsubmitted.map((tender): Waiting => ({ tender, act: t('bids.finishBid'), link: links.bid(tender) })),
  ]
  return {
    error: null,
    offers: offers.data.items,
    tenders: tenders.toSorted((a, b) => a.tender.closesAt.localeCompare(b.tender.closesAt)),
  }
}

export function SupplierHome() {
  const t = useT()
  const { error, offers, tenders } = useWaiting()
  const count = offers && tenders && offers.length + tenders.length
  return (
    <Page title={t('shell.home')}>
      <Section id="waiting" title={t('bids.waitsTitle')} {...(count !== undefined && { count })}>
        {error && <ErrorState error={error} />}
        {!error && count === undefined && <LoadingState lines={3} />}
        {count === 0 && (
          <EmptyState title={t('bids.nothingWaits')} action={<Link {...links.tenders}>{t('shell.tenders')}</Link>}>
            {t('bids.nothingWaitsHint')}
          </EmptyState>
        )}
        {offers && tenders && offers.length + tenders.length > 0 && (
          <ul className={styles.list}>
            {offers.map((offer) => (
              <OfferRow key={offer.rfqId} offer={offer} />
            ))}
            {tenders.map(({ tender, act, link }) => (
              <li key={tender.rfqId}>
                <Link {...link} className={styles.row}>
                  <span className={styles.act}>{act}</span>
                  <span className={styles.what}>
                    {tender.title}
                    <span className={styles.who}>{tender.buyerName}</span>
                  </span>
                  <Deadline compact at={tender.closesAt} timeZone={tender.timeZone} />
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section id="mine" flush title={t('shell.myBids')}>
        <MyBidsTable />
      </Section>
    </Page>
  )
}

function OfferRow({ offer }: { readonly offer: Offer }) {
  const t = useT()
  const format = useFormat()
  const now = useNow(MINUTE)
  const { number, reason, title, buyerName, contractNumber, since } = offer
  return (
    <li>
      <Link {...links.result(offer)} hash={`change-${number}`} className={styles.row}>
        <span className={styles.act}>{t('bids.answerChange')}</span>
        <span className={styles.what}>
          {title}
          <span className={styles.who}>
            {buyerName} · {contractNumber} · {t('changes.reasonName', { reason })}
          </span>
        </span>
        <time className={styles.since} dateTime={since} title={format.dateTime(since)}>
          {format.relative(since, now)}
        </time>
      </Link>
    </li>
  )
}
