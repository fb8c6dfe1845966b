import { useT } from '../../i18n/I18nProvider.tsx'
import { Page } from '../../ui/Page.tsx'

export function Tenders() {
  const t = useT()
  return <Page title={t('shell.tenders')}>{null}</Page>
}
