import { useMemo } from 'react'
import { useI18n } from './I18nProvider.tsx'

/** How units are named: after a quantity in the number that goes with it, "60 pieces"; alone as one of them, "piece". */
export const useQuantities = () => {
  const { t, format } = useI18n()
  return useMemo(
    () => ({
      counted: (quantity: string, code: string) =>
        t('rfqs.counted', {
          quantity: format.decimal(quantity),
          unit: t('rfqs.unitName', { code, n: Number(quantity) }),
        }),
      unitName: (code: string) => t('rfqs.unitName', { code, n: 1 }),
    }),
    [t, format],
  )
}
