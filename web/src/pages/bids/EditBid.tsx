import { useParams } from '@tanstack/react-router'
import { listOwnVersions, type OwnVersion } from '../../../../shared/contracts/bids.ts'
import { getTender, getTenderLines, type Tender } from '../../../../shared/contracts/tenders.ts'
import type { Currency } from '../../../../shared/domain/money.ts'
import type { RfqLine } from '../../../../shared/domain/rfq.ts'
import { useQueryOf } from '../../api/use-api.ts'
import { useOrganisation } from '../../auth/SessionProvider.tsx'
import { useLocalDraft } from '../../form/use-local-draft.ts'
import { useT } from '../../i18n/I18nProvider.tsx'
import { paths } from '../../links.ts'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { Page } from '../../ui/Page.tsx'
import { QueryState } from '../../ui/QueryState.tsx'
import { BidForm } from './edit/BidForm.tsx'
import { BidDraft } from './edit/bid-draft.ts'

export function EditBid() {
  const t = useT()
  const params = useParams({ from: paths.bid })
  const tender = useQueryOf(getTender, { params }, { refetchInterval: 60_000 })
  const lines = useQueryOf(getTenderLines, { params }, { staleTime: Number.POSITIVE_INFINITY })
  const versions = useQueryOf(listOwnVersions, { params }, { refetchInterval: 60_000 })
  const waiting = <Page title={t('bids.title')}>{<LoadingState lines={8} />}</Page>
  if (tender.isPending || lines.isPending || versions.isPending) return waiting
  return (
    <QueryState query={tender}>
      {(found) => (
        <QueryState query={lines}>
          {({ lines: asked }) => (
            <QueryState query={versions}>
              {({ items }) => <Drafted tender={found} lines={asked} versions={items} />}
            </QueryState>
          )}
        </QueryState>
      )}
    </QueryState>
  )
}

interface Props {
  readonly tender: Tender
  readonly lines: readonly RfqLine[]
  readonly versions: readonly OwnVersion[]
}

/** The draft of this organisation in this browser, and the form around it. */
function Drafted({ tender, lines, versions }: Props) {
  const t = useT()
  const { orgId } = useOrganisation()
  const { currency, bidValidityDays } = tender.terms
  const draft = useLocalDraft(`bid/${orgId}/${tender.buyerId}/${tender.rfqId}`, BidDraft, () => ({
    answers: {},
    validityDays: String(bidValidityDays ?? ''),
    note: '',
  }))
  if (draft.value === undefined || currency === null)
    return <Page title={t('bids.title')}>{<LoadingState lines={8} />}</Page>
  return (
    <BidForm
      tender={tender}
      currency={currency satisfies Currency}
      supplierId={orgId}
      lines={lines}
      versions={versions}
      value={draft.value}
      draft={draft}
    />
  )
}
