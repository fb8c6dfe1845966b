import { listMyBids } from '../../../../shared/contracts/bids.ts'
import { listInvitedTenders, listOpenTenders, type TenderListing } from '../../../../shared/contracts/tenders.ts'
import { useNow } from '../../api/server-clock.ts'
import { useSession } from '../../auth/SessionProvider.tsx'
import { useI18n, useT } from '../../i18n/I18nProvider.tsx'
import { links } from '../../links.ts'
import { AppTable, type Column } from '../../table/AppTable.tsx'
import { usePages } from '../../table/use-pages.ts'
import { useTableSearch } from '../../table/use-table-search.ts'
import { Deadline } from '../../ui/Deadline.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Page } from '../../ui/Page.tsx'
import { Section } from '../../ui/Section.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { Latest } from '../bids/Latest.tsx'
import { isOver, type MyBid } from '../bids/my-bid.ts'

/** RFQs one can bid on: those this mailbox was invited to, and those open to everyone, visitors included. */
export function Tenders() {
  const t = useT()
  const session = useSession()
  const supplies = session.status === 'member' && session.organisation.supplies
  return (
    <Page title={t('shell.tenders')} lead={t('tenders.lead')}>
      {supplies && <Invited email={session.identity.email} />}
      <Open />
    </Page>
  )
}

const rowKey = ({ rfqId }: TenderListing) => rfqId

export const useListingColumns = (): readonly Column<TenderListing>[] => {
  const { t, format } = useI18n()
  return [
    { id: 'title', header: t('tenders.title'), cell: ({ title }) => title, sortBy: ({ title }) => title },
    {
      id: 'buyer',
      header: t('tenders.buyer'),
      cell: ({ buyerName }) => buyerName,
      sortBy: ({ buyerName }) => buyerName,
    },
    {
      id: 'country',
      header: t('tenders.country'),
      cell: ({ country }) => format.country(country),
      sortBy: ({ country }) => country,
      notInCards: true,
    },
    {
      id: 'lines',
      header: t('tenders.lines'),
      align: 'end',
      cell: ({ lineCount }) => format.integer(lineCount),
      sortBy: ({ lineCount }) => lineCount,
    },
    { id: 'currency', header: t('tenders.currency'), cell: ({ currency }) => currency, notInCards: true },
    {
      id: 'closes',
      header: t('tenders.closes'),
      align: 'end',
      cell: ({ status, closesAt, timeZone }) =>
        status === 'cancelled' ? (
          '–'
        ) : (
          <Deadline compact at={closesAt} timeZone={timeZone} overLabel={t('tenders.closed')} />
        ),
      sortBy: ({ closesAt }) => closesAt,
    },
  ]
}

function Open() {
  const t = useT()
  const columns = useListingColumns()
  const pages = usePages(listOpenTenders)
  const search = useTableSearch()
  return (
    <Section id="open" flush title={t('tenders.openTitle')}>
      <AppTable
        label={t('tenders.openTable')}
        columns={columns}
        pages={pages}
        rowKey={rowKey}
        rowLink={(tender) => links.tender(tender)}
        search={search}
        empty={<EmptyState title={t('tenders.noneOpen')}>{t('tenders.noneOpenHint')}</EmptyState>}
      />
    </Section>
  )
}

type InvitedListing = TenderListing & { readonly declined: boolean }

function Invited({ email }: { readonly email: string }) {
  const t = useT()
  const listing = useListingColumns()
  const pages = usePages(listInvitedTenders)
  const mine = usePages(listMyBids)
  const bidOn = (tender: TenderListing) => mine.rows?.find(({ rfqId }) => rfqId === tender.rfqId)
  const columns: readonly Column<InvitedListing>[] = [
    // Whoever invites is known; where each invitation stands matters more than their country.
    ...listing.filter(({ id }) => id !== 'country'),
    {
      id: 'state',
      header: t('tenders.state'),
      cell: (tender) => <Answer tender={tender} bid={bidOn(tender)} />,
    },
  ]
  return (
    <Section id="invited" flush title={t('tenders.invitedTitle')}>
      <AppTable
        label={t('tenders.invitedTable')}
        columns={columns}
        pages={pages}
        rowKey={rowKey}
        rowLink={(tender) => links.tender(tender)}
        empty={<EmptyState title={t('tenders.noneInvited')}>{t('tenders.noneInvitedHint', { email })}</EmptyState>}
      />
    </Section>
  )
}

function Answer({ tender, bid }: { readonly tender: InvitedListing; readonly bid: MyBid | undefined }) {
  const t = useT()
  const over = isOver(tender, useNow(60_000))
  if (tender.status === 'cancelled') return <StatusBadge tone="quiet">{t('tenders.cancelled')}</StatusBadge>
  if (bid) return <Latest bid={bid} over={over} />
  if (tender.declined) return <StatusBadge tone="quiet">{t('tenders.declined')}</StatusBadge>
  return <StatusBadge tone={over ? 'quiet' : 'due'}>{t('tenders.unanswered')}</StatusBadge>
}
