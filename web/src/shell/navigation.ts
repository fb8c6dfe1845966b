import { useT } from '../i18n/I18nProvider.tsx'
import { links, paths } from '../links.ts'
import { useSide } from './side.ts'

const isAt = (page: string, path: string) => path === page || path.startsWith(`${page}/`)
const isResult = (path: string) => isAt(paths.tenders, path) && path.endsWith('/result')

/** Whether a path is one of a page of the navigation; what became of a bid is among one’s bids, whatever its address. */
export const isWithin = (page: string, path: string): boolean => {
  if (page === paths.home) return path === page
  return isResult(path) ? page === paths.myBids : isAt(page, path)
}

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
