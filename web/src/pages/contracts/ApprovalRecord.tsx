import { NativeSelect } from '@mantine/core'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useMemo, useRef, useState } from 'react'
import {
  getApprovalRecord,
  getChangeApprovalRecord,
  type SignedApprovalRecord,
} from '../../../../shared/contracts/exports.ts'
import { type ApprovalRecord, verifyRecord } from '../../../../shared/domain/approval-record.ts'
import { sha256Hex } from '../../../../shared/domain/canonical.ts'
import { approvalRecordHtml } from '../../../../shared/formats/approval-record-html.ts'
import { useQueryOf } from '../../api/use-api.ts'
import { useI18n, useT } from '../../i18n/I18nProvider.tsx'
import { isLanguage, languageNames, languages } from '../../i18n/language.ts'
import { links } from '../../links.ts'
import { ActButton, PrimaryButton } from '../../ui/ActButton.tsx'
import { downloadText } from '../../ui/download.ts'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { PaperFrame } from '../../ui/PaperFrame.tsx'
import { QueryState } from '../../ui/QueryState.tsx'
import { Section } from '../../ui/Section.tsx'
import { useReason, useRfqId } from '../rfqs/use-rfq.ts'
import styles from './contract.module.css'
import { RecordChoice } from './RecordChoice.tsx'

/** How the contract was approved, or the change of it that the address names. */
export function ApprovalRecordPage() {
  const rfqId = useRfqId()
  const { change: chosen }: { change?: string } = useSearch({ strict: false })
  const change = Number(chosen)
  return change > 0 && Number.isSafeInteger(change) ? (
    <OfChange rfqId={rfqId} change={change} />
  ) : (
    <OfContract rfqId={rfqId} />
  )
}

interface RecordProps {
  readonly rfqId: string
}
interface OfProps extends RecordProps {
  readonly change?: number
}

/** A record never changes once it is there. */
const forGood = { staleTime: Number.POSITIVE_INFINITY }

function OfContract({ rfqId }: RecordProps) {
  return <Fetched rfqId={rfqId} signed={useQueryOf(getApprovalRecord, { params: { rfqId } }, forGood)} />
}

function OfChange({ rfqId, change }: RecordProps & { readonly change: number }) {
  const signed = useQueryOf(getChangeApprovalRecord, { params: { rfqId, number: change } }, forGood)
  return <Fetched key={change} rfqId={rfqId} change={change} signed={signed} />
}

const useHead = ({ rfqId, change }: OfProps) => {
  const t = useT()
  const number = change ?? 0
  return {
    title: change === undefined ? t('contracts.approvalRecord') : t('contracts.changeRecord', { number }),
    crumbs: [
      { label: t('shell.rfqs'), link: links.rfqs },
      { label: t('contracts.contract'), link: links.contract({ rfqId }) },
    ],
  }
}

function Fetched({ signed, ...of }: OfProps & { readonly signed: UseQueryResult<SignedApprovalRecord, Error> }) {
  const head = useHead(of)
  const reason = useReason(of.rfqId, signed)
  if (signed.data) return <Signed signed={signed.data} {...of} />
  return (
    <Page {...head}>
      <QueryState query={reason}>{() => null}</QueryState>
    </Page>
  )
}

/** Checks in this browser that these are the bytes that were signed, and that what was shown is what was decided on. */
const useVerified = ({ record, signature, publicKey }: SignedApprovalRecord) => {
  const sha256 = useMemo(() => sha256Hex(record), [record])
  return useQuery({
    queryKey: ['approval-record', sha256, signature, publicKey],
    queryFn: () => verifyRecord(record, signature, publicKey),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

function Signed({ signed, ...of }: OfProps & { readonly signed: SignedApprovalRecord }) {
  const t = useT()
  const head = useHead(of)
  const file = of.change === undefined ? 'approval-record' : `approval-record-change-${of.change}`
  const frame = useRef<HTMLIFrameElement>(null)
  const verified = useVerified(signed)
  const files = [
    { label: t('contracts.recordFile'), name: `${file}.json`, type: 'application/json', text: signed.record },
    {
      label: t('contracts.signatureFile'),
      name: `${file}.jws`,
      type: 'application/jose',
      text: signed.signature,
    },
    {
      label: t('contracts.keyFile'),
      name: `${file}.jwk.json`,
      type: 'application/jwk+json',
      text: JSON.stringify(signed.publicKey, null, 2),
    },
  ]
  return (
    <Page
      document
      {...head}
      primary={
        <PrimaryButton
          disabledReason={verified.data?.ok ? undefined : t('contracts.notVerifiedYet')}
          onClick={() => frame.current?.contentWindow?.print()}
        >
          {t('contracts.print')}
        </PrimaryButton>
      }
      actions={
        <>
          <RecordChoice rfqId={of.rfqId} change={of.change} />
          {files.map(({ label, name, type, text }) => (
            <ActButton key={name} onClick={() => downloadText(name, type, text)}>
              {label}
            </ActButton>
          ))}
        </>
      }
    >
      <QueryState query={verified}>
        {(answer) =>
          answer.ok ? (
            <>
              <Notice title={t('contracts.verified')}>
                <p>{t('contracts.verifiedHint', { contents: Object.keys(answer.record.shown).length })}</p>
                <p className={styles.hash}>{t('contracts.signedWith', { key: signed.publicKey.kid })}</p>
              </Notice>
              <Paper record={answer.record} frame={frame} />
            </>
          ) : (
            <Notice tone="danger" title={t('contracts.notVerified')}>
              <p>{t('contracts.notVerifiedBecause', { because: answer.because })}</p>
            </Notice>
          )
        }
      </QueryState>
    </Page>
  )
}

interface PaperProps {
  readonly record: ApprovalRecord
  readonly frame: React.RefObject<HTMLIFrameElement | null>
}

/** The record on paper, in whichever language its reader wants, made from the verified bytes alone. */
function Paper({ record, frame }: PaperProps) {
  const { t, language: own } = useI18n()
  const [language, setLanguage] = useState(own)
  const html = useMemo(() => approvalRecordHtml(record, language), [record, language])
  const choice = (
    <NativeSelect
      aria-label={t('contracts.paperLanguage')}
      value={language}
      data={languages.map((value) => ({ value, label: languageNames[value] }))}
      onChange={({ currentTarget: { value } }) => isLanguage(value) && setLanguage(value)}
    />
  )
  return (
    <Section title={t('contracts.document')} hint={t('contracts.recordHint')} actions={choice} flush>
      <PaperFrame key={language} title={t('contracts.approvalRecord')} html={html} frame={frame} />
    </Section>
  )
}
