import { useT } from '../../i18n/I18nProvider.tsx'
import { Page } from '../../ui/Page.tsx'

export function BuyerHome() {
  const t = useT()
  return <Page title={t('shell.home')}>{null}</Page>
}
