import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { readDecimal } from '../i18n/decimal-input.ts'
import { currencyDigits, decimalToMinor, minorToDecimal } from '../i18n/format.ts'
import { useFormat } from '../i18n/I18nProvider.tsx'
import { type FieldProps, useFieldProps } from './fields.tsx'
import styles from './form.module.css'

interface Props<V extends object> extends FieldProps<V> {
  /** What the number counts, after it: "days", "DKK". */
  readonly unit?: string
}

interface ControlProps<V extends object> extends Props<V> {
  readonly shown: string
  readonly onText: (text: string) => void
  readonly inputMode: 'decimal' | 'numeric'
}

/** While one types, the text is theirs; when they leave the field it is written the way numbers are written here. */
function NumberControl<V extends object>({ unit, shown, onText, inputMode, ...field }: ControlProps<V>) {
  const [typed, setTyped] = useState<string>()
  return (
    <TextInput
      {...useFieldProps(field)}
      inputMode={inputMode}
      autoComplete="off"
      classNames={{ input: styles.figures ?? '' }}
      rightSection={unit && <span className={styles.unit}>{unit}</span>}
      rightSectionWidth={unit ? `${unit.length + 2}ch` : undefined}
      rightSectionPointerEvents="none"
      value={typed ?? shown}
      onFocus={() => setTyped(shown)}
      onBlur={() => setTyped(undefined)}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        onText(event.currentTarget.value)
      }}
    />
  )
}

/** An exact decimal, kept as a string such as "1355.00"; what is no number is kept as typed, and refused by the schema. */
export function DecimalField<V extends object>(props: Props<V>) {
  const format = useFormat()
  const kept = props.form.valueAt(props.at)
  const value = typeof kept === 'string' ? kept : ''
  const isDecimal = /^-?\d+(\.\d+)?$/.test(value)
  return (
    <NumberControl
      {...props}
      inputMode="decimal"
      shown={isDecimal ? format.decimal(value) : value}
      onText={(text) =>
        props.form.set(props.at, text.trim() === '' ? '' : (readDecimal(text, format.separators().decimal) ?? text))
      }
    />
  )
}

/** A whole number, kept as a number, or `null` while empty. */
export function IntegerField<V extends object>(props: Props<V>) {
  const kept = props.form.valueAt(props.at)
  return (
    <NumberControl
      {...props}
      inputMode="numeric"
      shown={kept === null || kept === undefined ? '' : String(kept)}
      onText={(text) => {
        const bare = text.trim()
        props.form.set(props.at, bare === '' ? null : /^-?\d{1,15}$/.test(bare) ? Number(bare) : bare)
      }}
    />
  )
}

/** An amount in minor units, kept as an integer, or `null` while empty. */
export function MoneyField<V extends object>({ currency, ...props }: Props<V> & { readonly currency: string }) {
  const format = useFormat()
  const digits = currencyDigits(currency)
  const kept = props.form.valueAt(props.at)
  return (
    <NumberControl
      {...props}
      unit={currency}
      inputMode="decimal"
      shown={
        typeof kept === 'number'
          ? format.decimal(minorToDecimal(kept, digits), digits)
          : typeof kept === 'string'
            ? kept
            : ''
      }
      onText={(text) => {
        if (text.trim() === '') return props.form.set(props.at, null)
        const decimal = readDecimal(text, format.separators().decimal)
        props.form.set(props.at, (decimal === undefined ? undefined : decimalToMinor(decimal, digits)) ?? text)
      }}
    />
  )
}
