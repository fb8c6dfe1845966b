import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { listSuppliers } from '../../../../shared/contracts/suppliers.ts'
import { isLow, type KnownSupplier } from '../../../../shared/domain/supplier-standing.ts'
import { useOrganisation } from '../../auth/SessionProvider.tsx'
import { useFormat, useT } from '../../i18n/I18nProvider.tsx'
import { links } from '../../links.ts'
import { AppTable, type Column } from '../../table/AppTable.tsx'
import { usePages } from '../../table/use-pages.ts'
import { useTableSearch } from '../../table/use-table-search.ts'
import { ActButton } from '../../ui/ActButton.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Page } from '../../ui/Page.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { ScoreDialog } from './ScoreDialog.tsx'
import styles from './suppliers.module.css'

/** Whom a buyer has contracts with, and what it thinks of them. */
export function SuppliersPage() {
  const t = useT()
  const format = useFormat()
  const { timeZone } = useOrganisation()
  const pages = usePages(listSuppliers)
  const search = useTableSearch()
  const [scored, setScored] = useState<KnownSupplier>()
  const columns: readonly Column<KnownSupplier>[] = [
    { id: 'name', header: t('suppliers.name'), cell: ({ name }) => name, sortBy: ({ name }) => name },
    {
      id: 'contracts',
      header: t('suppliers.contracts'),
      align: 'end',
      cell: ({ contracts }) => format.integer(contracts),
      sortBy: ({ contracts }) => contracts,
    },
    {
      id: 'last',
      header: t('suppliers.last'),
      cell: ({ last }) => (
        <>
          <Link {...links.contract(last)}>{last.contractNumber}</Link>{' '}
          <span className={styles.fine}>{format.dateIn(last.committedAt, timeZone)}</span>
        </>
      ),
      sortBy: ({ last }) => last.committedAt,
    },
    {
      id: 'score',
      header: t('suppliers.score'),
      cell: (supplier) => <Scored supplier={supplier} />,
      sortBy: ({ score }) => score?.score ?? null,
    },
    {
      id: 'act',
      header: t('suppliers.rate'),
      cell: (supplier) => (
        <ActButton
          size="xs"
          aria-label={t('suppliers.rateWhom', { name: supplier.name })}
          onClick={() => setScored(supplier)}
        >
          {t('suppliers.rate')}
        </ActButton>
      ),
    },
  ]
  return (
    <Page title={t('suppliers.title')} lead={t('suppliers.lead')}>
      <AppTable
        label={t('suppliers.title')}
        columns={columns}
        pages={pages}
        rowKey={({ supplierId }) => supplierId}
        search={search}
        empty={
          <EmptyState title={t('suppliers.none')} action={<Link {...links.rfqs}>{t('suppliers.toRfqs')}</Link>}>
            {t('suppliers.noneHint')}
          </EmptyState>
        }
      />
      {scored && <ScoreDialog supplier={scored} onClose={() => setScored(undefined)} />}
    </Page>
  )
}

function Scored({ supplier: { score } }: { readonly supplier: KnownSupplier }) {
  const t = useT()
  const format = useFormat()
  const { timeZone } = useOrganisation()
  if (!score) return <span className={styles.fine}>{t('suppliers.unscored')}</span>
  return (
    <div className={styles.score}>
      <span className={styles.points}>
        <span className="figures">{t('suppliers.scoreOf', { score: score.score })}</span>
        {isLow(score) && <StatusBadge tone="due">{t('suppliers.low')}</StatusBadge>}
      </span>
      <span>{score.note}</span>
      <span className={styles.fine}>
        {t('suppliers.scoredBy', { name: score.by.name || score.by.email, at: format.dateIn(score.at, timeZone) })}
      </span>
    </div>
  )
}
