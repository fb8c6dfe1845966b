import { useEffect, useRef } from 'react'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { ActButton } from '../../../ui/ActButton.tsx'
import { Notice } from '../../../ui/Notice.tsx'

interface Props {
  readonly version: number
  readonly onBack: () => void
}

/** What is read here held once. The reader comes from far below, so the focus does too. */
export function EarlierNotice({ version, onBack }: Props) {
  const t = useT()
  const told = useRef<HTMLDivElement>(null)
  useEffect(() => told.current?.focus(), [])
  return (
    <div ref={told} tabIndex={-1}>
      <Notice tone="due" title={t('policy.versionShown', { version: String(version) })}>
        <ActButton onClick={onBack}>{t('policy.showNow')}</ActButton>
      </Notice>
    </div>
  )
}
