import type { LinkProps } from '@tanstack/react-router'
import { listMyBids } from '../../../shared/contracts/bids.ts'
import { listRfqs } from '../../../shared/contracts/rfqs.ts'
import { useQueryOf } from '../api/use-api.ts'
import { useT } from '../i18n/I18nProvider.tsx'
import { links } from '../links.ts'
import { useNavigation } from './navigation.ts'
import { useSide } from './side.ts'

export interface Destination {
  readonly id: string
  readonly label: string
  readonly kind: string
  readonly link: LinkProps
}

const A_HUNDRED = { query: { limit: 100 } }

/** Where one can jump to: the pages, and the RFQs changed last or the tenders taken part in. */
export const useDestinations = (): readonly Destination[] => {
  const t = useT()
  const { side } = useSide()
  const pages = useNavigation()
  const rfqs = useQueryOf(listRfqs, A_HUNDRED, { enabled: side === 'buying' })
  const bids = useQueryOf(listMyBids, A_HUNDRED, { enabled: side === 'supplying' })
  return [
    ...pages.map(({ key, label, link }) => ({ id: key, label, kind: t('shell.page'), link })),
    ...(rfqs.data?.items ?? []).map((rfq) => ({
      id: rfq.rfqId,
      label: rfq.title || t('shell.untitled'),
      kind: t('shell.rfq'),
      link: links.rfq(rfq),
    })),
    ...(bids.data?.items ?? []).map((bid) => ({
      id: bid.rfqId,
      label: bid.title,
      kind: bid.buyerName,
      link: links.tender(bid),
    })),
  ]
}
