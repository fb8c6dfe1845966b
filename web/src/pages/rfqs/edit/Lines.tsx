import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useMemo } from 'react'
import { MAX_LINES } from '../../../../../shared/domain/rfq.ts'
import { useI18n } from '../../../i18n/I18nProvider.tsx'
import { decimalColumn } from '../../../table/decimal-column.tsx'
import { Grid } from '../../../table/Grid.tsx'
import type { GridColumn } from '../../../table/grid-model.ts'
import { ActButton } from '../../../ui/ActButton.tsx'
import { Section } from '../../../ui/Section.tsx'
import { useUnits } from '../units.ts'
import styles from './edit.module.css'
import {
  blankLine,
  type DraftLine,
  isBlankLine,
  type LineFault,
  type LineField,
  nextNumber,
  savableLines,
} from './lines.ts'

interface Props {
  readonly lines: readonly DraftLine[]
  readonly onChange: (lines: readonly DraftLine[]) => void
}

const change =
  <F extends keyof DraftLine>(field: F) =>
  (line: DraftLine, value: DraftLine[F]): DraftLine => ({ ...line, [field]: value })

const isYes = (text: string) => /^(true|1|x|✓|y|yes|o|oui|j|ja|required)$/i.test(text.trim())

export function Lines({ lines, onChange }: Props) {
  const { t, format } = useI18n()
  const units = useUnits()
  const { faults } = useMemo(() => savableLines(lines), [lines])
  const blank = lines.filter(isBlankLine).length
  const full = lines.length >= MAX_LINES

  const keep = (next: readonly DraftLine[]) => onChange(next.slice(0, MAX_LINES))
  const remove = (line: DraftLine) => onChange(lines.filter((one) => one !== line))
  const offset = nextNumber(lines) - lines.length
  const newRow = (index: number) => blankLine(String(offset + index))

  const options = useMemo(() => {
    const used = lines.map(({ unit }) => unit).filter((unit) => unit !== '' && !units.isCommon(unit))
    return [
      { value: '', label: '' },
      ...units.options,
      ...[...new Set(used)].map((unit) => ({ value: unit, label: unit })),
    ]
  }, [lines, units])

  const text = (id: 'number' | 'name' | 'description' | 'itemReference', header: string, width: number) => ({
    id,
    header,
    width,
    get: (line: DraftLine) => line[id],
    set: change(id),
  })
  const columns: GridColumn<DraftLine>[] = [
    text('number', t('rfqs.lineNumber'), 56),
    text('name', t('rfqs.lineName'), 210),
    decimalColumn<DraftLine>(format, {
      id: 'quantity',
      header: t('rfqs.quantity'),
      width: 85,
      get: (line) => line.quantity,
      set: change('quantity'),
    }),
    {
      id: 'unit',
      header: t('rfqs.unit'),
      width: 140,
      kind: 'choice',
      options,
      get: (line) => line.unit,
      set: (line, typed) => ({ ...line, unit: units.codeOf(typed) }),
    },
    {
      id: 'required',
      header: t('rfqs.required'),
      width: 90,
      kind: 'check',
      get: (line) => String(line.required),
      set: (line, typed) => ({ ...line, required: isYes(typed) }),
    },
    {
      id: 'deliverBy',
      header: t('rfqs.deliverBy'),
      width: 115,
      kind: 'date',
      get: (line) => line.deliverBy,
      set: change('deliverBy'),
      show: ({ deliverBy }) => (/^\d{4}-\d{2}-\d{2}$/.test(deliverBy) ? format.date(deliverBy) : deliverBy),
    },
    text('description', t('rfqs.description'), 260),
    text('itemReference', t('rfqs.itemReference'), 120),
    {
      id: 'remove',
      header: t('rfqs.remove'),
      width: 80,
      get: () => '',
      show: (line) => (
        <ActionIcon
          variant="subtle"
          size="sm"
          color="gray"
          tabIndex={-1}
          aria-label={t('rfqs.removeLine', { number: line.number })}
          onClick={() => remove(line)}
        >
          <IconX size={14} />
        </ActionIcon>
      ),
    },
  ]
  const sentence: Record<LineFault, string> = {
    missing: t('rfqs.cellMissing'),
    malformed: t('rfqs.cellMalformed'),
    duplicate: t('form.usedByAnotherLine'),
  }
  const says = (field: LineField, fault: LineFault): string => {
    if (fault !== 'malformed') return sentence[fault]
    if (field === 'quantity') return t('rfqs.cellQuantity')
    if (field === 'unit') return t('form.badUnit')
    return field === 'number' ? t('form.badLineNumber') : sentence.malformed
  }
  const errorsOf = (line: DraftLine) => {
    const wrong = faults.get(line.id)
    return wrong && Object.fromEntries([...wrong].map(([field, fault]) => [field, says(field, fault)]))
  }
  return (
    <Section
      id="lines"
      title={t('rfqs.sectionName', { section: 'lines' })}
      count={lines.length - blank}
      hint={t('rfqs.linesHint')}
      flush
      actions={
        <>
          {blank > 0 && lines.length > 1 && (
            <ActButton size="xs" onClick={() => onChange(lines.filter((line) => !isBlankLine(line)))}>
              {t('rfqs.removeBlank', { count: blank })}
            </ActButton>
          )}
          <ActButton
            size="xs"
            disabledReason={full ? t('rfqs.tooManyLines', { max: MAX_LINES }) : undefined}
            onClick={() => keep([...lines, newRow(lines.length)])}
          >
            {t('rfqs.addLine')}
          </ActButton>
        </>
      }
    >
      <div id="lines-grid" className={styles.grid}>
        <Grid
          label={t('rfqs.lines')}
          columns={columns}
          rows={lines}
          rowKey={({ id }) => id}
          onChange={keep}
          newRow={newRow}
          errorsOf={errorsOf}
          rowsInSight={Math.min(14, Math.max(5, lines.length + 1))}
        />
      </div>
    </Section>
  )
}
