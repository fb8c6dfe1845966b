import { useParams } from '@tanstack/react-router'
import { getResult, getTender, type Tender } from '../../../../shared/contracts/tenders.ts'
import type { BidResult } from '../../../../shared/domain/contract.ts'
import { Refused, useQueryOf } from '../../api/use-api.ts'
import { useFormat, useT } from '../../i18n/I18nProvider.tsx'
import { links, paths } from '../../links.ts'
import { DefinitionList } from '../../ui/DefinitionList.tsx'
import { Delta } from '../../ui/Delta.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { Money } from '../../ui/Money.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { QueryState } from '../../ui/QueryState.tsx'
import { Section } from '../../ui/Section.tsx'
import { OfferedChanges } from '../contracts/offered/OfferedChanges.tsx'
import { Standing } from '../tenders/parts/Standing.tsx'
import { WonContract } from './WonContract.tsx'

export function ResultPage() {
  const t = useT()
  const params = useParams({ from: paths.result })
  const tender = useQueryOf(getTender, { params })
  if (tender.data === undefined) {
    return <Page title={t('bids.title')}>{<QueryState query={tender}>{() => <LoadingState />}</QueryState>}</Page>
  }
  const { title } = tender.data.terms
  return (
    <Page
      document
      title={t('bids.resultTitle', { title })}
      crumbs={[
        { label: t('shell.myBids'), link: links.myBids },
        { label: title, link: links.tender(params) },
      ]}
      lead={tender.data.buyer.legalName}
    >
      <Standing tender={tender.data} />
      <Outcome tender={tender.data} />
    </Page>
  )
}

function Outcome({ tender }: { readonly tender: Tender }) {
  const t = useT()
  const result = useQueryOf(
    getResult,
    { params: { buyerId: tender.buyerId, rfqId: tender.rfqId } },
    { refetchInterval: 60_000 },
  )
  if (result.error instanceof Refused && result.error.refusal.code === 'result_not_ready') {
    return (
      <Section id="outcome" title={t('bids.outcomeTitle')}>
        <EmptyState title={t('bids.notYet')}>{t('bids.notYetHint')}</EmptyState>
      </Section>
    )
  }
  return (
    <QueryState query={result}>
      {(found) => (
        <>
          {found.outcome === 'awarded' && <OfferedChanges tender={tender} timeZone={tender.terms.timeZone} />}
          <Section id="outcome" title={t('bids.outcome', { outcome: found.outcome })}>
            <Facts result={found} />
            <Reasons result={found} />
          </Section>
          {found.outcome === 'awarded' && <WonContract tender={tender} />}
        </>
      )}
    </QueryState>
  )
}

function Facts({ result }: { readonly result: BidResult }) {
  const t = useT()
  const { currency, rank, ranked, ownTotalMinor, winningTotalMinor, winnerName } = result
  const money = (amountMinor: number) => <Money value={{ amountMinor, currency }} />
  const facts = [
    rank !== undefined && {
      term: t('bids.rank'),
      value: ranked === undefined ? String(rank) : t('bids.rankOf', { rank, ranked }),
    },
    ownTotalMinor !== undefined && { term: t('bids.ownTotal'), value: money(ownTotalMinor) },
    winningTotalMinor !== undefined && { term: t('bids.winningTotal'), value: money(winningTotalMinor) },
    winningTotalMinor !== undefined &&
      ownTotalMinor !== undefined &&
      winningTotalMinor !== ownTotalMinor && {
        term: t('bids.difference'),
        value: <Delta from={winningTotalMinor} to={ownTotalMinor} />,
      },
    winnerName !== undefined && { term: t('bids.winner'), value: winnerName },
  ].filter((fact) => fact !== false)
  return facts.length > 0 && <DefinitionList items={facts} />
}

function Reasons({ result: { reason, causes = [] } }: { readonly result: BidResult }) {
  const t = useT()
  const format = useFormat()
  if (!reason && causes.length === 0) return null
  const shown = causes.slice(0, 20)
  return (
    <Notice title={t('bids.why')}>
      {reason && <p>{reason}</p>}
      {shown.map(({ code, line }) => (
        <p key={`${code}/${line ?? ''}`}>
          {line === undefined
            ? t('bids.cause', { code })
            : t('bids.causeLine', { line, cause: t('bids.cause', { code }) })}
        </p>
      ))}
      {causes.length > shown.length && <p>+ {format.integer(causes.length - shown.length)}</p>}
    </Notice>
  )
}
