import { Link, useNavigate } from '@tanstack/react-router'
import { useMemo, useRef, useState } from 'react'
import { committeeRefusals } from '../../../../../shared/contracts/approval-handling.ts'
import type { ChangeView } from '../../../../../shared/contracts/contract-changes.ts'
import type { Contract } from '../../../../../shared/domain/contract.ts'
import { changedLines } from '../../../../../shared/domain/contract-change-rules.ts'
import { useExplain } from '../../../api/explain.ts'
import { OtherTabNotice } from '../../../form/OtherTabNotice.tsx'
import { SaveStatus } from '../../../form/SaveStatus.tsx'
import { type Form, useForm } from '../../../form/use-form.ts'
import type { useLocalDraft } from '../../../form/use-local-draft.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { links } from '../../../links.ts'
import { ActButton, PrimaryButton } from '../../../ui/ActButton.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Page } from '../../../ui/Page.tsx'
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx'
import { Section } from '../../../ui/Section.tsx'
import styles from '../contract.module.css'
import { ChangeGrid } from './ChangeGrid.tsx'
import {
  basisOf,
  type ChangeDraft,
  ChangeWords,
  declinedOf,
  firstDraft,
  lineChanges,
  numberOfWrong,
  pendingOf,
  rowsOf,
  typedLines,
} from './change-draft.ts'
import { OtherBasis } from './OtherBasis.tsx'
import { Outlook } from './Outlook.tsx'
import { Replaces } from './Replaces.tsx'
import { useProposing } from './use-proposing.ts'
import { Words } from './Words.tsx'

interface Props {
  readonly contract: Contract
  /** Every change so far, newest first. */
  readonly views: readonly ChangeView[]
  readonly initial: ChangeDraft
  readonly draft: ReturnType<typeof useLocalDraft<ChangeDraft>>
  readonly onBeginAnew: (draft: ChangeDraft) => void
}

/** What is put right in the policy, or by who is in it. */
const isOfPolicy = (refusal: { readonly code: string } | null | undefined): boolean =>
  committeeRefusals.some((code) => code === refusal?.code)

export function ChangeForm({ contract, views, initial, draft, onBeginAnew }: Props) {
  const t = useT()
  const navigate = useNavigate()
  const explain = useExplain()
  const { rfqId, contractNumber, currency, totalMinor, terms } = contract
  const { timeZone } = terms
  const pending = pendingOf(views)
  const declined = declinedOf(views)
  const proposing = useProposing(rfqId, views[0]?.change.number ?? 0, draft.discard)
  const grid = useRef<HTMLDivElement>(null)
  const [isAsked, setAsked] = useState(false)

  const form: Form<ChangeDraft> = useForm<ChangeDraft, ChangeWords>({
    schema: ChangeWords,
    initial,
    changed: draft.change,
    submit: async (words) => {
      if (missing === undefined) return proposing.propose(words, lines)
      grid.current?.focus()
    },
  })
  const { values } = form
  const isOnOther = values.basis !== basisOf(views)
  const rows = useMemo(() => rowsOf(contract.lines, values.lines), [contract.lines, values.lines])
  const lines = useMemo(() => lineChanges(rows), [rows])
  const wrong = useMemo(() => numberOfWrong(rows), [rows])
  const made = useMemo(() => changedLines(contract, lines), [contract, lines])
  const cannot = () => {
    if (wrong > 0) return t('changes.wrong', { count: wrong })
    return made.ok ? undefined : explain(made.refusal).sentence
  }
  const missing = cannot()
  // That nothing is changed yet, or not yet in full, is no news while one begins.
  const isTooMuch = wrong === 0 && lines.length > 0 && !made.ok
  const isUncertain = wrong > 0 || isTooMuch
  const afterMinor = isUncertain ? undefined : made.ok ? made.value.totals.afterMinor : totalMinor

  const submit = () => {
    setAsked(true)
    form.onSubmit()
  }
  return (
    <Page
      wide
      title={pending ? t('changes.reviseTitle', { number: pending.change.number }) : t('changes.proposeTitle')}
      crumbs={[
        { label: t('shell.rfqs'), link: links.rfqs },
        { label: terms.title || t('shell.untitled'), link: links.rfq({ rfqId }) },
        { label: t('contracts.title', { number: contractNumber }), link: links.contract({ rfqId }) },
      ]}
      lead={<SaveStatus autosave={draft} />}
    >
      <div className={styles.notices}>
        <OtherTabNotice draft={draft} />
        <RefusalNotice
          refusal={proposing.refusal}
          error={proposing.error}
          timeZone={timeZone}
          action={isOfPolicy(proposing.refusal) && <Link {...links.approvals}>{t('approvers.toPolicy')}</Link>}
        />
        {declined && (
          <Notice title={t('changes.declinedTitle', { name: contract.supplier.legalName, number: declined.number })}>
            {declined.answer?.words && <p>{declined.answer.words}</p>}
            <p>{t('changes.declinedWhat')}</p>
          </Notice>
        )}
        {isOnOther && (
          <OtherBasis
            isPending={pending !== undefined}
            onBeginAnew={() => onBeginAnew(firstDraft(views))}
            onKeep={() => form.set('/basis', basisOf(views))}
          />
        )}
      </div>
      <Section id="lines" title={t('changes.lines')} count={rows.length} hint={t('changes.linesHint')} flush>
        <div ref={grid} tabIndex={-1} className={styles.change}>
          {missing !== undefined && (isAsked || isTooMuch) && (
            <Notice tone="danger">
              <p>{missing}</p>
            </Notice>
          )}
          <ChangeGrid
            rows={rows}
            currency={currency}
            onChange={(next) => form.set('/lines', typedLines(next))}
            beforeMinor={totalMinor}
            afterMinor={afterMinor}
          />
        </div>
      </Section>
      <Words form={form} supplier={contract.supplier.legalName} />
      <Outlook
        rfqId={rfqId}
        currency={currency}
        beforeMinor={totalMinor}
        afterMinor={afterMinor}
        lines={lines}
        budgetLine={values.budgetLine}
        uncertain={isUncertain ? missing : undefined}
      />
      {pending && (
        <Replaces
          pending={pending}
          next={{ ...values, lines: made.ok ? made.value.lines : [], afterMinor: afterMinor ?? totalMinor }}
        />
      )}
      <div className={styles.acts}>
        <PrimaryButton
          loading={form.submitting}
          disabledReason={isOnOther ? t('changes.otherBasis') : undefined}
          onClick={submit}
        >
          {t('changes.proposeConfirm')}
        </PrimaryButton>
        <ActButton onClick={() => void navigate(links.contract({ rfqId }))}>{t('awards.back')}</ActButton>
      </div>
    </Page>
  )
}
