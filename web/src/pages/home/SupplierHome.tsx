import { useT } from '../../i18n/I18nProvider.tsx'
import { Page } from '../../ui/Page.tsx'

export function SupplierHome() {
  const t = useT()
  return <Page title={t('shell.home')}>{null}</Page>
}
