import { useRef, useState } from 'react'
import type { Tender } from '../../../../../shared/contracts/tenders.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { ActButton } from '../../../ui/ActButton.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { toast } from '../../../ui/toast.tsx'
import styles from './bid.module.css'
import type { BidDraft } from './bid-draft.ts'
import { downloadBidFile, readBidFile } from './bid-file.ts'

interface Props {
  readonly tender: Tender
  readonly draft: BidDraft
  readonly onRead: (draft: BidDraft) => void
}

/** Taking the draft along: a file to continue from on another device, or to show a colleague. */
export function BidFileActions({ tender, draft, onRead }: Props) {
  const t = useT()
  const chooser = useRef<HTMLInputElement>(null)
  const [wrong, setWrong] = useState(false)

  const read = async (file: File | undefined) => {
    if (!file) return
    const found = await readBidFile(file, tender)
    setWrong(!found)
    if (!found) return
    onRead(found)
    toast(t('bids.fileRead'))
  }
  return (
    <>
      {wrong && <Notice tone="due" title={t('bids.fileWrong')} />}
      <div className={styles.file}>
        <ActButton onClick={() => downloadBidFile(tender, draft)}>{t('bids.download')}</ActButton>
        <ActButton onClick={() => chooser.current?.click()}>{t('bids.upload')}</ActButton>
        <input
          ref={chooser}
          type="file"
          accept="application/json,.json"
          hidden
          aria-label={t('bids.upload')}
          onChange={(event) => {
            void read(event.currentTarget.files?.[0])
            event.currentTarget.value = ''
          }}
        />
        <span className={styles.fine}>{t('bids.fileHint')}</span>
      </div>
    </>
  )
}
