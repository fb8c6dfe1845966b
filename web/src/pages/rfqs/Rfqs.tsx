import { useNavigate } from '@tanstack/react-router'
import { listRfqs, type RfqSummary } from '../../../../shared/contracts/rfqs.ts'
import { RfqStatus } from '../../../../shared/domain/rfq.ts'
import { useNow } from '../../api/server-clock.ts'
import { useI18n } from '../../i18n/I18nProvider.tsx'
import { links } from '../../links.ts'
import { AppTable, type Column } from '../../table/AppTable.tsx'
import { FilterSelect, Filters } from '../../table/Filters.tsx'
import { usePages } from '../../table/use-pages.ts'
import { useTableSearch } from '../../table/use-table-search.ts'
import { PrimaryButton } from '../../ui/ActButton.tsx'
import { Deadline } from '../../ui/Deadline.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Page } from '../../ui/Page.tsx'
import { RfqStanding, shownStatus } from './standing.tsx'

const MINUTE = 60_000

export function Rfqs() {
  const { t, format } = useI18n()
  const navigate = useNavigate()
  const now = useNow(MINUTE)
  const search = useTableSearch()
  const status = RfqStatus.safeParse(search.filters.status).data
  const rfqs = usePages(listRfqs, { query: status ? { status } : {} })

  const columns: Column<RfqSummary>[] = [
    {
      id: 'title',
      header: t('rfqs.title'),
      cell: (rfq) => rfq.title || t('shell.untitled'),
      sortBy: ({ title }) => title,
    },
    {
      id: 'status',
      header: t('rfqs.status'),
      cell: (rfq) => <RfqStanding rfq={rfq} now={now} />,
      sortBy: (rfq) => RfqStatus.options.indexOf(rfq.status),
    },
    {
      id: 'closesAt',
      header: t('rfqs.closes'),
      cell: (rfq) =>
        rfq.closesAt === null ? (
          '–'
        ) : shownStatus(rfq, now) === 'open' ? (
          <Deadline at={rfq.closesAt} timeZone={format.readerZone} compact />
        ) : (
          format.dateIn(rfq.closesAt, format.readerZone)
        ),
      sortBy: ({ closesAt }) => closesAt,
    },
    {
      id: 'lines',
      header: t('rfqs.lines'),
      align: 'end',
      cell: ({ lineCount }) => format.integer(lineCount),
      sortBy: ({ lineCount }) => lineCount,
    },
    {
      id: 'invited',
      header: t('rfqs.invited'),
      align: 'end',
      cell: ({ method, invited }) => (method === 'open' ? t('rfqs.everyone') : format.integer(invited)),
      sortBy: ({ method, invited }) => (method === 'open' ? Number.MAX_SAFE_INTEGER : invited),
    },
    {
      id: 'createdBy',
      header: t('rfqs.createdBy'),
      cell: ({ createdBy }) => <span title={createdBy}>{createdBy.split('@')[0]}</span>,
      sortBy: ({ createdBy }) => createdBy,
      notInCards: true,
      onlyWide: true,
    },
    {
      id: 'updatedAt',
      header: t('rfqs.updatedAt'),
      align: 'end',
      cell: ({ updatedAt }) => <time dateTime={updatedAt}>{format.relative(updatedAt, now)}</time>,
      sortBy: ({ updatedAt }) => updatedAt,
    },
  ]
  return (
    <Page
      title={t('shell.rfqs')}
      wide
      primary={<PrimaryButton onClick={() => void navigate(links.newRfq)}>{t('rfqs.new')}</PrimaryButton>}
    >
      <Filters search={search}>
        <FilterSelect
          search={search}
          name="status"
          label={t('rfqs.status')}
          options={RfqStatus.options.map((value) => ({ value, label: t('rfqs.statusName', { status: value }) }))}
        />
      </Filters>
      <AppTable
        label={t('shell.rfqs')}
        columns={columns}
        pages={rfqs}
        rowKey={({ rfqId }) => rfqId}
        rowLink={(rfq) => links.rfq(rfq)}
        search={search}
        empty={
          status ? (
            <EmptyState title={t('rfqs.noneInStatus')}>{t('rfqs.noneInStatusHint')}</EmptyState>
          ) : (
            <EmptyState
              title={t('rfqs.none')}
              action={<PrimaryButton onClick={() => void navigate(links.newRfq)}>{t('rfqs.new')}</PrimaryButton>}
            >
              {t('rfqs.noneHint')}
            </EmptyState>
          )
        }
      />
    </Page>
  )
}
