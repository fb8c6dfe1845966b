import { useMemo, useState } from 'react'
import * as z from 'zod'
import { notPlanned, Planning } from '../../../../../shared/domain/planning.ts'
import type { Rfq, RfqTerms } from '../../../../../shared/domain/rfq.ts'
import { serverNow, useNow } from '../../../api/server-clock.ts'
import { FormBody } from '../../../form/FormBody.tsx'
import { OtherTabNotice } from '../../../form/OtherTabNotice.tsx'
import { ConflictDialog, SaveStatus } from '../../../form/SaveStatus.tsx'
import { useForm } from '../../../form/use-form.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { links } from '../../../links.ts'
import { ActButton, PrimaryButton } from '../../../ui/ActButton.tsx'
import { Page } from '../../../ui/Page.tsx'
import { PublicationApproval } from '../approvers/PublicationApproval.tsx'
import { WillApprove } from '../approvers/WillApprove.tsx'
import { RfqBadge } from '../standing.tsx'
import { Basics } from './Basics.tsx'
import { Closing } from './Closing.tsx'
import { Delivery } from './Delivery.tsx'
import { DiscardDialog } from './DiscardDialog.tsx'
import { Documents } from './Documents.tsx'
import { useDifferences } from './differences.tsx'
import { type Draft, inCurrency, type Saved } from './draft.ts'
import styles from './edit.module.css'
import { Lines } from './Lines.tsx'
import { Outline } from './Outline.tsx'
import { PlanningSection } from './PlanningSection.tsx'
import { PublishDialog } from './PublishDialog.tsx'
import { type Problem, problemsOf } from './problems.ts'
import { Suppliers } from './Suppliers.tsx'
import { useProblemSentences } from './sentences.ts'
import { useDraft, type useKeptDraft } from './use-draft.ts'

interface Props {
  readonly rfq: Rfq
  readonly saved: Saved
  readonly kept: ReturnType<typeof useKeptDraft>
}

const MINUTE = 60_000

export function Editor({ rfq, saved, kept }: Props) {
  const t = useT()
  const { say } = useProblemSentences()
  const differences = useDifferences()
  const [dialog, setDialog] = useState<'publish' | 'discard'>()
  const now = useNow(MINUTE)
  const { draft, change, autosave } = useDraft(rfq, saved, kept, (theirs) => showAgain(theirs))
  const problems = problemsOf(draft, now)

  // The form marks what the outline lists, from the first attempt to publish on.
  const schema = useMemo(
    () =>
      z.custom<RfqTerms>().superRefine((terms, context) => {
        for (const problem of problemsOf({ terms, lines: [], planning: notPlanned }, serverNow()))
          if (problem.section !== 'lines')
            context.addIssue({ code: 'custom', path: problem.pointer.split('/').slice(1), message: say(problem) })
      }),
    [say],
  )
  const form = useForm<RfqTerms, RfqTerms>({
    schema,
    initial: draft.terms,
    changed: (terms) => {
      const moved = inCurrency(draft.planning, draft.terms.currency, terms.currency)
      change((before) => ({ ...before, terms }))
      if (moved !== draft.planning) planning.replace(moved)
    },
    submit: async () => {
      const first = problems[0]
      if (first) goTo(first)
      else setDialog('publish')
    },
  })
  const planning = useForm<Planning, Planning>({
    schema: Planning,
    initial: draft.planning,
    changed: (next) => change((before) => ({ ...before, planning: next })),
  })
  const goTo = ({ section, pointer }: Problem) => {
    const field =
      pointer === '/lines'
        ? document.querySelector<HTMLElement>('#lines-grid [tabindex="0"]')
        : document.getElementById(
            section === 'planning' ? planning.fieldId(pointer.replace('/planning', '')) : form.fieldId(pointer),
          )
    const target = field ?? document.getElementById(section)
    target?.focus({ preventScroll: true })
    target?.scrollIntoView({ block: 'center' })
  }
  const showAgain = (theirs: Draft) => {
    form.replace(theirs.terms)
    planning.replace(theirs.planning)
  }
  const tellOther = {
    other: kept.other,
    takeOther: () => {
      const theirs = kept.other?.value?.draft
      kept.takeOther()
      if (!theirs) return
      change(() => theirs)
      showAgain(theirs)
    },
    keepMine: kept.keepMine,
  }
  return (
    <Page
      title={draft.terms.title || t('shell.untitled')}
      crumbs={[{ label: t('shell.rfqs'), link: links.rfqs }]}
      badge={<RfqBadge status="draft" />}
      lead={<SaveStatus autosave={autosave} />}
      actions={<ActButton onClick={() => setDialog('discard')}>{t('rfqs.discard')}</ActButton>}
      primary={<PrimaryButton onClick={() => form.onSubmit()}>{t('rfqs.publish')}</PrimaryButton>}
    >
      <OtherTabNotice draft={tellOther} />
      <div className={styles.document}>
        <Outline problems={problems} goTo={goTo} />
        <div className={styles.body}>
          <FormBody form={form}>
            <Basics form={form} />
            <Lines lines={draft.lines} onChange={(lines) => change((before) => ({ ...before, lines }))} />
            <Delivery form={form} />
            <Suppliers form={form} />
            <Closing form={form} />
            <Documents rfqId={rfq.rfqId} />
            <PlanningSection form={planning} currency={draft.terms.currency} />
          </FormBody>
          <PublicationApproval rfqId={rfq.rfqId} timeZone={draft.terms.timeZone} />
          <WillApprove rfqId={rfq.rfqId} />
        </div>
      </div>
      <ConflictDialog autosave={autosave} differences={differences} />
      {dialog === 'publish' && (
        <PublishDialog
          rfqId={rfq.rfqId}
          draft={draft}
          autosave={autosave}
          onClose={() => setDialog(undefined)}
          onDone={() => void kept.discard()}
          onMarked={(errors) => form.mark(errors)}
        />
      )}
      <DiscardDialog
        rfqId={rfq.rfqId}
        opened={dialog === 'discard'}
        onClose={() => setDialog(undefined)}
        onDone={() => void kept.discard()}
      />
    </Page>
  )
}
