import { useT } from '../../i18n/I18nProvider.tsx'
import { Page } from '../../ui/Page.tsx'

export function EditBid() {
  const t = useT()
  return <Page title={t('shell.myBids')}>{null}</Page>
}
