import { Link } from '@tanstack/react-router'
import { useT } from '../i18n/I18nProvider.tsx'
import { links } from '../links.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Page } from '../ui/Page.tsx'

export function NotFound() {
  const t = useT()
  return (
    <Page title={t('shell.notFoundTitle')}>
      <EmptyState title={t('shell.notFoundText')} action={<Link {...links.home}>{t('shell.toHome')}</Link>} />
    </Page>
  )
}
