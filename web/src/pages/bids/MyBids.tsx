import { Link } from '@tanstack/react-router'
import { listMyBids } from '../../../../shared/contracts/bids.ts'
import { useNow } from '../../api/server-clock.ts'
import { useT } from '../../i18n/I18nProvider.tsx'
import { links } from '../../links.ts'
import { AppTable, type Column } from '../../table/AppTable.tsx'
import { usePages } from '../../table/use-pages.ts'
import { useTableSearch } from '../../table/use-table-search.ts'
import { Deadline } from '../../ui/Deadline.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Page } from '../../ui/Page.tsx'
import { Latest } from './Latest.tsx'
import { isOver, type MyBid, stateOf } from './my-bid.ts'

export function MyBids() {
  const t = useT()
  return (
    <Page title={t('shell.myBids')} lead={t('bids.myBids')}>
      <MyBidsTable />
    </Page>
  )
}

export function MyBidsTable() {
  const t = useT()
  const now = useNow(60_000)
  const pages = usePages(listMyBids)
  const search = useTableSearch()
  const columns: readonly Column<MyBid>[] = [
    { id: 'title', header: t('tenders.title'), cell: ({ title }) => title, sortBy: ({ title }) => title },
    {
      id: 'buyer',
      header: t('tenders.buyer'),
      cell: ({ buyerName }) => buyerName,
      sortBy: ({ buyerName }) => buyerName,
    },
    { id: 'latest', header: t('bids.latest'), cell: (bid) => <Latest bid={bid} over={isOver(bid, now)} /> },
    { id: 'state', header: t('tenders.state'), cell: (bid) => t('bids.rfqState', { status: stateOf(bid, now) }) },
    {
      id: 'closes',
      header: t('tenders.closes'),
      align: 'end',
      cell: ({ closesAt, timeZone }) => (
        <Deadline compact at={closesAt} timeZone={timeZone} overLabel={t('tenders.closed')} />
      ),
      sortBy: ({ closesAt }) => closesAt,
    },
  ]
  return (
    <AppTable
      label={t('bids.myBids')}
      columns={columns}
      pages={pages}
      rowKey={({ rfqId }) => rfqId}
      rowLink={(bid) => (isOver(bid, now) && bid.latest ? links.result(bid) : links.tender(bid))}
      search={search}
      empty={
        <EmptyState title={t('bids.none')} action={<Link {...links.tenders}>{t('shell.tenders')}</Link>}>
          {t('bids.noneHint')}
        </EmptyState>
      }
    />
  )
}
