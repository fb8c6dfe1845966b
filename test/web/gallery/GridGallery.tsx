import { useMemo, useState } from 'react'
import { useFormat } from '../../../web/src/i18n/I18nProvider.tsx'
import { decimalColumn } from '../../../web/src/table/decimal-column.tsx'
import { Grid } from '../../../web/src/table/Grid.tsx'
import type { GridColumn } from '../../../web/src/table/grid-model.ts'
import { Page } from '../../../web/src/ui/Page.tsx'

interface Line {
  readonly number: string
  readonly name: string
  readonly quantity: string
  readonly price: string
  readonly required: boolean
  readonly unit: string
}

const many = Number(new URLSearchParams(location.search).get('rows') ?? '5000')
const line = (index: number): Line => ({
  number: String(index + 1),
  name: index % 2 ? 'Screen, 27 inch' : 'Desktop computer',
  quantity: '35',
  price: index % 5 ? '1355' : '',
  required: index % 3 === 0,
  unit: 'H87',
})
const blank = (index: number): Line => ({
  number: String(index + 1),
  name: '',
  quantity: '',
  price: '',
  required: true,
  unit: 'H87',
})

export function GridGallery() {
  const format = useFormat()
  const [rows, setRows] = useState<readonly Line[]>(() => Array.from({ length: many }, (_, index) => line(index)))
  const columns = useMemo<readonly GridColumn<Line>[]>(
    () => [
      { id: 'number', header: 'Line', width: 80, get: (row) => row.number },
      { id: 'name', header: 'Description', width: 280, get: (row) => row.name, set: (row, name) => ({ ...row, name }) },
      decimalColumn(format, {
        id: 'quantity',
        header: 'Quantity',
        width: 110,
        get: (row) => row.quantity,
        set: (row, quantity) => ({ ...row, quantity }),
      }),
      {
        id: 'unit',
        header: 'Unit',
        width: 120,
        kind: 'choice',
        options: [
          { value: 'H87', label: 'piece' },
          { value: 'KGM', label: 'kilogram' },
        ],
        get: (row) => row.unit,
        set: (row, unit) => ({ ...row, unit }),
      },
      decimalColumn(format, {
        id: 'price',
        header: 'Unit price, DKK',
        width: 150,
        least: 2,
        get: (row) => row.price,
        set: (row, price) => ({ ...row, price }),
      }),
      {
        id: 'required',
        header: 'Required',
        width: 100,
        kind: 'check',
        get: (row) => String(row.required),
        set: (row, text) => ({ ...row, required: text === 'true' }),
      },
    ],
    [format],
  )
  return (
    <main>
      <Page title="Lines" wide>
        <Grid
          label="Lines"
          columns={columns}
          rows={rows}
          rowKey={(row) => row.number}
          onChange={setRows}
          newRow={blank}
          errorsOf={(row) =>
            row.required && row.price === '' ? { price: 'A required line needs a price' } : undefined
          }
          summary={[{ id: 'total', label: 'Total', cells: { price: '412,300.00' } }]}
        />
        <output data-rows>{rows.length}</output>
      </Page>
    </main>
  )
}
