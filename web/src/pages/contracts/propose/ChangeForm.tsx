import { Link, useNavigate } from '@tanstack/react-router'
import { useMemo, useRef, useState } from 'react'
import type { ChangeView } from '../../../../../shared/contracts/contract-changes.ts'
import type { Contract } from '../../../../../shared/domain/contract.ts'
import { ChangeReason } from '../../../../../shared/domain/contract-change.ts'
import { changedLines } from '../../../../../shared/domain/contract-change-rules.ts'
import { FormBody } from '../../../form/FormBody.tsx'
import { SelectField, TextAreaField } from '../../../form/fields.tsx'
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
import { BudgetLine } from '../../awards/BudgetLine.tsx'
import { WhoIsReasked } from '../../awards/Reasked.tsx'
import styles from '../contract.module.css'
import { ChangeGrid } from './ChangeGrid.tsx'
import {
  basisOf,
  type ChangeDraft,
  ChangeWords,
  firstDraft,
  lineChanges,
  numberOfWrong,
  pendingOf,
  rowsOf,
  typedLines,
} from './change-draft.ts'
import { Outlook } from './Outlook.tsx'
import { sectionsChanged } from './sections-changed.ts'
import { useProposing } from './use-proposing.ts'

interface Props {
  readonly contract: Contract
  /** Every change so far, newest first. */
  readonly views: readonly ChangeView[]
  readonly initial: ChangeDraft
  readonly draft: ReturnType<typeof useLocalDraft<ChangeDraft>>
  readonly onBeginAnew: (draft: ChangeDraft) => void
}

export function ChangeForm({ contract, views, initial, draft, onBeginAnew }: Props) {
  const t = useT()
  const navigate = useNavigate()
  const { rfqId, contractNumber, currency, totalMinor, terms } = contract
  const { timeZone } = terms
  const pending = pendingOf(views)
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
  const afterMinor = made.ok ? made.value.totals.afterMinor : totalMinor
  const refusedLines = made.ok || made.refusal.code === 'change_empty' ? undefined : made.refusal
  const missing = wrong > 0 ? t('changes.wrong', { count: wrong }) : made.ok ? undefined : t('problems.change_empty')

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
          action={<Link {...links.approvals}>{t('approvers.toPolicy')}</Link>}
        />
        {isOnOther && (
          <Notice tone="due" title={t('changes.otherBasis')}>
            <p>{t('changes.otherBasisHint', { pending: pending ? 'yes' : 'no' })}</p>
            <div className={styles.acts}>
              <ActButton size="xs" onClick={() => onBeginAnew(firstDraft(views))}>
                {t('changes.beginAnew', { pending: pending ? 'yes' : 'no' })}
              </ActButton>
              <ActButton size="xs" onClick={() => form.set('/basis', basisOf(views))}>
                {t('changes.keepMine')}
              </ActButton>
            </div>
          </Notice>
        )}
      </div>
      <Section id="lines" title={t('changes.lines')} count={rows.length} hint={t('changes.linesHint')} flush>
        <div ref={grid} tabIndex={-1} className={styles.change}>
          {isAsked && missing !== undefined && (
            <Notice tone="danger">
              <p>{missing}</p>
            </Notice>
          )}
          {refusedLines && <RefusalNotice refusal={refusedLines} />}
          <ChangeGrid
            rows={rows}
            currency={currency}
            onChange={(next) => form.set('/lines', typedLines(next))}
            totalMinor={afterMinor}
            differenceMinor={afterMinor - totalMinor}
          />
        </div>
      </Section>
      <Section id="words" title={t('changes.why')}>
        <FormBody form={form}>
          <SelectField
            form={form}
            at="/reason"
            label={t('changes.reason')}
            blank={t('changes.chooseReason')}
            options={ChangeReason.options.map((reason) => ({
              value: reason,
              label: t('changes.reasonName', { reason }),
            }))}
          />
          <TextAreaField
            form={form}
            at="/words"
            label={t('changes.words')}
            hint={t('changes.wordsHint', { name: contract.supplier.legalName })}
            maxLength={4_000}
          />
          <TextAreaField
            form={form}
            at="/note"
            label={t('changes.note')}
            hint={t('changes.noteHint')}
            maxLength={4_000}
            rows={3}
            optional
          />
          <BudgetLine
            value={values.budgetLine}
            onChange={(code) => form.set('/budgetLine', code)}
            blank={t('changes.budgetLineOfAward')}
          />
        </FormBody>
      </Section>
      <Outlook
        rfqId={rfqId}
        currency={currency}
        beforeMinor={totalMinor}
        afterMinor={afterMinor}
        lines={lines}
        budgetLine={values.budgetLine}
      />
      {pending && (
        <div className={styles.spaced}>
          {pending.request ? (
            <WhoIsReasked
              approval={pending.request.approval}
              changed={sectionsChanged(pending.change, {
                ...values,
                lines: made.ok ? made.value.lines : [],
                afterMinor,
              })}
              what={t('changes.reviseWhat', { number: pending.change.number })}
            />
          ) : (
            <Notice>
              <p>{t('changes.reviseWhat', { number: pending.change.number })}</p>
            </Notice>
          )}
        </div>
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
