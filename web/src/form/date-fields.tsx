import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { instantToWall, wallToInstant } from '../../../shared/domain/zoned-time.ts'
import { useFormat, useT } from '../i18n/I18nProvider.tsx'
import { type FieldProps, useFieldProps } from './fields.tsx'
import styles from './form.module.css'

interface DateProps<V extends object> extends FieldProps<V> {
  readonly min?: string
  readonly max?: string
}

/** A calendar date, kept as "2026-12-03", or `null` while empty. */
export function DateField<V extends object>({ min, max, ...field }: DateProps<V>) {
  const kept = field.form.valueAt(field.at)
  return (
    <TextInput
      {...useFieldProps(field)}
      type="date"
      {...(min === undefined ? {} : { min })}
      {...(max === undefined ? {} : { max })}
      value={typeof kept === 'string' ? kept : ''}
      onChange={(event) => field.form.set(field.at, event.currentTarget.value || null)}
    />
  )
}

/**
 * A date and time as the clock shows it in `timeZone`, kept as an instant in UTC, or `null` while empty. Under the field
 * the time is said with its zone, and in the reader's where that is another.
 */
export function DateTimeField<V extends object>({ timeZone, ...field }: FieldProps<V> & { readonly timeZone: string }) {
  const t = useT()
  const format = useFormat()
  const kept = field.form.valueAt(field.at)
  const instant = typeof kept === 'string' ? kept : undefined
  const [typed, setTyped] = useState<string>()
  const set = instant && format.dateTimeIn(instant, timeZone)
  const here = instant && format.dateTime(instant)
  return (
    <div>
      <TextInput
        {...useFieldProps(field)}
        type="datetime-local"
        step={60}
        value={typed ?? (instant ? instantToWall(instant, timeZone) : '')}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          field.form.set(field.at, wallToInstant(event.currentTarget.value, timeZone) ?? null)
        }}
        onBlur={() => setTyped(undefined)}
      />
      <p className={styles.echo}>
        {set ?? t('form.inZone', { zone: timeZone })}
        {here && here !== set && ` · ${t('ui.yourTime', { time: here })}`}
      </p>
    </div>
  )
}
