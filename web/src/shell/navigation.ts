import { useT } from '../i18n/I18nProvider.tsx'
import { links } from '../links.ts'
import { useSide } from './side.ts'

/** The pages of the navigation, and the key that follows "g". */
export const useNavigation = () => {
  const t = useT()
  const { side } = useSide()
  const home = { key: 'h', label: t('shell.home'), link: links.home }
  const organisation = { key: 'o', label: t('shell.organisation'), link: links.organisation }
  if (side === 'buying')
    return [
      home,
      { key: 'r', label: t('shell.rfqs'), link: links.rfqs },
      { key: 's', label: t('suppliers.title'), link: links.suppliers },
      organisation,
    ]
  return [
    home,
    { key: 't', label: t('shell.tenders'), link: links.tenders },
    { key: 'b', label: t('shell.myBids'), link: links.myBids },
    organisation,
  ]
}
