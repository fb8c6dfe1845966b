import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { getContract, getContractDocument, getOrder } from '../../../../shared/contracts/contracts.ts'
import { exportRfq } from '../../../../shared/contracts/exports.ts'
import type { Contract } from '../../../../shared/domain/contract.ts'
import { useCall, useQueryOf } from '../../api/use-api.ts'
import { useFormat, useT } from '../../i18n/I18nProvider.tsx'
import { links } from '../../links.ts'
import { ActButton, PrimaryButton } from '../../ui/ActButton.tsx'
import { DefinitionList } from '../../ui/DefinitionList.tsx'
import { downloadText } from '../../ui/download.ts'
import { Page } from '../../ui/Page.tsx'
import { PaperFrame } from '../../ui/PaperFrame.tsx'
import { QueryState } from '../../ui/QueryState.tsx'
import { RefusalNotice } from '../../ui/RefusalNotice.tsx'
import { Section } from '../../ui/Section.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { useReason, useRfqId } from '../rfqs/use-rfq.ts'
import { Changes } from './Changes.tsx'
import { ContractTotal } from './ContractTotal.tsx'
import styles from './contract.module.css'
import { PendingChange } from './PendingChange.tsx'
import { pendingOf } from './propose/change-draft.ts'
import { StandingLines } from './StandingLines.tsx'
import { useChanges, useContractAnew } from './use-changes.ts'

export function ContractPage() {
  const t = useT()
  const params = { rfqId: useRfqId() }
  const contract = useQueryOf(getContract, { params }, { staleTime: 60_000 })
  const reason = useReason(params.rfqId, contract)
  if (contract.data) return <Concluded contract={contract.data} />
  return (
    <Page title={t('contracts.contract')} crumbs={[{ label: t('shell.rfqs'), link: links.rfqs }]}>
      <QueryState query={reason}>{() => null}</QueryState>
    </Page>
  )
}

function Concluded({ contract }: { readonly contract: Contract }) {
  const t = useT()
  const frame = useRef<HTMLIFrameElement>(null)
  const navigate = useNavigate()
  const { rfqId, contractNumber, orderNumber, terms } = contract
  const params = { rfqId }
  const changes = useChanges(rfqId)
  const items = changes.data?.items ?? []
  const pending = pendingOf(items)
  useContractAnew(contract, changes.data?.items)
  const page = useQueryOf(getContractDocument, { params }, { staleTime: Number.POSITIVE_INFINITY })
  const order = useCall(getOrder, {
    answered: (answer) => answer.ok && downloadText(`${orderNumber}.xml`, 'application/xml', answer.value),
  })
  const bundle = useCall(exportRfq, {
    answered: (answer) =>
      answer.ok && downloadText(`${rfqId}.json`, 'application/json', JSON.stringify(answer.value, null, 2)),
  })
  return (
    <Page
      document
      title={t('contracts.title', { number: contractNumber })}
      crumbs={[
        { label: t('shell.rfqs'), link: links.rfqs },
        { label: terms.title || t('shell.untitled'), link: links.rfq({ rfqId }) },
      ]}
      badge={<StatusBadge tone="good">{t('contracts.statusName', { status: contract.status })}</StatusBadge>}
      primary={
        <PrimaryButton
          disabledReason={page.data ? undefined : t('ui.loading')}
          onClick={() => frame.current?.contentWindow?.print()}
        >
          {t('contracts.print')}
        </PrimaryButton>
      }
      actions={
        <>
          {changes.data && !pending && (
            <ActButton onClick={() => void navigate(links.proposeChange({ rfqId }))}>{t('changes.propose')}</ActButton>
          )}
          <ActButton onClick={() => void navigate(links.approvalRecord({ rfqId }))}>
            {t('contracts.approvalRecord')}
          </ActButton>
          <ActButton loading={order.isPending} onClick={() => order.mutate({ params })}>
            {t('contracts.order')}
          </ActButton>
          <ActButton loading={bundle.isPending} onClick={() => bundle.mutate({ params })}>
            {t('contracts.bundle')}
          </ActButton>
        </>
      }
    >
      <RefusalNotice refusal={order.refusal ?? bundle.refusal} error={order.error ?? bundle.error} />
      {pending && <PendingChange contract={contract} view={pending} earlier={items.filter((one) => one !== pending)} />}
      <Facts contract={contract} />
      <StandingLines contract={contract} />
      <QueryState query={changes} lines={3}>
        {({ items: all }) => <Changes contract={contract} views={all} />}
      </QueryState>
      <Section title={t('contracts.document')} hint={t('contracts.documentHint')} flush>
        <QueryState query={page} lines={12}>
          {(html) => <PaperFrame title={t('contracts.document')} html={html} frame={frame} />}
        </QueryState>
      </Section>
    </Page>
  )
}

function Facts({ contract }: { readonly contract: Contract }) {
  const t = useT()
  const format = useFormat()
  const { timeZone } = contract.terms
  const approvals = contract.approvals.map(({ role, name, decision }) =>
    t('contracts.decision', { decision, role: t('rfqs.roleName', { role }), name }),
  )
  return (
    <Section title={t('contracts.record')}>
      <DefinitionList
        columns={2}
        items={[
          { term: t('contracts.supplier'), value: `${contract.supplier.legalName}\n${contract.supplierContact}` },
          {
            term: t('contracts.total'),
            value: <ContractTotal contract={contract} />,
          },
          { term: t('contracts.concluded'), value: format.exactIn(contract.committedAt, timeZone) },
          { term: t('contracts.orderNumber'), value: contract.orderNumber },
          {
            term: t('contracts.bid'),
            value: (
              <>
                {t('contracts.bidReceived', {
                  version: contract.bid.version,
                  at: format.exactIn(contract.bid.receivedAt, timeZone),
                })}
                <br />
                <code className={styles.hash}>{contract.bid.sha256}</code>
              </>
            ),
          },
          { term: t('contracts.approvals'), value: approvals.join('\n') },
        ]}
      />
    </Section>
  )
}
