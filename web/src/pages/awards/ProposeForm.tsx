import { Radio, Textarea } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { ulid } from 'ulid'
import {
  type AwardView,
  type ComparedBid,
  getComparison,
  listAwards,
  proposeAward,
} from '../../../../shared/contracts/awards.ts'
import { getRfq, listRfqs, listTimeline, listWork } from '../../../../shared/contracts/rfqs.ts'
import type { Rfq } from '../../../../shared/domain/rfq.ts'
import { useCall, useRefetch } from '../../api/use-api.ts'
import { useFormat, useT } from '../../i18n/I18nProvider.tsx'
import { links } from '../../links.ts'
import { ActButton, PrimaryButton } from '../../ui/ActButton.tsx'
import { RefusalNotice } from '../../ui/RefusalNotice.tsx'
import { Section } from '../../ui/Section.tsx'
import { toast } from '../../ui/toast.tsx'
import { answerOf } from '../rfqs/answer-of.ts'
import { WillApproveOf } from '../rfqs/approvers/WillApprove.tsx'
import styles from './awards.module.css'
import { BudgetLine } from './BudgetLine.tsx'
import { isRanked, type Ranked } from './bid-standing.tsx'
import { Reasked } from './Reasked.tsx'
import type { Proposed } from './reasked.ts'

interface Props {
  readonly rfq: Rfq
  readonly bids: readonly ComparedBid[]
  /** A supplier, or `best`. */
  readonly chosen: string
  readonly before: AwardView | undefined
  readonly onDone: () => void
  readonly onCancel: () => void
}

/** A revision begins with what was proposed before, a first proposal with what was planned. */
const startOf = ({ rfq, bids, chosen, before }: Props): Proposed => {
  const ranked = bids.filter(isRanked)
  const supplierId = ranked.find((bid) => bid.supplierId === chosen)?.supplierId ?? ranked[0]?.supplierId ?? ''
  const planned = { reason: '', justification: '', budgetLine: rfq.planning.budgetLine ?? '', deliveryNote: '' }
  const { reason, justification, budgetLine, deliveryNote, riskNote } = before?.award ?? { ...planned, riskNote: '' }
  return { supplierId, reason, justification, budgetLine, deliveryNote, riskNote }
}

export function ProposeForm(props: Props) {
  const { rfq, bids, before, onDone, onCancel } = props
  const t = useT()
  const refetch = useRefetch()
  const ranked = bids.filter(isRanked)
  const [proposed, setProposed] = useState(() => startOf(props))
  const set = (member: keyof Proposed) => (value: string) => setProposed((old) => ({ ...old, [member]: value }))
  // Named once per proposal: a lost answer asked for again is the same proposal, upon the same one before it.
  const asked = useRef<{ readonly awardId: string; readonly after: number }>(undefined)
  const propose = useCall(proposeAward)
  // A revision opens above what it answers: whoever asked for it is led there.
  const form = useRef<HTMLDivElement>(null)
  const isRevision = before !== undefined
  useEffect(() => {
    if (isRevision) form.current?.focus()
  }, [isRevision])

  const { supplierId, reason, justification, budgetLine, deliveryNote, riskNote } = proposed
  const bid = ranked.find((one) => one.supplierId === supplierId)
  const isLowest = bid?.ranking.rank === 1
  const next: Proposed = isLowest ? { ...proposed, justification: '' } : proposed
  const notYet = () => {
    if (!bid) return t('awards.chooseFirst')
    if (reason.trim() === '') return t('rfqs.reasonMissing')
    return !isLowest && justification.trim() === '' ? t('awards.justificationMissing') : undefined
  }
  const submit = async () => {
    asked.current ??= { awardId: `awd_${ulid()}`, after: before?.award.number ?? 0 }
    const body = { ...asked.current, ...next }
    const answer = await answerOf(propose.mutateAsync({ params: { rfqId: rfq.rfqId }, body }))
    if (!answer) return
    asked.current = undefined
    await refetch(getRfq, listAwards, getComparison, listTimeline, listWork, listRfqs)
    if (!answer.ok) return
    toast(t('awards.proposedToast'))
    onDone()
  }
  return (
    <Section title={before ? t('awards.reviseTitle') : t('awards.proposeTitle')}>
      <div className={styles.form} ref={form} tabIndex={-1}>
        <RefusalNotice
          refusal={propose.refusal}
          error={propose.error}
          timeZone={rfq.terms.timeZone}
          action={<Link {...links.approvals}>{t('approvers.toPolicy')}</Link>}
        />
        <Radio.Group
          label={t('awards.supplier')}
          value={supplierId}
          onChange={set('supplierId')}
          className={styles.choices}
        >
          {ranked.map((one) => (
            <Choice key={one.supplierId} bid={one} currency={rfq.terms.currency ?? 'EUR'} />
          ))}
        </Radio.Group>
        <Prose label={t('awards.reason')} hint={t('awards.reasonHint')} value={reason} onChange={set('reason')} />
        {!isLowest && (
          <Prose
            label={t('awards.justification')}
            hint={t('awards.justificationHint')}
            value={justification}
            onChange={set('justification')}
          />
        )}
        <BudgetLine value={budgetLine} onChange={set('budgetLine')} />
        <Prose
          label={t('approvals.deliveryNote')}
          hint={t('approvals.deliveryNoteHint')}
          value={deliveryNote}
          onChange={set('deliveryNote')}
          optional
        />
        <Prose
          label={t('approvals.riskNote')}
          hint={t('approvals.riskNoteHint')}
          value={riskNote}
          onChange={set('riskNote')}
          optional
        />
        {before ? <Reasked before={before} next={next} /> : <WillApproveOf rfqId={rfq.rfqId} subjects={['award']} />}
        <div className={styles.submit}>
          <PrimaryButton loading={propose.isPending} disabledReason={notYet()} onClick={() => void submit()}>
            {t('awards.askAll')}
          </PrimaryButton>
          <ActButton onClick={onCancel}>{t('awards.back')}</ActButton>
        </div>
      </div>
    </Section>
  )
}

interface ProseProps {
  readonly label: string
  readonly hint: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly optional?: boolean
}

function Prose({ label, hint, value, onChange, optional }: ProseProps) {
  const t = useT()
  return (
    <Textarea
      label={optional ? `${label} (${t('form.optional')})` : label}
      description={hint}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      autosize
      minRows={optional ? 2 : 3}
      maxRows={12}
      maxLength={4_000}
    />
  )
}

function Choice({ bid, currency }: { readonly bid: Ranked; readonly currency: string }) {
  const t = useT()
  const format = useFormat()
  const { rank, comparedMinor, aboveBestMinor } = bid.ranking
  const best = comparedMinor - aboveBestMinor
  const above = aboveBestMinor > 0 && best > 0 ? ` (${format.percent(aboveBestMinor / best, true)})` : ''
  return (
    <Radio
      value={bid.supplierId}
      label={bid.supplierName}
      description={`${t('awards.rankOf', { rank })} · ${format.money({ amountMinor: comparedMinor, currency })}${above}`}
    />
  )
}
