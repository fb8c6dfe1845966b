import { useT } from '../../i18n/I18nProvider.tsx'
import { Page } from '../../ui/Page.tsx'

export function NewRfq() {
  const t = useT()
  return <Page title={t('shell.rfq')}>{null}</Page>
}
