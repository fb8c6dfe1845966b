import { type ReactNode, useState } from 'react'
import type { ComparedBid } from '../../../../shared/contracts/awards.ts'
import type { RfqLine } from '../../../../shared/domain/rfq.ts'
import { useT } from '../../i18n/I18nProvider.tsx'
import styles from './awards.module.css'

interface Props {
  readonly bids: readonly ComparedBid[]
  readonly lines: readonly RfqLine[]
}

/** What bidders said with their bids and on their lines, in full: here a bid says where it departs from what was asked. */
export function BidNotes({ bids, lines }: Props) {
  const t = useT()
  const said = bids
    .map(({ supplierId, supplierName, note, cells }) => ({
      supplierId,
      supplierName,
      note,
      onLines: onLines(cells, lines),
    }))
    .filter(({ note, onLines }) => note !== '' || onLines.length > 0)
  if (said.length === 0) return null
  const notes = said.reduce((sum, { onLines }) => sum + onLines.length, said.length)
  return (
    <Unfolding summary={t('awards.notes', { count: said.length })} open={notes <= AT_ONCE}>
      {said.map(({ supplierId, supplierName, note, onLines }) => (
        <div key={supplierId}>
          <p className={styles.role}>{supplierName}</p>
          <p className={styles.prose}>{note}</p>
          {onLines.length > 0 && (
            <Unfolding summary={t('awards.lineNotes', { count: onLines.length })} open={onLines.length <= AT_ONCE}>
              <dl className={styles.lineNotes}>
                {onLines.map(({ line, words }) => (
                  <div key={line.number}>
                    <dt className={styles.label}>
                      {line.number} {line.name}
                    </dt>
                    <dd className={styles.prose}>{words}</dd>
                  </div>
                ))}
              </dl>
            </Unfolding>
          )}
        </div>
      ))}
    </Unfolding>
  )
}

/** More than these are not put in the way of what follows. */
const AT_ONCE = 5

const onLines = (cells: ComparedBid['cells'], lines: readonly RfqLine[]) =>
  lines.flatMap((line, index) => {
    const cell = cells[index]
    const words = typeof cell === 'object' ? cell?.note : undefined
    return words ? [{ line, words }] : []
  })

interface UnfoldingProps {
  readonly summary: string
  readonly open?: boolean
  readonly children: ReactNode
}

/** What is folded is not drawn: there may be thousands of notes. */
function Unfolding({ summary, open = false, children }: UnfoldingProps) {
  const [isOpen, setOpen] = useState(open)
  return (
    <details className={styles.earlier} open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{summary}</summary>
      {isOpen && children}
    </details>
  )
}
