import { listTenderAttachments, type Tender } from '../../../../../shared/contracts/tenders.ts'
import { useQueryOf } from '../../../api/use-api.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { QueryState } from '../../../ui/QueryState.tsx'
import { Section } from '../../../ui/Section.tsx'
import { DocumentList } from '../../rfqs/live/Documents.tsx'

export function TenderDocuments({ tender: { buyerId, rfqId } }: { readonly tender: Tender }) {
  const t = useT()
  const documents = useQueryOf(
    listTenderAttachments,
    { params: { buyerId, rfqId } },
    { staleTime: 60_000, refetchInterval: 240_000 },
  )
  return (
    <Section
      id="documents"
      title={t('tenders.documents')}
      {...(documents.data ? { count: documents.data.items.length } : {})}
    >
      <QueryState query={documents} lines={2}>
        {({ items }) => <DocumentList documents={items} />}
      </QueryState>
    </Section>
  )
}
