import { useRef } from 'react'
import {
  getSupplierContract,
  getSupplierContractDocument,
  getSupplierOrder,
} from '../../../../shared/contracts/contracts.ts'
import type { Tender } from '../../../../shared/contracts/tenders.ts'
import { useApi, useQueryOf } from '../../api/use-api.ts'
import { useFormat, useT } from '../../i18n/I18nProvider.tsx'
import { ActButton } from '../../ui/ActButton.tsx'
import { DefinitionList } from '../../ui/DefinitionList.tsx'
import { downloadText } from '../../ui/download.ts'
import { Money } from '../../ui/Money.tsx'
import { PaperFrame } from '../../ui/PaperFrame.tsx'
import { QueryState } from '../../ui/QueryState.tsx'
import { Section } from '../../ui/Section.tsx'

/** The contract a bid won: its facts, its document, its order. */
export function WonContract({ tender }: { readonly tender: Tender }) {
  const t = useT()
  const format = useFormat()
  const call = useApi()
  const frame = useRef<HTMLIFrameElement>(null)
  const params = { buyerId: tender.buyerId, rfqId: tender.rfqId }
  const contract = useQueryOf(getSupplierContract, { params })
  const page = useQueryOf(getSupplierContractDocument, { params })

  const order = async () => {
    const answer = await call(getSupplierOrder, { params })
    if (answer.ok)
      downloadText(`order-${contract.data?.orderNumber ?? tender.rfqId}.xml`, 'application/xml', answer.value)
  }
  return (
    <QueryState query={contract}>
      {({ contractNumber, committedAt, totalMinor, currency, orderNumber }) => (
        <Section
          id="contract"
          title={t('bids.contract')}
          actions={
            <>
              <ActButton onClick={() => void order()}>{t('bids.order')}</ActButton>
              <ActButton onClick={() => frame.current?.contentWindow?.print()}>{t('bids.print')}</ActButton>
            </>
          }
        >
          <DefinitionList
            columns={2}
            items={[
              { term: contractNumber, value: format.dateTimeIn(committedAt, tender.terms.timeZone) },
              { term: orderNumber, value: <Money value={{ amountMinor: totalMinor, currency }} /> },
            ]}
          />
          <QueryState query={page}>
            {(html) => <PaperFrame title={t('bids.contractDocument')} html={html} frame={frame} />}
          </QueryState>
        </Section>
      )}
    </QueryState>
  )
}
