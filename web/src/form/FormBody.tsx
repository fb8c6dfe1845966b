import type { ReactNode } from 'react'
import type { FieldError } from '../api/client.ts'
import { useT } from '../i18n/I18nProvider.tsx'
import styles from './form.module.css'
import type { Form } from './use-form.ts'

/** The form element: its errors are listed at the top, each a link to its field. */
export function FormBody<V extends object>({
  form,
  children,
}: {
  readonly form: Form<V>
  readonly children: ReactNode
}) {
  return (
    <form onSubmit={form.onSubmit} noValidate data-form={form.id} className={styles.form}>
      <ErrorSummary form={form} />
      {children}
    </form>
  )
}

function ErrorSummary<V extends object>({ form }: { readonly form: Form<V> }) {
  const t = useT()
  if (form.errors.length === 0) return null
  const errors = inOrderOfFields(form.errors, form.fieldId)
  return (
    <div className={styles.summary} role="alert">
      <p className={styles.summaryTitle}>{t('form.problems', { count: form.errors.length })}</p>
      <ul>
        {errors.map(({ pointer, detail }) => (
          <li key={`${pointer} ${detail}`}>
            <a
              href={`#${form.fieldId(pointer)}`}
              onClick={(event) => {
                const field = document.getElementById(form.fieldId(pointer))
                if (!field) return
                event.preventDefault()
                field.focus()
              }}
            >
              {t('form.problem', { field: fieldName(form.fieldId(pointer), pointer), detail })}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** As one meets them on the page, whatever the order of the schema. */
const inOrderOfFields = (errors: readonly FieldError[], fieldId: (at: string) => string): readonly FieldError[] => {
  const place = new Map(errors.map((error) => [error, document.getElementById(fieldId(error.pointer))]))
  return [...errors].sort((one, other) => {
    const [a, b] = [place.get(one), place.get(other)]
    if (!a || !b) return a ? -1 : b ? 1 : 0
    return a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1
  })
}

/** The label a field already has on the page, so that summary and field say the same word. */
const fieldName = (id: string, fallback: string): string => {
  const field = document.getElementById(id)
  const label =
    field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement
      ? field.labels?.[0]
      : undefined
  return label?.textContent?.replace(/\s*\*$/, '') ?? field?.getAttribute('aria-label') ?? fallback
}

/** Fields beside each other where there is room. */
export function FieldRow({ children }: { readonly children: ReactNode }) {
  return <div className={styles.row}>{children}</div>
}
