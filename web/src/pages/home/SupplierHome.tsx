import { Link, type LinkProps } from '@tanstack/react-router'
import { listMyBids } from '../../../../shared/contracts/bids.ts'
import { listInvitedTenders, type TenderListing } from '../../../../shared/contracts/tenders.ts'
import { useNow } from '../../api/server-clock.ts'
import { useT } from '../../i18n/I18nProvider.tsx'
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

interface Waiting {
  readonly tender: Pick<TenderListing, 'buyerId' | 'rfqId' | 'title' | 'buyerName' | 'closesAt' | 'timeZone'>
  readonly act: string
  readonly link: LinkProps
}

/** What waits for a supplier: invitations without an answer, and bids begun but not submitted; soonest closing first. */
const useWaiting = () => {
  const t = useT()
  const now = useNow(60_000)
  const invited = usePages(listInvitedTenders)
  const mine = usePages(listMyBids)
  if (invited.rows === undefined || mine.rows === undefined)
    return { error: invited.error ?? mine.error, waiting: undefined }
  const begun = new Set(mine.rows.map(({ rfqId }) => rfqId))
  const unanswered = invited.rows.filter(
    (tender) => !tender.declined && !begun.has(tender.rfqId) && !isOver(tender, now),
  )
  const unsubmitted = mine.rows.filter((bid) => bid.latest === null && !isOver(bid, now))
  const waiting: Waiting[] = [
    ...unanswered.map((tender): Waiting => ({ tender, act: t('bids.answerInvitation'), link: links.tender(tender) })),
    ...unsubmitted.map((tender): Waiting => ({ tender, act: t('bids.finishBid'), link: links.bid(tender) })),
  ]
  return { error: null, waiting: waiting.toSorted((a, b) => a.tender.closesAt.localeCompare(b.tender.closesAt)) }
}

export function SupplierHome() {
  const t = useT()
  const { error, waiting } = useWaiting()
  return (
    <Page title={t('shell.home')}>
      <Section id="waiting" title={t('bids.waitsTitle')} {...(waiting ? { count: waiting.length } : {})}>
        {error && <ErrorState error={error} />}
        {!error && !waiting && <LoadingState lines={3} />}
        {waiting?.length === 0 && (
          <EmptyState title={t('bids.nothingWaits')} action={<Link {...links.tenders}>{t('shell.tenders')}</Link>}>
            {t('bids.nothingWaitsHint')}
          </EmptyState>
        )}
        {waiting && waiting.length > 0 && (
          <ul className={styles.list}>
            {waiting.map(({ tender, act, link }) => (
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
