import { useMemo } from 'react'
import { ApprovalSections } from '../../../../../shared/domain/approval-sections.ts'
import type { Address } from '../../../../../shared/domain/party.ts'
import type { Section } from '../../../../../shared/domain/subjects.ts'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'
import { DefinitionList } from '../../../ui/DefinitionList.tsx'
import styles from './approval.module.css'
import { DeliveryLines, PriceLines, Ranking, WhatLines } from './ShownLines.tsx'

type Kept = ApprovalSections

/** One section as a person reads it. What this page does not know how to show it shows as it was kept. */
export function ShownSection({ section, content }: { readonly section: Section; readonly content: object }) {
  const read = useMemo(() => ApprovalSections.partial().safeParse({ [section]: content }), [section, content])
  const { what, price, budget, delivery, risk } = read.success ? read.data : {}
  if (what) return <What what={what} />
  if (price) return <Price price={price} />
  if (budget) return <Budget budget={budget} />
  if (delivery) return <Delivery delivery={delivery} />
  if (risk) return <Risk risk={risk} />
  return <pre className={styles.raw}>{JSON.stringify(content, null, 2)}</pre>
}

const useAddress = () => {
  const format = useFormat()
  return (address: Address | null) =>
    address &&
    [address.street, `${address.postalCode} ${address.city}`, format.country(address.country)]
      .filter(Boolean)
      .join(', ')
}

function What({ what }: { readonly what: Kept['what'] }) {
  const t = useT()
  const written = useAddress()
  const { title, description, supplier, lines } = what
  return (
    <>
      <DefinitionList
        items={[
          { term: t('approvals.title'), value: title },
          { term: t('approvals.description'), value: description },
          {
            term: t('awards.supplier'),
            value:
              supplier &&
              [supplier.legalName, supplier.registrationId, written(supplier.address)].filter(Boolean).join(' · '),
          },
        ]}
      />
      <WhatLines lines={lines} />
    </>
  )
}

function Price({ price }: { readonly price: Kept['price'] }) {
  const t = useT()
  const format = useFormat()
  const { currency, vat, totalMinor, paymentDays, paymentTerms, specialTerms, lines, ranking } = price
  return (
    <>
      <DefinitionList
        items={[
          {
            term: t('approvals.total'),
            value:
              totalMinor !== null &&
              `${format.money({ amountMinor: totalMinor, currency })}, ${t('rfqs.vatName', { vat })}`,
          },
          {
            term: t('approvals.payment'),
            value: [paymentDays === null ? '' : t('approvals.paymentDays', { days: paymentDays }), paymentTerms]
              .filter(Boolean)
              .join(' · '),
          },
          { term: t('approvals.specialTerms'), value: specialTerms },
        ]}
      />
      <PriceLines lines={lines} currency={currency} />
      <Ranking ranking={ranking} currency={currency} />
    </>
  )
}

function Budget({ budget: { line, name, estimatedMinor, totalMinor, currency } }: { readonly budget: Kept['budget'] }) {
  const t = useT()
  const format = useFormat()
  const money = (amountMinor: number | null) => (amountMinor === null ? '' : format.money({ amountMinor, currency }))
  return (
    <DefinitionList
      items={[
        { term: t('approvals.budgetLine'), value: [line, name].filter(Boolean).join(' · ') },
        { term: t('approvals.estimate'), value: money(estimatedMinor) },
        { term: t('approvals.total'), value: totalMinor === null ? '' : money(totalMinor) },
      ]}
    />
  )
}

function Delivery({ delivery: { place, incoterm, lines, note } }: { readonly delivery: Kept['delivery'] }) {
  const t = useT()
  const written = useAddress()
  return (
    <>
      <DefinitionList
        items={[
          { term: t('approvals.place'), value: written(place) },
          { term: t('approvals.incoterm'), value: incoterm },
          { term: t('approvals.deliveryNote'), value: note },
        ]}
      />
      <DeliveryLines lines={lines} />
    </>
  )
}

function Risk({ risk }: { readonly risk: Kept['risk'] }) {
  const t = useT()
  const { reason, justification, isLowest, flags, note, disqualified } = risk
  return (
    <DefinitionList
      items={[
        { term: t('awards.reason'), value: reason },
        ...(isLowest ? [] : [{ term: t('awards.justification'), value: justification }]),
        {
          term: t('approvals.flags'),
          value:
            flags.length === 0 ? (
              t('approvals.noFlags')
            ) : (
              <ul className={styles.plain}>
                {flags.map((flag) => (
                  <li key={flag}>{t('approvals.flag', { flag })}</li>
                ))}
              </ul>
            ),
        },
        { term: t('approvals.riskNote'), value: note },
        {
          term: t('awards.disqualified'),
          value: disqualified.map(({ supplierName, reason: why }) => `${supplierName}: ${why}`).join('\n'),
        },
      ]}
    />
  )
}
