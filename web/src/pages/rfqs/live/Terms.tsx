import type { Address } from '../../../../../shared/domain/party.ts'
import type { RfqTerms } from '../../../../../shared/domain/rfq.ts'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'
import { DefinitionList } from '../../../ui/DefinitionList.tsx'
import { Section } from '../../../ui/Section.tsx'

export const useAddress = () => {
  const format = useFormat()
  return ({ street, extra, postalCode, city, country }: Address): string =>
    [street, extra, [postalCode, city].filter(Boolean).join(' '), country && format.country(country)]
      .filter(Boolean)
      .join('\n')
}

/** The terms an RFQ was published under, complete. */
export function Terms({ terms }: { readonly terms: Omit<RfqTerms, 'invited'> }) {
  const t = useT()
  const address = useAddress()
  const { currency, paymentDays, bidValidityDays, deliveryPlace, incoterm } = terms
  return (
    <Section id="terms" title={t('rfqs.terms')}>
      <DefinitionList
        items={[
          { term: t('rfqs.description'), value: terms.description },
          { term: t('rfqs.buyerReference'), value: terms.buyerReference },
          { term: t('rfqs.method'), value: t('rfqs.methodName', { method: terms.method }) },
          { term: t('rfqs.currency'), value: currency && `${currency}, ${t('rfqs.vatName', { vat: terms.vat })}` },
          { term: t('rfqs.criterion'), value: t('rfqs.criterionLowest') },
          { term: t('rfqs.deliveryPlace'), value: deliveryPlace && address(deliveryPlace) },
          { term: t('rfqs.incoterm'), value: incoterm && t('rfqs.incotermName', { code: incoterm }) },
          {
            term: t('rfqs.payment'),
            value: [paymentDays === null ? '' : t('rfqs.paymentWithin', { days: paymentDays }), terms.paymentTerms]
              .filter(Boolean)
              .join('\n'),
          },
          {
            term: t('rfqs.validity'),
            value: bidValidityDays === null ? null : t('rfqs.validityDays', { days: bidValidityDays }),
          },
          { term: t('rfqs.toldToLosers'), value: t('rfqs.toldName', { told: terms.toldToLosers }) },
          { term: t('rfqs.specialTerms'), value: terms.specialTerms },
        ]}
      />
    </Section>
  )
}
