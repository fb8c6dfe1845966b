import type { Money as Amount } from '../i18n/format.ts'
import { useFormat } from '../i18n/I18nProvider.tsx'

/** An exact amount; in a column that names its currency in the header, without it. */
export function Money({ value, bare }: { readonly value: Amount; readonly bare?: boolean }) {
  const format = useFormat()
  return <span className="figures">{bare ? format.amount(value) : format.money(value)}</span>
}
