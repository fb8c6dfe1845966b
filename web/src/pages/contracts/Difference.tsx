import type { Currency } from '../../../../shared/domain/money.ts'
import type { Formatters } from '../../i18n/format.ts'
import { useFormat } from '../../i18n/I18nProvider.tsx'

const signOf = (amountMinor: number) => (amountMinor > 0 ? '+' : '−')

/** An amount with its sign; nothing at all is a dash, as in every column of differences. */
export const signed = (format: Formatters, amountMinor: number, currency: Currency): string =>
  amountMinor === 0 ? '–' : `${signOf(amountMinor)}${format.amount({ amountMinor: Math.abs(amountMinor), currency })}`

interface Props {
  readonly from: number
  readonly to: number
  readonly currency: Currency
}

/** How much more or less, and by what share. */
export function Difference({ from, to, currency }: Props) {
  const format = useFormat()
  if (from === to) return <span className="figures">–</span>
  const share = from === 0 ? '' : ` (${format.percent((to - from) / from, true)})`
  return (
    <span className="figures">
      {signed(format, to - from, currency)} {currency}
      {share}
    </span>
  )
}
