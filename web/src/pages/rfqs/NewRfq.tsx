import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { ulid } from 'ulid'
import type * as z from 'zod'
import { importUblRfq } from '../../../../shared/contracts/rfq-imports.ts'
import { createRfq, listRfqs, listWork } from '../../../../shared/contracts/rfqs.ts'
import type { RfqLine, RfqTerms } from '../../../../shared/domain/rfq.ts'
import { useCall, useRefetch, type Value } from '../../api/use-api.ts'
import { useOrganisation } from '../../auth/SessionProvider.tsx'
import { useT } from '../../i18n/I18nProvider.tsx'
import { links } from '../../links.ts'
import { PrimaryButton } from '../../ui/ActButton.tsx'
import { Page } from '../../ui/Page.tsx'
import { RefusalNotice } from '../../ui/RefusalNotice.tsx'
import { Section } from '../../ui/Section.tsx'
import { answerOf } from './answer-of.ts'
import { emptyTerms } from './edit/draft.ts'
import { DropFile } from './import/DropFile.tsx'
import { Read } from './import/Read.tsx'

type Imported = Value<typeof importUblRfq>
type Lines = z.input<typeof createRfq.body>['lines']

/** Begin empty, or from a file: what was read is shown, with what was not, before a draft is made of it. */
export function NewRfq() {
  const t = useT()
  const navigate = useNavigate()
  const refetch = useRefetch()
  const organisation = useOrganisation()
  const create = useCall(createRfq)
  const read = useCall(importUblRfq)
  const [fileName, setFileName] = useState('')
  // One id per visit: pressing twice, or again after a lost answer, begins one draft.
  const ids = useRef({ empty: `rfq_${ulid()}`, imported: `rfq_${ulid()}` })
  const usual = emptyTerms(organisation)

  const begin = async (rfqId: string, terms: RfqTerms, lines: readonly RfqLine[]) => {
    const body = { rfqId, terms, lines: [...lines] satisfies Lines }
    const answer = await answerOf(create.mutateAsync({ body }))
    if (!answer?.ok) return
    await refetch(listRfqs, listWork)
    await navigate(links.editRfq({ rfqId }))
  }
  const take = async (file: File) => {
    setFileName(file.name)
    ids.current = { ...ids.current, imported: `rfq_${ulid()}` }
    const body = { fileName: file.name.slice(0, 200), xml: await file.text(), timeZone: usual.timeZone }
    await answerOf(read.mutateAsync({ body }))
  }
  const imported: Imported | undefined = read.data?.ok ? read.data.value : undefined
  return (
    <Page title={t('rfqs.newTitle')} crumbs={[{ label: t('shell.rfqs'), link: links.rfqs }]} lead={t('rfqs.newLead')}>
      <RefusalNotice refusal={create.refusal} error={create.error} />
      {imported ? (
        <Read
          imported={imported}
          fileName={fileName}
          busy={create.isPending}
          onAgain={() => read.reset()}
          onBegin={() => void begin(ids.current.imported, withUsual(imported.terms, usual), imported.lines)}
        />
      ) : (
        <>
          <Section title={t('rfqs.startEmpty')} hint={t('rfqs.startEmptyHint')}>
            <PrimaryButton loading={create.isPending} onClick={() => void begin(ids.current.empty, usual, [])}>
              {t('rfqs.startEmptyAct')}
            </PrimaryButton>
          </Section>
          <Section title={t('rfqs.importTitle')} hint={t('rfqs.importHint')}>
            <RefusalNotice refusal={read.refusal} error={read.error} />
            <DropFile busy={read.isPending} onFile={(file) => void take(file)} />
          </Section>
        </>
      )}
    </Page>
  )
}

/** What the file leaves open begins with what the organisation usually says; its place of delivery is never guessed. */
const withUsual = (terms: RfqTerms, usual: RfqTerms): RfqTerms => ({
  ...terms,
  paymentDays: terms.paymentDays ?? usual.paymentDays,
  bidValidityDays: terms.bidValidityDays ?? usual.bidValidityDays,
  timeZone: usual.timeZone,
})
