import { useMemo } from 'react'
import { ApprovalSections } from '../../../../../shared/domain/approval-sections.ts'
import type { Section } from '../../../../../shared/domain/subjects.ts'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'
import { DefinitionList } from '../../../ui/DefinitionList.tsx'
import { WasIs } from '../../contracts/WasIs.tsx'
import { useAddress } from '../../rfqs/live/Terms.tsx'
import styles from './approval.module.css'
import { DeliveryLines, PriceLines, Ranking, WhatLines } from './ShownLines.tsx'
import { ShownRisk } from './ShownRisk.tsx'

type Kept = ApprovalSections

/** One section as a person reads it. What this page does not know how to show it shows as it was kept. */
export function ShownSection({ section, content }: { readonly section: Section; readonly content: object }) {
  const read = useMemo(() => ApprovalSections.partial().safeParse({ [section]: content }), [section, content])
  const { what, price, budget, delivery, risk } = read.success ? read.data : {}
  if (what) return <What what={what} />
  if (price) return <Price price={price} />
  if (budget) return <Budget budget={budget} />
  if (delivery) return <Delivery delivery={delivery} />
  if (risk) return <ShownRisk risk={risk} />
  return <pre className={styles.raw}>{JSON.stringify(content, null, 2)}</pre>
}

function What({ what }: { readonly what: Kept['what'] }) {
  const t = useT()
  const address = useAddress()
  const { title, description, supplier, bidNote, documents = [], lines, before } = what
  return (
    <>
      <DefinitionList
        items={[
          { term: t('approvals.title'), value: title },
          { term: t('rfqs.description'), value: description },
          {
            term: t('awards.supplier'),
            value:
              supplier &&
              [supplier.legalName, supplier.registrationId, address(supplier.address)].filter(Boolean).join(' · '),
          },
          ...(bidNote ? [{ term: t('approvals.bidNote'), value: bidNote }] : []),
          ...(documents.length > 0
            ? [{ term: t('rfqs.documents'), value: documents.map(({ name }) => name).join('\n') }]
            : []),
        ]}
      />
      <WhatLines lines={lines} before={before} />
    </>
  )
}

function Price({ price }: { readonly price: Kept['price'] }) {
  const t = useT()
  const format = useFormat()
  const { currency, vat, totalMinor, paymentDays, paymentTerms, specialTerms, lines, before, ranking } = price
  const money = (amountMinor: number) => format.money({ amountMinor, currency })
  return (
    <>
      <DefinitionList
        items={[
          {
            term: t('approvals.total'),
            value: totalMinor !== null && (
              <>
                <WasIs was={before && money(before.totalMinor)} is={money(totalMinor)} />, {t('rfqs.vatName', { vat })}
              </>
            ),
          },
          {
            term: t('rfqs.payment'),
            value: [paymentDays === null ? '' : t('rfqs.paymentWithin', { days: paymentDays }), paymentTerms]
              .filter(Boolean)
              .join(' · '),
          },
          { term: t('rfqs.specialTerms'), value: specialTerms },
        ]}
      />
      <PriceLines lines={lines} before={before} currency={currency} />
      {ranking.length > 0 && <Ranking ranking={ranking} currency={currency} />}
    </>
  )
}

function Budget({ budget }: { readonly budget: Kept['budget'] }) {
  const { line, name, estimatedMinor, totalMinor, before, currency } = budget
  const t = useT()
  const format = useFormat()
  const money = (amountMinor: number | null) => (amountMinor === null ? '' : format.money({ amountMinor, currency }))
  return (
    <DefinitionList
      items={[
        { term: t('approvals.budgetLine'), value: [line, name].filter(Boolean).join(' · ') },
        { term: t('approvals.estimate'), value: money(estimatedMinor) },
        {
          term: t('approvals.total'),
          value: <WasIs was={before && money(before.totalMinor)} is={money(totalMinor)} />,
        },
      ]}
    />
  )
}

function Delivery({ delivery }: { readonly delivery: Kept['delivery'] }) {
  const { place, incoterm, lines, before, note } = delivery
  const t = useT()
  const address = useAddress()
  return (
    <>
      <DefinitionList
        items={[
          { term: t('rfqs.deliveryPlace'), value: place && address(place) },
          { term: t('rfqs.incoterm'), value: incoterm && t('rfqs.incotermName', { code: incoterm }) },
          { term: t('approvals.deliveryNote'), value: note },
        ]}
      />
      <DeliveryLines lines={lines} before={before} />
    </>
  )
}
