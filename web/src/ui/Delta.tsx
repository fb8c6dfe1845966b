import { useFormat } from '../i18n/I18nProvider.tsx'

/** How far an amount is from another, as a signed share. Zero is a dash, so that the column shows where it differs. */
export function Delta({ from, to }: { readonly from: number; readonly to: number }) {
  const format = useFormat()
  if (from === 0 || from === to) return <span className="figures">–</span>
  return <span className="figures">{format.percent((to - from) / from, true)}</span>
}
