import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { listOwnVersions } from '../../../../shared/contracts/bids.ts'
import { getTender, getTenderLines, type Tender } from '../../../../shared/contracts/tenders.ts'
import { useQueryOf } from '../../api/use-api.ts'
import { useOrganisation } from '../../auth/SessionProvider.tsx'
import { useI18n, useT } from '../../i18n/I18nProvider.tsx'
import { links, paths } from '../../links.ts'
import { ActButton, PrimaryButton } from '../../ui/ActButton.tsx'
import { DefinitionList } from '../../ui/DefinitionList.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { QueryState } from '../../ui/QueryState.tsx'
import { Section } from '../../ui/Section.tsx'
import { LinesTable } from '../rfqs/LinesTable.tsx'
import { Terms, useAddress } from '../rfqs/live/Terms.tsx'
import { DeclineDialog } from './parts/DeclineDialog.tsx'
import { Standing, useIsOver } from './parts/Standing.tsx'
import { TenderDocuments } from './parts/TenderDocuments.tsx'
import { TenderQuestions } from './parts/TenderQuestions.tsx'

export function TenderPage() {
  const t = useT()
  const params = useParams({ from: paths.tender })
  const tender = useQueryOf(getTender, { params }, { refetchInterval: 60_000 })
  if (tender.data === undefined) {
    return (
      <Page title={t('tenders.openTitle')} crumbs={[{ label: t('shell.tenders'), link: links.tenders }]}>
        <QueryState query={tender}>{() => <LoadingState />}</QueryState>
      </Page>
    )
  }
  return <Found tender={tender.data} />
}

function Found({ tender }: { readonly tender: Tender }) {
  const t = useT()
  const { format } = useI18n()
  const navigate = useNavigate()
  const { orgId } = useOrganisation()
  const [declining, setDeclining] = useState(false)
  const params = { buyerId: tender.buyerId, rfqId: tender.rfqId }
  const versions = useQueryOf(listOwnVersions, { params })
  const over = useIsOver(tender)

  const ownReason = tender.buyerId === orgId ? t('tenders.ownTender') : undefined
  const whyNot = ownReason ?? (over ? t('tenders.closed') : undefined)
  const begun = (versions.data?.items.length ?? 0) > 0 || tender.own.takesPart
  const { declined } = tender.own
  const showResult = tender.own.takesPart && over

  return (
    <Page
      title={tender.terms.title}
      crumbs={[{ label: t('shell.tenders'), link: links.tenders }]}
      lead={tender.buyer.legalName}
      actions={
        tender.own.invited && !showResult ? (
          <ActButton disabledReason={declined ? t('tenders.declined') : whyNot} onClick={() => setDeclining(true)}>
            {t('tenders.decline')}
          </ActButton>
        ) : undefined
      }
      primary={
        showResult ? (
          <PrimaryButton onClick={() => void navigate(links.result(tender))}>{t('tenders.seeResult')}</PrimaryButton>
        ) : (
          <PrimaryButton disabledReason={whyNot} onClick={() => void navigate(links.bid(tender))}>
            {begun ? t('tenders.continueBid') : t('tenders.prepareBid')}
          </PrimaryButton>
        )
      }
    >
      {declined && !tender.own.takesPart && (
        <Notice
          title={t('tenders.youDeclined', {
            at: format.dateTimeIn(declined.at, tender.terms.timeZone),
            reason: t('tenders.reasonName', { reason: declined.reason }),
          })}
        />
      )}
      <Standing tender={tender} />
      <TenderLines tender={tender} />
      <Terms terms={tender.terms} />
      <TenderDocuments tender={tender} />
      <TenderQuestions tender={tender} whyNot={whyNot} />
      <Buyer tender={tender} />
      <DeclineDialog tender={tender} opened={declining} onClose={() => setDeclining(false)} />
    </Page>
  )
}

function TenderLines({ tender }: { readonly tender: Tender }) {
  const t = useT()
  const lines = useQueryOf(
    getTenderLines,
    { params: { buyerId: tender.buyerId, rfqId: tender.rfqId } },
    { staleTime: Number.POSITIVE_INFINITY },
  )
  return (
    <Section id="lines" flush title={t('tenders.linesTitle')} count={tender.lineCount}>
      <QueryState query={lines}>{(found) => <LinesTable lines={found.lines} />}</QueryState>
    </Section>
  )
}

function Buyer({ tender: { buyer } }: { readonly tender: Tender }) {
  const t = useT()
  const address = useAddress()
  return (
    <Section id="buyer" title={t('tenders.buyerIs')}>
      <DefinitionList
        items={[
          { term: t('tenders.buyerName'), value: buyer.legalName },
          { term: t('tenders.buyerAddress'), value: address(buyer.address) },
          { term: t('tenders.buyerRegistration'), value: buyer.registrationId },
          { term: t('tenders.buyerVat'), value: buyer.vatId },
        ]}
      />
    </Section>
  )
}
