import { Textarea, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { OwnVersion } from '../../../../../shared/contracts/bids.ts'
import type { Tender } from '../../../../../shared/contracts/tenders.ts'
import { totalsOf, validateBid } from '../../../../../shared/domain/bid-validation.ts'
import type { Currency } from '../../../../../shared/domain/money.ts'
import type { RfqLine } from '../../../../../shared/domain/rfq.ts'
import { OtherTabNotice } from '../../../form/OtherTabNotice.tsx'
import { SaveStatus } from '../../../form/SaveStatus.tsx'
import type { useLocalDraft } from '../../../form/use-local-draft.ts'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'
import { links } from '../../../links.ts'
import { ActButton, PrimaryButton } from '../../../ui/ActButton.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Page } from '../../../ui/Page.tsx'
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx'
import { Section } from '../../../ui/Section.tsx'
import { toast } from '../../../ui/toast.tsx'
import { Standing, useIsOver } from '../../tenders/parts/Standing.tsx'
import { BidFileActions } from './BidFileActions.tsx'
import { BidGrid } from './BidGrid.tsx'
import styles from './bid.module.css'
import { type BidDraft, type BidRow, contentOf, problemsOf, rowsOf, withRows } from './bid-draft.ts'
import { SubmitDialog, WithdrawDialog } from './dialogs.tsx'
import { useSubmission } from './use-submission.ts'
import { Versions } from './Versions.tsx'

interface Props {
  readonly tender: Tender
  readonly currency: Currency
  readonly supplierId: string
  readonly lines: readonly RfqLine[]
  readonly versions: readonly OwnVersion[]
  readonly value: BidDraft
  readonly draft: ReturnType<typeof useLocalDraft<BidDraft>>
}

const takenBy = (refusal: { code: string } | undefined) => refusal?.code === 'bid_version_taken'

export function BidForm({ tender, currency, supplierId, lines, versions, value, draft }: Props) {
  const t = useT()
  const format = useFormat()
  const submission = useSubmission(tender, supplierId)
  const [asked, setAsked] = useState(false)
  const [dialog, setDialog] = useState<'submit' | 'withdraw'>()

  const { timeZone, closesAt } = tender.terms
  const closing = closesAt ?? ''
  const over = useIsOver(tender)
  const rows = useMemo(() => rowsOf(value, lines), [value, lines])
  const content = useMemo(() => contentOf(tender.rfqId, currency, value, rows), [tender.rfqId, currency, value, rows])
  const finding = useMemo(() => validateBid(content, tender, lines), [content, tender, lines])
  const totals = useMemo(() => totalsOf(content, lines, currency), [content, lines, currency])
  const wrong = useMemo(() => rows.reduce((sum, row) => sum + Object.keys(problemsOf(row, false)).length, 0), [rows])
  const missing = lines.filter(({ number, required }) => required && !totals.byLine.has(number)).length

  const newest = versions.at(-1)
  const nextVersion = (newest?.version ?? 0) + 1
  const ready = finding.kind === 'valid' && wrong === 0
  const at = format.dateTimeIn(closing, timeZone)
  const offered = format.money({ amountMinor: totals.totalMinor, currency })

  const ask = () => {
    setAsked(true)
    if (ready) setDialog('submit')
  }
  const submit = async () => {
    const answer = await submission.submit(content, nextVersion)
    setDialog(undefined)
    if (answer.ok && 'version' in answer.value) {
      const { version, receivedAt } = answer.value
      toast(t('bids.submitted', { version, at: format.exactIn(receivedAt, timeZone) }))
    }
  }
  const withdraw = async () => {
    await submission.withdraw(nextVersion)
    setDialog(undefined)
  }
  const overReason = over ? t('bids.overReason') : undefined

  return (
    <Page
      wide
      title={t('bids.pageTitle', { title: tender.terms.title })}
      crumbs={[
        { label: t('shell.tenders'), link: links.tenders },
        { label: tender.terms.title, link: links.tender(tender) },
      ]}
      lead={<SaveStatus autosave={draft} />}
      actions={
        <ActButton
          disabledReason={overReason ?? (newest?.kind === 'sealed' ? undefined : t('bids.nothingToWithdraw'))}
          onClick={() => setDialog('withdraw')}
        >
          {t('bids.withdraw')}
        </ActButton>
      }
      primary={
        <PrimaryButton loading={submission.busy} disabledReason={overReason} onClick={ask}>
          {t('bids.submit')}
        </PrimaryButton>
      }
    >
      <div className={styles.notices}>
        <OtherTabNotice draft={draft} />
        <RefusalNotice
          refusal={submission.refusal}
          error={submission.error}
          timeZone={timeZone}
          action={takenBy(submission.refusal) && <p>{t('bids.takenWayOn', { next: nextVersion })}</p>}
        />
        {asked && !ready && (
          <Notice tone="due" title={t('bids.notReady')}>
            <p>{t('bids.missing', { count: missing })}</p>
            {wrong > 0 && <p>{t('bids.wrong', { count: wrong })}</p>}
          </Notice>
        )}
      </div>
      <Standing tender={tender} />
      <Section
        id="lines"
        flush
        title={t('bids.lines')}
        count={lines.length}
        hint={t('bids.linesHint', { vat: tender.terms.vat })}
      >
        <BidGrid
          rows={rows}
          currency={currency}
          asked={asked}
          onChange={(next: readonly BidRow[]) => draft.change(withRows(value, next))}
          totals={{ ...totals, anyOptional: lines.some(({ required }) => !required) }}
        />
        <div className={styles.readiness} aria-live="polite">
          <p>{t('bids.missing', { count: missing })}</p>
          <p>{t('bids.rounding')}</p>
        </div>
      </Section>
      <Section id="conditions" title={t('bids.conditions')}>
        <div className={styles.conditions}>
          <TextInput
            label={t('bids.validity')}
            description={t('bids.validityHint', { days: tender.terms.bidValidityDays ?? 0 })}
            inputMode="numeric"
            maxLength={3}
            value={value.validityDays}
            error={
              asked &&
              finding.kind === 'invalid' &&
              finding.causes.some(({ code }) => code === 'validityTooShort') &&
              t('bids.cause', { code: 'validityTooShort' })
            }
            onChange={(event) => draft.change({ ...value, validityDays: event.currentTarget.value.trim() })}
          />
          <Textarea
            label={t('bids.bidNote')}
            autosize
            minRows={2}
            maxRows={12}
            maxLength={4_000}
            value={value.note}
            onChange={(event) => draft.change({ ...value, note: event.currentTarget.value })}
          />
        </div>
        <BidFileActions tender={tender} draft={value} onRead={draft.change} />
      </Section>
      <Versions versions={versions} timeZone={timeZone} />
      <SubmitDialog
        opened={dialog === 'submit'}
        onClose={() => setDialog(undefined)}
        onConfirm={submit}
        version={nextVersion}
        at={at}
        total={offered}
      />
      <WithdrawDialog opened={dialog === 'withdraw'} onClose={() => setDialog(undefined)} onConfirm={withdraw} />
    </Page>
  )
}
