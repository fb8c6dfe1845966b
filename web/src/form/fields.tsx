import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../i18n/I18nProvider.tsx'
import type { Pointer } from './pointer.ts'
import type { Form } from './use-form.ts'

export interface FieldProps<V extends object> {
  readonly form: Form<V>
  /** Where the value is, as a JSON pointer: "/address/city". */
  readonly at: Pointer<V>
  readonly label: string
  readonly hint?: ReactNode
  /** Optional fields say so; required is the rule. */
  readonly optional?: boolean
  readonly readOnly?: boolean
}

/** What every field needs, whatever control it is made of. */
export const useFieldProps = <V extends object>({ form, at, label, hint, optional, readOnly }: FieldProps<V>) => {
  const t = useT()
  return {
    id: form.fieldId(at),
    name: at,
    label: optional ? `${label} (${t('form.optional')})` : label,
    description: hint,
    error: form.errorAt(at),
    ...(readOnly ? { readOnly } : {}),
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

interface TextProps<V extends object> extends FieldProps<V> {
  readonly type?: 'text' | 'email'
  readonly maxLength?: number
  readonly autoComplete?: string
  readonly placeholder?: string
}

export function TextField<V extends object>({
  type = 'text',
  maxLength,
  autoComplete = 'off',
  placeholder,
  ...field
}: TextProps<V>) {
  return (
    <TextInput
      {...useFieldProps(field)}
      type={type}
      autoComplete={autoComplete}
      {...(maxLength === undefined ? {} : { maxLength })}
      {...(placeholder === undefined ? {} : { placeholder })}
      value={text(field.form.valueAt(field.at))}
      onChange={(event) => field.form.set(field.at, event.currentTarget.value)}
    />
  )
}

export function TextAreaField<V extends object>({
  rows = 4,
  maxLength,
  ...field
}: FieldProps<V> & { readonly rows?: number; readonly maxLength?: number }) {
  return (
    <Textarea
      {...useFieldProps(field)}
      rows={rows}
      {...(maxLength === undefined ? {} : { maxLength })}
      value={text(field.form.valueAt(field.at))}
      onChange={(event) => field.form.set(field.at, event.currentTarget.value)}
    />
  )
}

interface SelectProps<V extends object> extends FieldProps<V> {
  readonly options: readonly { readonly value: string; readonly label: string }[]
  /** The first entry while nothing is chosen; choosing it sets `null`. */
  readonly blank?: string
}

export function SelectField<V extends object>({ options, blank, ...field }: SelectProps<V>) {
  return (
    <NativeSelect
      {...useFieldProps(field)}
      data={blank === undefined ? [...options] : [{ value: '', label: blank }, ...options]}
      value={text(field.form.valueAt(field.at))}
      onChange={(event) => field.form.set(field.at, event.currentTarget.value || null)}
    />
  )
}

export function CheckboxField<V extends object>(field: FieldProps<V>) {
  const { label, description, error, id, name } = useFieldProps(field)
  return (
    <Checkbox
      id={id}
      name={name}
      label={label}
      description={description}
      error={error}
      checked={field.form.valueAt(field.at) === true}
      onChange={(event) => field.form.set(field.at, event.currentTarget.checked)}
    />
  )
}
