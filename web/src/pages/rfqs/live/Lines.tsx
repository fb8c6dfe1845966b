import { getRfqLines } from '../../../../../shared/contracts/rfqs.ts'
import type { Rfq } from '../../../../../shared/domain/rfq.ts'
import { useQueryOf } from '../../../api/use-api.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { QueryState } from '../../../ui/QueryState.tsx'
import { Section } from '../../../ui/Section.tsx'
import { LinesTable } from '../LinesTable.tsx'

export function Lines({ rfq }: { readonly rfq: Rfq }) {
  const t = useT()
  const lines = useQueryOf(getRfqLines, { params: { rfqId: rfq.rfqId } }, { staleTime: 600_000 })
  return (
    <Section id="lines" title={t('rfqs.lines')} count={rfq.lineCount} flush>
      <QueryState query={lines}>{(value) => <LinesTable lines={value.lines} />}</QueryState>
    </Section>
  )
}
