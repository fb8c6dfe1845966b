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
import { PaperFrame } from '../../ui/PaperFrame.tsx'
import { QueryState } from '../../ui/QueryState.tsx'
import { Section } from '../../ui/Section.tsx'
import { ContractTotal } from '../contracts/ContractTotal.tsx'
import { AnsweredChanges } from '../contracts/offered/AnsweredChanges.tsx'
import { useOfferedChanges } from '../contracts/offered/OfferedChanges.tsx'
import { StandingLines } from '../contracts/StandingLines.tsx'

/** The contract a bid won as it stands: its facts, lines, what changed it, and its document. */
export function WonContract({ tender }: { readonly tender: Tender }) {
  const t = useT()
  const format = useFormat()
  const call = useApi()
  const frame = useRef<HTMLIFrameElement>(null)
  const params = { buyerId: tender.buyerId, rfqId: tender.rfqId }
  const contract = useQueryOf(getSupplierContract, { params })
  const changes = useOfferedChanges(params)
  const page = useQueryOf(getSupplierContractDocument, { params })

  const order = async () => {
    const answer = await call(getSupplierOrder, { params })
    if (answer.ok)
      downloadText(`order-${contract.data?.orderNumber ?? tender.rfqId}.xml`, 'application/xml', answer.value)
  }
  const { timeZone } = tender.terms
  return (
    <QueryState query={contract}>
      {(won) => (
        <>
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
                { term: t('contracts.contract'), value: won.contractNumber },
                { term: t('contracts.concluded'), value: format.dateTimeIn(won.committedAt, timeZone) },
                { term: t('contracts.orderNumber'), value: won.orderNumber },
                { term: t('contracts.total'), value: <ContractTotal contract={won} /> },
              ]}
            />
          </Section>
          <StandingLines contract={won} />
          <QueryState query={changes} lines={2}>
            {({ items }) => (
              <AnsweredChanges
                tender={params}
                changes={items.filter(({ offer }) => offer === 'over')}
                orderNumber={won.orderNumber}
                timeZone={timeZone}
              />
            )}
          </QueryState>
          <Section title={t('bids.contractDocument')} flush>
            <QueryState query={page}>
              {(html) => <PaperFrame title={t('bids.contractDocument')} html={html} frame={frame} />}
            </QueryState>
          </Section>
        </>
      )}
    </QueryState>
  )
}
