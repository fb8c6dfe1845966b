import { useNavigate } from '@tanstack/react-router'
import { listWork } from '../../../../shared/contracts/rfqs.ts'
import { useQueryOf } from '../../api/use-api.ts'
import { useT } from '../../i18n/I18nProvider.tsx'
import { links } from '../../links.ts'
import { PrimaryButton } from '../../ui/ActButton.tsx'
import { Page } from '../../ui/Page.tsx'
import { Running } from './Running.tsx'
import { Waiting } from './Waiting.tsx'
import { WithApprovers } from './WithApprovers.tsx'

const MINUTE = 60_000

/** What waits for me comes first; then what waits for others, and what runs by itself. */
export function BuyerHome() {
  const t = useT()
  const navigate = useNavigate()
  const work = useQueryOf(listWork, {}, { refetchInterval: MINUTE })
  return (
    <Page
      title={t('shell.home')}
      primary={<PrimaryButton onClick={() => void navigate(links.newRfq)}>{t('rfqs.new')}</PrimaryButton>}
    >
      <Waiting work={work} />
      <WithApprovers work={work.data?.items} />
      <Running work={work.data?.items} />
    </Page>
  )
}
