import { links } from '../../../web/src/links.ts'
import { AppTable, type Column } from '../../../web/src/table/AppTable.tsx'
import { FilterSelect, Filters } from '../../../web/src/table/Filters.tsx'
import { wholeList } from '../../../web/src/table/use-pages.ts'
import { useTableSearch } from '../../../web/src/table/use-table-search.ts'
import { EmptyState } from '../../../web/src/ui/EmptyState.tsx'
import { Money } from '../../../web/src/ui/Money.tsx'
import { Page } from '../../../web/src/ui/Page.tsx'
import { StatusBadge } from '../../../web/src/ui/StatusBadge.tsx'

interface Row {
  readonly rfqId: string
  readonly title: string
  readonly open: boolean
  readonly amountMinor: number
}

const all: readonly Row[] = Array.from({ length: 18 }, (_, index) => ({
  rfqId: `rfq_${index}`,
  title: ['Workstations and screens', 'Paper', 'Electric vans', 'Cleaning of five schools'][index % 4] ?? '',
  open: index % 3 !== 0,
  amountMinor: ((index * 7919) % 997) * 10_000,
}))

const columns: readonly Column<Row>[] = [
  { id: 'title', header: 'Title', cell: (row) => row.title, sortBy: (row) => row.title },
  {
    id: 'status',
    header: 'Status',
    cell: (row) => (row.open ? <StatusBadge tone="good">Open</StatusBadge> : <StatusBadge>Draft</StatusBadge>),
  },
  {
    id: 'total',
    header: 'Total, DKK',
    align: 'end',
    cell: (row) => <Money bare value={{ amountMinor: row.amountMinor, currency: 'DKK' }} />,
    sortBy: (row) => row.amountMinor,
  },
]

export function TableGallery() {
  const search = useTableSearch()
  const rows = all.filter(({ open }) => !search.filters.status || (search.filters.status === 'open') === open)
  return (
    <main>
      <Page title="RFQs">
        <Filters search={search}>
          <FilterSelect
            search={search}
            name="status"
            label="Status"
            options={[
              { value: 'open', label: 'Open' },
              { value: 'draft', label: 'Draft' },
            ]}
          />
        </Filters>
        <AppTable
          label="RFQs"
          columns={columns}
          pages={wholeList(rows, { error: null, refetch: () => undefined })}
          rowKey={(row) => row.rfqId}
          rowLink={links.rfq}
          search={search}
          empty={<EmptyState title="No RFQ is like that" />}
        />
      </Page>
    </main>
  )
}
