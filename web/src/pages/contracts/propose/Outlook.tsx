import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useMemo, useState } from 'react'
import { foreseeChange } from '../../../../../shared/contracts/contract-changes.ts'
import type { LineChange } from '../../../../../shared/domain/contract-change.ts'
import type { Currency } from '../../../../../shared/domain/money.ts'
import { useQueryOf, type Value } from '../../../api/use-api.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { DefinitionList } from '../../../ui/DefinitionList.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { LoadingState } from '../../../ui/LoadingState.tsx'
import { Money } from '../../../ui/Money.tsx'
import { Section } from '../../../ui/Section.tsx'
import { Asked } from '../../rfqs/approvers/Asked.tsx'
import styles from '../contract.module.css'
import { Difference } from '../Difference.tsx'

const REST_MS = 400

interface Props {
  readonly rfqId: string
  readonly currency: Currency
  readonly beforeMinor: number
  readonly afterMinor: number
  readonly lines: LineChange[]
  readonly budgetLine: string
}

type Foreseen = Value<typeof foreseeChange>

/** Who will be asked, by what the lines and the budget line are once they rest. */
const useForeseen = (rfqId: string, lines: LineChange[], budgetLine: string) => {
  const now = useMemo(() => ({ lines, budgetLine }), [lines, budgetLine])
  const [asked] = useDebouncedValue(now, REST_MS)
  const query = useQueryOf(foreseeChange, { params: { rfqId }, body: asked }, { enabled: asked.lines.length > 0 })
  // While the next answer is on its way the last one stays, so that nothing jumps.
  const [last, setLast] = useState<Foreseen>()
  useEffect(() => {
    if (query.data) setLast(query.data)
  }, [query.data])
  return { query, foreseen: query.data ?? last, isStale: query.data === undefined || asked !== now }
}

/** What the contract would come to, and who would have to approve it and why, while it is typed. */
export function Outlook({ rfqId, currency, beforeMinor, afterMinor, lines, budgetLine }: Props) {
  const t = useT()
  const { query, foreseen, isStale } = useForeseen(rfqId, lines, budgetLine)
  const approvers = () => {
    if (query.error) return <ErrorState error={query.error} retry={() => void query.refetch()} />
    return foreseen ? <Asked subject="change" approvers={foreseen.approvers} /> : <LoadingState lines={2} />
  }
  return (
    <Section id="outlook" title={t('changes.outlook')} hint={t('changes.outlookHint')}>
      <div className={styles.foreseen}>
        <DefinitionList
          items={[
            { term: t('changes.totalNow'), value: <Money value={{ amountMinor: beforeMinor, currency }} /> },
            {
              term: t('changes.totalThen'),
              value: (
                <strong>
                  <Money value={{ amountMinor: afterMinor, currency }} />
                </strong>
              ),
            },
            {
              term: t('changes.difference'),
              value: <Difference from={beforeMinor} to={afterMinor} currency={currency} />,
            },
          ]}
        />
        <div aria-live="polite" aria-busy={isStale}>
          {lines.length === 0 ? <p>{t('changes.nothingYet')}</p> : approvers()}
        </div>
      </div>
    </Section>
  )
}
