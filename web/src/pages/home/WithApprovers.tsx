import { listRfqs, type RfqSummary } from '../../../../shared/contracts/rfqs.ts'
import { inOrder } from '../../../../shared/domain/time.ts'
import { useNow } from '../../api/server-clock.ts'
import { useQueryOf } from '../../api/use-api.ts'
import { useI18n } from '../../i18n/I18nProvider.tsx'
import { AppTable, type Column } from '../../table/AppTable.tsx'
import { wholeList } from '../../table/use-pages.ts'
import { Deadline } from '../../ui/Deadline.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Section } from '../../ui/Section.tsx'
import { RfqStanding } from '../rfqs/standing.tsx'
import { approvalPage, type Work } from './Waiting.tsx'

const MINUTE = 60_000
/** The same that one can jump to, so that both are read once. */
const A_HUNDRED = { query: { limit: 100 } }

const isWithApprovers = ({ approval }: RfqSummary) =>
  approval !== null && approval.status !== 'approved' && approval.status !== 'expired'
const limitOf = ({ approval }: RfqSummary) => approval?.limit ?? ''

/** RFQs whose approval waits for others than their buyer, the one that is to be answered first on top. */
export function WithApprovers({ work }: { readonly work: readonly Work[] | undefined }) {
  const { t, format } = useI18n()
  const now = useNow(MINUTE)
  const query = useQueryOf(listRfqs, A_HUNDRED, { refetchInterval: MINUTE })
  const waiting = work && new Set(work.map(({ rfqId }) => rfqId))
  const rows =
    waiting &&
    query.data?.items
      .filter((rfq) => isWithApprovers(rfq) && !waiting.has(rfq.rfqId))
      .sort((a, b) => inOrder(limitOf(a), limitOf(b)))

  const columns: Column<RfqSummary>[] = [
    { id: 'title', header: t('rfqs.title'), cell: (rfq) => rfq.title || t('shell.untitled') },
    { id: 'status', header: t('rfqs.status'), cell: (rfq) => <RfqStanding rfq={rfq} now={now} /> },
    {
      id: 'limit',
      header: t('rfqs.answerBy'),
      cell: ({ approval }) => approval?.limit && <Deadline at={approval.limit} timeZone={format.readerZone} compact />,
    },
  ]
  return (
    <Section title={t('rfqs.withApprovers')} {...(rows ? { count: rows.length } : {})} flush>
      <AppTable
        label={t('rfqs.withApprovers')}
        columns={columns}
        pages={wholeList(rows, query)}
        rowKey={({ rfqId }) => rfqId}
        rowLink={({ rfqId, approval }) => approvalPage({ rfqId, subject: approval?.subject })}
        empty={<EmptyState title={t('rfqs.noneWithApprovers')}>{t('rfqs.noneWithApproversHint')}</EmptyState>}
      />
    </Section>
  )
}
