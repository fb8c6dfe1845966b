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
  readonly afterMinor: number | undefined
  readonly lines: LineChange[]
  readonly budgetLine: string
  /** Why nobody can say yet. */
  readonly uncertain: string | undefined
}

type Foreseen = Value<typeof foreseeChange>

/** Who will be asked, by what the lines and the budget line are once they rest. */
const useForeseen = (rfqId: string, lines: LineChange[], budgetLine: string, isCertain: boolean) => {
  const now = useMemo(() => ({ lines, budgetLine }), [lines, budgetLine])
  const [asked] = useDebouncedValue(now, REST_MS)
  // What is typed on the way there is asked of nobody.
  const enabled = isCertain && asked === now && asked.lines.length > 0
  const query = useQueryOf(foreseeChange, { params: { rfqId }, body: asked }, { enabled })
  // While the next answer is on its way the last one stays, so that nothing jumps.
  const [last, setLast] = useState<Foreseen>()
  useEffect(() => {
    if (query.data) setLast(query.data)
  }, [query.data])
  return {
    query,
    foreseen: query.data ?? last,
    isStale: isCertain && lines.length > 0 && (query.data === undefined || asked !== now),
  }
}

/** What the contract would come to, and who would have to approve it and why, while it is typed. */
export function Outlook({ rfqId, currency, beforeMinor, afterMinor, lines, budgetLine, uncertain }: Props) {
  const t = useT()
  const { query, foreseen, isStale } = useForeseen(rfqId, lines, budgetLine, uncertain === undefined)
  const approvers = () => {
    if (uncertain !== undefined) return <p>{uncertain}</p>
    if (lines.length === 0) return <p>{t('changes.nothingYet')}</p>
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
                  {afterMinor === undefined ? '–' : <Money value={{ amountMinor: afterMinor, currency }} />}
                </strong>
              ),
            },
            {
              term: t('changes.difference'),
              value: <Difference from={beforeMinor} to={afterMinor ?? beforeMinor} currency={currency} />,
            },
          ]}
        />
        <div aria-live="polite" aria-busy={isStale}>
          {approvers()}
        </div>
      </div>
    </Section>
  )
}
