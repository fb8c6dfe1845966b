import { getVetoDocument } from '../../../../../shared/contracts/approval-handling.ts'
import { useCall } from '../../../api/use-api.ts'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'
import { ActButton } from '../../../ui/ActButton.tsx'
import { downloadBase64 } from '../../../ui/download.ts'
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx'
import styles from './approval.module.css'
import type { Said, Seen } from './seen.ts'

interface Props {
  readonly rfqId: string
  readonly seen: Seen
  readonly veto: Said<'veto'>
}

/** The document a veto brought along, for whoever reads its words. */
export function VetoDocument({ rfqId, seen, veto }: Props) {
  const t = useT()
  const format = useFormat()
  const fetched = useCall(getVetoDocument)
  const { document, stakeholderId } = veto
  if (!document) return null
  const { name, contentType, bytes, sha256 } = document
  const params = { rfqId, subject: seen.approval.subject, stakeholderId, sha256 }
  const open = () =>
    fetched.mutate(
      { params },
      { onSuccess: (file) => file.ok && downloadBase64(name, contentType, file.value.content) },
    )
  return (
    <div className={styles.remedy}>
      <p className={styles.label}>{t('approvals.document')}</p>
      <ActButton size="compact-xs" variant="subtle" className={styles.file} loading={fetched.isPending} onClick={open}>
        {t('approvals.documentFile', { name, size: format.fileSize(bytes) })}
      </ActButton>
      <RefusalNotice refusal={fetched.refusal} error={fetched.error} />
    </div>
  )
}
