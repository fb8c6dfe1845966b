import { Navigate } from '@tanstack/react-router'
import { listInvitations, listQuestions } from '../../../../shared/contracts/rfqs.ts'
import type { Rfq } from '../../../../shared/domain/rfq.ts'
import { useNow } from '../../api/server-clock.ts'
import { useQueryOf } from '../../api/use-api.ts'
import { useFormat, useT } from '../../i18n/I18nProvider.tsx'
import { links } from '../../links.ts'
import { Page } from '../../ui/Page.tsx'
import { QueryState } from '../../ui/QueryState.tsx'
import { WillApprove } from './approvers/WillApprove.tsx'
import { Acts, PrimaryAct } from './live/Acts.tsx'
import { Documents } from './live/Documents.tsx'
import { History } from './live/History.tsx'
import { Invitations } from './live/Invitations.tsx'
import { Lines } from './live/Lines.tsx'
import styles from './live/live.module.css'
import { Questions } from './live/Questions.tsx'
import { Standing } from './live/Standing.tsx'
import { Terms } from './live/Terms.tsx'
import { Planned } from './planning/Planned.tsx'
import { RfqBadge } from './standing.tsx'
import { hasClosed, useRfq, useRfqId } from './use-rfq.ts'

export function RfqPage() {
  const rfq = useRfq(useRfqId())
  const t = useT()
  if (!rfq.data) {
    return (
      <Page title={t('shell.rfq')} crumbs={[{ label: t('shell.rfqs'), link: links.rfqs }]}>
        <QueryState query={rfq}>{() => null}</QueryState>
      </Page>
    )
  }
  return rfq.data.status === 'draft' ? <Navigate {...links.editRfq(rfq.data)} replace /> : <Live rfq={rfq.data} />
}

function Live({ rfq }: { readonly rfq: Rfq }) {
  const t = useT()
  const now = useNow(1000)
  return (
    <Page
      document
      title={rfq.terms.title || t('shell.untitled')}
      crumbs={[{ label: t('shell.rfqs'), link: links.rfqs }]}
      badge={<RfqBadge status={hasClosed(rfq, now) ? 'closed' : rfq.status} />}
      lead={<Lead rfq={rfq} />}
      primary={<PrimaryAct rfq={rfq} />}
      actions={<Acts rfq={rfq} />}
    >
      <Standing rfq={rfq} />
      <Facts rfq={rfq} />
      <div className={styles.columns}>
        <div>
          <Questions rfq={rfq} />
          <Lines rfq={rfq} />
          <Documents rfqId={rfq.rfqId} />
          <Terms terms={rfq.terms} />
        </div>
        <div>
          <Invitations rfq={rfq} />
          {rfq.awardCount === 0 && <WillApprove rfqId={rfq.rfqId} />}
          <Planned rfq={rfq} />
          <History rfqId={rfq.rfqId} timeZone={rfq.terms.timeZone} />
        </div>
      </div>
    </Page>
  )
}

function Lead({ rfq }: { readonly rfq: Rfq }) {
  const t = useT()
  const format = useFormat()
  const published = rfq.publishedAt && format.dateTimeIn(rfq.publishedAt, rfq.terms.timeZone)
  return (
    <>
      {rfq.terms.buyerReference && `${rfq.terms.buyerReference} · `}
      {published && t('rfqs.publishedBy', { at: published, who: rfq.createdBy })}
    </>
  )
}

/** The few numbers one comes for, in one line. */
function Facts({ rfq }: { readonly rfq: Rfq }) {
  const t = useT()
  const format = useFormat()
  const params = { rfqId: rfq.rfqId }
  const invitations = useQueryOf(listInvitations, { params })
  const questions = useQueryOf(listQuestions, { params })
  const declined = invitations.data?.items.filter((one) => one.declined).length
  const unanswered = questions.data?.items.filter((one) => !one.answer).length
  const number = (value: number | undefined) => <strong>{value === undefined ? '…' : format.integer(value)}</strong>
  return (
    <ul className={styles.facts} aria-label={t('rfqs.keyFacts')}>
      {rfq.terms.method === 'selective' ? (
        <>
          <li>
            {t('rfqs.factInvited')} {number(invitations.data?.items.length)}
          </li>
          <li>
            {t('rfqs.factDeclined')} {number(declined)}
          </li>
        </>
      ) : (
        <li>{t('rfqs.methodName', { method: 'open' })}</li>
      )}
      <li>
        {t('rfqs.questions')} {number(questions.data?.items.length)}
        {unanswered ? ` (${t('rfqs.unanswered', { count: unanswered })})` : ''}
      </li>
      <li>
        {t('rfqs.lines')} {number(rfq.lineCount)}
      </li>
      <li>
        {rfq.terms.currency} · {t('rfqs.vatName', { vat: rfq.terms.vat })} · {t('rfqs.criterionShort')}
      </li>
    </ul>
  )
}
