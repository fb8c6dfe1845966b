import { Radio, Textarea } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { ulid } from 'ulid'
import {
  type AwardView,
  type ComparedBid,
  getComparison,
  listAwards,
  proposeAward,
} from '../../../../shared/contracts/awards.ts'
import { listStakeholders } from '../../../../shared/contracts/organisations.ts'
import { getRfq, listTimeline, listWork } from '../../../../shared/contracts/rfqs.ts'
import { stakeholderRoles } from '../../../../shared/domain/party.ts'
import type { Rfq } from '../../../../shared/domain/rfq.ts'
import { useCall, useQueryOf, useRefetch } from '../../api/use-api.ts'
import { useFormat, useT } from '../../i18n/I18nProvider.tsx'
import { links } from '../../links.ts'
import { ActButton, PrimaryButton } from '../../ui/ActButton.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { RefusalNotice } from '../../ui/RefusalNotice.tsx'
import { Section } from '../../ui/Section.tsx'
import { toast } from '../../ui/toast.tsx'
import { answerOf } from '../rfqs/answer-of.ts'
import styles from './awards.module.css'
import { isRanked, type Ranked } from './bid-standing.tsx'

interface Props {
  readonly rfq: Rfq
  readonly bids: readonly ComparedBid[]
  /** A supplier, or `best`. */
  readonly chosen: string
  readonly before: AwardView | undefined
  readonly onDone: () => void
  readonly onCancel: () => void
}

export function ProposeForm({ rfq, bids, chosen, before, onDone, onCancel }: Props) {
  const t = useT()
  const refetch = useRefetch()
  const ranked = bids.filter(isRanked)
  const [supplierId, setSupplierId] = useState(
    () => ranked.find((bid) => bid.supplierId === chosen)?.supplierId ?? ranked[0]?.supplierId ?? '',
  )
  const [reason, setReason] = useState(before?.award.reason ?? '')
  const [justification, setJustification] = useState(before?.award.justification ?? '')
  // Named once per proposal: a lost answer asked for again is the same proposal, upon the same one before it.
  const asked = useRef<{ readonly awardId: string; readonly after: number }>(undefined)
  const propose = useCall(proposeAward)

  const bid = ranked.find((one) => one.supplierId === supplierId)
  const isLowest = bid?.ranking.rank === 1
  const notYet = () => {
    if (!bid) return t('awards.chooseFirst')
    if (reason.trim() === '') return t('rfqs.reasonMissing')
    return !isLowest && justification.trim() === '' ? t('awards.justificationMissing') : undefined
  }
  const submit = async () => {
    asked.current ??= { awardId: `awd_${ulid()}`, after: before?.award.number ?? 0 }
    const body = { ...asked.current, supplierId, reason, justification: isLowest ? '' : justification }
    const answer = await answerOf(propose.mutateAsync({ params: { rfqId: rfq.rfqId }, body }))
    if (!answer) return
    asked.current = undefined
    await refetch(getRfq, listAwards, getComparison, listTimeline, listWork)
    if (!answer.ok) return
    toast(t('awards.proposedToast'))
    onDone()
  }
  return (
    <Section title={before ? t('awards.reviseTitle') : t('awards.proposeTitle')}>
      <div className={styles.form}>
        <RefusalNotice
          refusal={propose.refusal}
          error={propose.error}
          timeZone={rfq.terms.timeZone}
          action={<Link {...links.organisation}>{t('shell.organisation')}</Link>}
        />
        {before && (
          <Notice>
            <p>{t('awards.reviseWhat')}</p>
          </Notice>
        )}
        <Radio.Group
          label={t('awards.supplier')}
          value={supplierId}
          onChange={setSupplierId}
          className={styles.choices}
        >
          {ranked.map((one) => (
            <Choice key={one.supplierId} bid={one} currency={rfq.terms.currency ?? 'EUR'} />
          ))}
        </Radio.Group>
        <Textarea
          label={t('awards.reason')}
          description={t('awards.reasonHint')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          autosize
          minRows={3}
          maxRows={12}
          maxLength={4_000}
        />
        {!isLowest && (
          <Textarea
            label={t('awards.justification')}
            description={t('awards.justificationHint')}
            value={justification}
            onChange={(event) => setJustification(event.currentTarget.value)}
            autosize
            minRows={3}
            maxRows={12}
            maxLength={4_000}
          />
        )}
        <Asked />
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

/** Who will be asked: all of these, each with a veto. */
function Asked() {
  const t = useT()
  const stakeholders = useQueryOf(listStakeholders, {})
  const active = (stakeholders.data?.items ?? []).filter((one) => one.active)
  return (
    <div>
      <p className={styles.label}>{t('awards.willBeAsked')}</p>
      <ul className={styles.causes}>
        {stakeholderRoles.map((role) => (
          <li key={role}>
            {t('rfqs.roleName', { role })}:{' '}
            {active
              .filter((one) => one.role === role)
              .map(({ name }) => name)
              .join(', ') || <Link {...links.organisation}>{t('rfqs.nobody')}</Link>}
          </li>
        ))}
      </ul>
    </div>
  )
}
