import type { ErrorComponentProps } from '@tanstack/react-router'
import { useT } from '../i18n/I18nProvider.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Page } from '../ui/Page.tsx'

/** A page that broke; what was typed is kept by its draft. */
export function PageFault({ error, reset }: ErrorComponentProps) {
  const t = useT()
  return (
    <Page title={t('shell.faultTitle')}>
      <ErrorState error={error instanceof Error ? error : new Error(String(error))} retry={reset} />
    </Page>
  )
}
