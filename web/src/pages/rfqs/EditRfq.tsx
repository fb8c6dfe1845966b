import { Navigate } from '@tanstack/react-router'
import { getRfq, getRfqLines } from '../../../../shared/contracts/rfqs.ts'
import type { Rfq } from '../../../../shared/domain/rfq.ts'
import { useQueryOf } from '../../api/use-api.ts'
import { useT } from '../../i18n/I18nProvider.tsx'
import { links } from '../../links.ts'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { Page } from '../../ui/Page.tsx'
import { QueryState } from '../../ui/QueryState.tsx'
import { Editor } from './edit/Editor.tsx'
import { useKeptDraft } from './edit/use-draft.ts'
import { useRfqId } from './use-rfq.ts'

export function EditRfq() {
  const t = useT()
  const params = { rfqId: useRfqId() }
  // Asked for once: while one writes, the editor itself knows what the server has.
  const rfq = useQueryOf(getRfq, { params }, { staleTime: Number.POSITIVE_INFINITY })
  if (!rfq.data) {
    return (
      <Page title={t('shell.rfq')} crumbs={[{ label: t('shell.rfqs'), link: links.rfqs }]}>
        <QueryState query={rfq}>{() => null}</QueryState>
      </Page>
    )
  }
  if (rfq.data.status !== 'draft') return <Navigate {...links.rfq(rfq.data)} replace />
  return <WithLines key={rfq.data.rfqId} rfq={rfq.data} />
}

function WithLines({ rfq }: { readonly rfq: Rfq }) {
  const t = useT()
  const params = { rfqId: rfq.rfqId }
  const lines = useQueryOf(getRfqLines, { params }, { staleTime: Number.POSITIVE_INFINITY })
  const kept = useKeptDraft(rfq)
  if (lines.data && kept.value !== undefined)
    return (
      <Editor rfq={rfq} saved={{ terms: rfq.terms, planning: rfq.planning, lines: lines.data.lines }} kept={kept} />
    )
  return (
    <Page title={rfq.terms.title || t('shell.untitled')} crumbs={[{ label: t('shell.rfqs'), link: links.rfqs }]}>
      <QueryState query={lines}>{() => <LoadingState />}</QueryState>
    </Page>
  )
}
