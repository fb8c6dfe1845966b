import { useNavigate } from '@tanstack/react-router'
import { listRfqs, type RfqSummary } from '../../../../shared/contracts/rfqs.ts'
import { useNow } from '../../api/server-clock.ts'
import { useI18n } from '../../i18n/I18nProvider.tsx'
import { links } from '../../links.ts'
import { AppTable, type Column } from '../../table/AppTable.tsx'
import { usePages } from '../../table/use-pages.ts'
import { ActButton } from '../../ui/ActButton.tsx'
import { Deadline } from '../../ui/Deadline.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Section } from '../../ui/Section.tsx'
import { RfqStanding } from '../rfqs/standing.tsx'
import type { Work } from './Waiting.tsx'

/** RFQs that take bids now, the one that closes first on top. */
export function Running({ work }: { readonly work: readonly Work[] | undefined }) {
  const { t, format } = useI18n()
  const navigate = useNavigate()
  const now = useNow(60_000)
  const pages = usePages(listRfqs, { query: { status: 'open' } })
  const unanswered = (rfqId: string) =>
    work?.find((item) => item.kind === 'answerQuestions' && item.rfqId === rfqId)?.count ?? 0
  const byClosing = pages.rows?.toSorted((a, b) => (a.closesAt ?? '').localeCompare(b.closesAt ?? ''))

  const columns: Column<RfqSummary>[] = [
    { id: 'title', header: t('rfqs.title'), cell: (rfq) => rfq.title || t('shell.untitled') },
    { id: 'status', header: t('rfqs.status'), cell: (rfq) => <RfqStanding rfq={rfq} now={now} /> },
    {
      id: 'closesAt',
      header: t('rfqs.closes'),
      cell: ({ closesAt }) => closesAt && <Deadline at={closesAt} timeZone={format.readerZone} compact />,
    },
    {
      id: 'invited',
      header: t('rfqs.invited'),
      align: 'end',
      cell: ({ method, invited }) => (method === 'open' ? t('rfqs.everyone') : format.integer(invited)),
    },
    {
      id: 'questions',
      header: t('rfqs.questionsOpen'),
      align: 'end',
      cell: ({ rfqId }) => (unanswered(rfqId) > 0 ? <strong>{format.integer(unanswered(rfqId))}</strong> : '–'),
    },
  ]
  return (
    <Section title={t('rfqs.running')} {...(pages.rows && !pages.hasMore ? { count: pages.rows.length } : {})} flush>
      <AppTable
        label={t('rfqs.running')}
        columns={columns}
        pages={{ ...pages, rows: byClosing }}
        rowKey={({ rfqId }) => rfqId}
        rowLink={(rfq) => links.rfq(rfq)}
        empty={
          <EmptyState
            title={t('rfqs.noneRunning')}
            action={<ActButton onClick={() => void navigate(links.newRfq)}>{t('rfqs.new')}</ActButton>}
          >
            {t('rfqs.noneRunningHint')}
          </EmptyState>
        }
      />
    </Section>
  )
}
